import { createServer, type Server, type Socket } from 'node:net'
import { TLSSocket } from 'node:tls'

/**
 * Where in the SMTP dialogue a fault occurs. `dot`: in place of accepting; `after`: accepted, but the reply is lost.
 */
export type Point = 'connect' | 'ehlo' | 'auth' | 'mail' | 'rcpt' | 'data' | 'body' | 'dot' | 'after'

/** A fault. It is plain JSON, so that it can be sent to a sink in another process. */
export interface Fault {
  at: Point
  /** Every n-th time this point is reached (1: always). */
  every?: number
  /** Only after this point was reached so many times. */
  after?: number
  /** The most times for each recipient. 1 with a 4xx reply is greylisting. */
  timesEach?: number
  /** The most times in total. */
  times?: number
  /** Applies only to recipients that contain this. */
  to?: string
  /** Applies only to envelope senders that contain this. */
  from?: string
  /** The reply to send. */
  reply?: string
  /** Hangs up after the reply. */
  bye?: boolean
  /** Resets the connection. */
  drop?: boolean
  /** Never replies. */
  hang?: boolean
  /** Milliseconds to wait first. */
  delay?: number
  /** Waits until the faults are replaced, and goes on normally. */
  held?: boolean
}

export interface SinkOptions {
  faults?: Fault[]
  extensions?: string[]
  /** Offers STARTTLS with this certificate (RFC 3207). */
  tls?: { key: string; cert: string }
  /** Requires AUTH PLAIN with this `user:password`. */
  auth?: string
  /** Requires AUTH XOAUTH2 by this user, with one of these tokens, which a test may change. */
  bearer?: { user: string; tokens: string[] }
  /** Ends a session with 421 after so many errors: https://www.postfix.org/postconf.5.html#smtpd_hard_error_limit */
  mostErrors?: number
  /** Milliseconds before every final reply, like a busy server. */
  latency?: number
  /** Keeps whole messages. */
  keep?: boolean
  /** Keeps only counts, for a million letters. */
  countOnly?: boolean
}

export interface Accepted {
  to: string
  from: string
  messageId: string
  at: number
  raw?: string
}

/** A mail server that accepts every letter, counts every final dot that it accepts, and can fail at every point. */
export interface Sink {
  readonly port: number
  readonly url: string
  readonly accepted: Accepted[]
  /** Every envelope sender that was named. */
  readonly senders: Set<string>
  count(): number
  /** The most connections that were open at the same time. */
  peak(): number
  /** How many letters wait at a fault that holds them. */
  held(): number
  /** Replaces the faults. */
  set(faults: Fault[]): void
  forget(): void
  /** Closes every open connection, as an idle time-out does. */
  hangUp(): void
  /** Stops listening and closes every connection. */
  close(): Promise<void>
}

export async function startSink(options: SinkOptions = {}, port = 0): Promise<Sink> {
  const state: State = {
    options,
    faults: (options.faults ?? []).map(plant),
    accepted: [],
    senders: new Set(),
    count: 0,
    held: [],
  }
  const open = new Set<Socket>()
  let peak = 0
  const server: Server = createServer({ noDelay: true }, (socket) => {
    open.add(socket)
    peak = Math.max(peak, open.size)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => {})
    serve(socket, state)
  })
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  const bound = (server.address() as { port: number }).port
  return {
    port: bound,
    url: `smtp://127.0.0.1:${bound}`,
    accepted: state.accepted,
    senders: state.senders,
    count: () => state.count,
    peak: () => peak,
    held: () => state.held.length,
    set: (faults) => {
      state.faults = faults.map(plant)
      for (const release of state.held.splice(0)) release()
    },
    forget: () => {
      state.accepted.length = 0
      state.count = 0
    },
    hangUp: () => {
      for (const socket of open) socket.destroy()
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        for (const socket of open) socket.destroy()
      }),
  }
}

interface State {
  options: SinkOptions
  faults: Planted[]
  accepted: Accepted[]
  senders: Set<string>
  count: number
  /** Lets go those who wait at a fault that holds them. */
  held: (() => void)[]
}

type Planted = Fault & { seen: number; done: number; each: Map<string, number> }
const plant = (fault: Fault): Planted => ({ ...fault, seen: 0, done: 0, each: new Map() })

function due(state: State, at: Point, to: string, from: string): Planted | undefined {
  return state.faults.find((fault) => {
    if (fault.at !== at || (fault.to && !to.includes(fault.to))) return false
    if (fault.from && !from.includes(fault.from)) return false
    fault.seen += 1
    if (fault.seen <= (fault.after ?? 0)) return false
    if (fault.seen % (fault.every ?? 1) !== 0) return false
    if (fault.times !== undefined && fault.done >= fault.times) return false
    const before = fault.each.get(to) ?? 0
    if (fault.timesEach !== undefined && before >= fault.timesEach) return false
    fault.done += 1
    fault.each.set(to, before + 1)
    return true
  })
}

const end = Buffer.from('\r\n.\r\n')
const idAt = Buffer.from('\r\nMessage-ID: ')

function serve(socket: Socket, state: State, greets = true): void {
  const secured = socket instanceof TLSSocket
  let data = Buffer.alloc(0)
  let inBody = false
  let to = ''
  let from = ''
  let out = ''
  let stuck = false
  let answered = false

  let errors = 0
  const flush = () => {
    errors += out.match(/^[45]\d\d /gm)?.length ?? 0
    const isOver = errors >= (state.options.mostErrors ?? Number.POSITIVE_INFINITY)
    if (out) socket.write(out)
    out = ''
    if (isOver && !socket.writableEnded) socket.end('421 4.7.0 sink.example Error: too many errors\r\n')
  }
  /** Whether the dialogue goes on normally at this point. */
  const pass = (at: Point, then: () => void): void => {
    const fault = state.faults.length ? due(state, at, to, from) : undefined
    if (!fault) {
      then()
      return
    }
    const act = () => {
      stuck = false
      if (fault.hang) {
        stuck = true
        return
      }
      if (fault.drop) {
        flush()
        socket.resetAndDestroy()
        return
      }
      if (!fault.reply) {
        then()
        pump()
        return
      }
      out += fault.reply + '\r\n'
      answered = at === 'body'
      if (fault.bye || fault.reply.startsWith('421')) {
        flush()
        socket.end()
        stuck = true
        return
      }
      flush()
      pump()
    }
    if (fault.held) {
      stuck = true
      state.held.push(act)
    } else if (fault.delay) {
      stuck = true
      setTimeout(act, fault.delay)
    } else act()
  }

  const accept = (message: Buffer) => {
    state.count += 1
    if (state.options.countOnly) return
    const at = message.indexOf(idAt) + idAt.length
    const messageId = message.toString('latin1', at, message.indexOf(13, at))
    state.accepted.push({
      to,
      from,
      messageId,
      at: Date.now(),
      ...(state.options.keep && { raw: message.toString('utf8') }),
    })
  }

  const finish = (message: Buffer) => {
    // This message was answered before it had ended. The rest of it is dropped and gets no second reply.
    if (answered) {
      answered = false
      return
    }
    const answer = () => {
      pass('dot', () => {
        accept(message)
        pass('after', () => {
          out += '250 2.0.0 taken\r\n'
        })
      })
      flush()
    }
    if (!state.options.latency) {
      answer()
      return
    }
    stuck = true
    setTimeout(() => {
      stuck = false
      answer()
      pump()
    }, state.options.latency)
  }

  function command(line: string): void {
    const word = line.slice(0, 4).toUpperCase()
    if (word === 'EHLO' || word === 'HELO') {
      pass('ehlo', () => {
        const offered = state.options.extensions ?? ['PIPELINING', '8BITMIME', 'SMTPUTF8']
        const lines = [
          'sink.example',
          ...offered,
          ...(state.options.tls && !secured ? ['STARTTLS'] : []),
          ...(state.options.auth ? ['AUTH PLAIN'] : []),
          ...(state.options.bearer ? ['AUTH LOGIN XOAUTH2'] : []),
        ]
        out += lines.map((text, at) => `250${at === lines.length - 1 ? ' ' : '-'}${text}\r\n`).join('')
      })
    } else if (challenged) {
      challenged = false
      out += '535 5.7.8 Username and Password not accepted\r\n'
    } else if (word === 'AUTH') {
      pass('auth', () => {
        if (state.options.bearer) return bearer(line, state.options.bearer)
        const given = Buffer.from(line.slice(11), 'base64').toString().split('\0').slice(1).join(':')
        out += given === state.options.auth ? '235 2.7.0 welcome\r\n' : '535 5.7.8 authentication failed\r\n'
      })
    } else if (word === 'MAIL' && !loggedIn) {
      out += '530 5.7.57 Client not authenticated to send mail\r\n'
    } else if (word === 'MAIL') {
      from = line.slice(line.indexOf('<') + 1, line.indexOf('>'))
      state.senders.add(from)
      pass('mail', () => {
        out += '250 2.1.0 sender\r\n'
      })
    } else if (word === 'RCPT') {
      const given = line.slice(line.indexOf('<') + 1, line.lastIndexOf('>'))
      to = given
      refusedRcpt = true
      pass('rcpt', () => {
        refusedRcpt = false
        out += '250 2.1.5 recipient\r\n'
      })
    } else if (word === 'DATA') {
      if (refusedRcpt || !to) out += '503 5.5.1 no recipient\r\n'
      else
        pass('data', () => {
          inBody = true
          out += '354 go on\r\n'
        })
    } else if (word === 'RSET') {
      to = ''
      out += '250 2.0.0 reset\r\n'
    } else if (word === 'STAR' && state.options.tls && !secured) {
      out += '220 2.0.0 go ahead\r\n'
      flush()
      stuck = true
      socket.removeAllListeners('data')
      // What was said before does not count (section 4.2), so the dialogue begins anew, without a greeting.
      const secure = new TLSSocket(socket, { isServer: true, ...state.options.tls })
      secure.on('error', () => socket.destroy())
      serve(secure, state, false)
    } else if (word === 'STAR') {
      // STARTTLS, which this server does not offer (RFC 3207).
      out += '502 5.5.1 command not implemented\r\n'
    } else if (word === 'QUIT') {
      out += '221 2.0.0 bye\r\n'
      flush()
      socket.end()
    } else out += '250 2.0.0 ok\r\n'
  }
  let refusedRcpt = false
  let challenged = false
  let loggedIn = !state.options.bearer

  /** https://developers.google.com/workspace/gmail/imap/xoauth2-protocol: a refusal is a challenge first. */
  function bearer(line: string, wanted: { user: string; tokens: string[] }): void {
    const given = Buffer.from(line.replace(/^AUTH XOAUTH2 /i, ''), 'base64').toString()
    loggedIn = wanted.tokens.some((token) => given === `user=${wanted.user}\x01auth=Bearer ${token}\x01\x01`)
    challenged = !loggedIn
    const why = Buffer.from('{"status":"401","schemes":"bearer"}').toString('base64')
    out += loggedIn ? '235 2.7.0 Accepted\r\n' : `334 ${why}\r\n`
  }

  function pump(): void {
    while (!stuck && !socket.destroyed) {
      if (inBody) {
        const at = data.indexOf(end)
        if (at < 0) break
        const message = data.subarray(0, at + 2)
        data = data.subarray(at + end.length)
        inBody = false
        finish(message)
      } else {
        const at = data.indexOf(10)
        if (at < 0) break
        const line = data.toString('utf8', 0, at - 1)
        data = data.subarray(at + 1)
        command(line)
      }
    }
    flush()
  }

  socket.on('data', (chunk) => {
    data = data.length ? Buffer.concat([data, chunk]) : chunk
    if (inBody && !answered && !data.includes(end) && state.faults.some(({ at }) => at === 'body')) {
      pass('body', () => {})
      if (socket.destroyed || stuck) return
    }
    pump()
  })
  if (!greets) return
  pass('connect', () => {
    out += '220 sink.example ready\r\n'
  })
  flush()
}
