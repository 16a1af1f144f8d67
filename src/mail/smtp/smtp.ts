import { foldLines } from 'nodemailer/lib/mime-funcs'
import MimeNode from 'nodemailer/lib/mime-node'
import { encode, wrap } from 'nodemailer/lib/qp'
import { parseConnectionUrl } from 'nodemailer/lib/shared'
import SMTPConnection, { type SMTPConnectionAuth, type SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection'
import type { Mailer } from '../mailer.ts'
import type { Tokens } from '../oauth.ts'
import { customAuth, tokenLogin } from './login.ts'
import { type Failure, outcomeOfConnecting } from './outcome.ts'
import { type Connection, openSlot } from './slot.ts'

/** Text that quoted-printable leaves as it is: printable, without `=` and without a space at either end. */
const literal = /^[!-<>-~]+(?: [!-<>-~]+)*$/

/** Text in quoted-printable, with lines that are not wrapped yet. */
export const encodeText = (text: string): string => (literal.test(text) ? text : encode(text))

/** Wraps quoted-printable to lines of at most 76 characters, which end with CRLF. */
export const wrapLines = (encoded: string): string => wrap(encoded, 76)

/** Only used to encode headers. One serves all, because a new one costs more than an encoding. */
const headers = new MimeNode(false, { textEncoding: 'Q' })

/** Addresses and Message-IDs that need no encoding. */
const plainAddress = /^<?[\w.+-]+@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,}>?$/

/** A header as a message contains it: encoded and folded, without the line end. */
export function encodeHeader(key: string, value: string | { name: string; address: string }): string {
  return foldLines(`${key}: ${headers.encodeHeaderValue(key, value)}`)
}

/** The same for a Message-ID or an address without a name; most of these need no encoding and no folding. */
export function encodeAddress(key: string, address: string): string {
  if (key.length + address.length < 74 && plainAddress.test(address)) return `${key}: ${address}`
  return encodeHeader(key, address.startsWith('<') ? address : { name: '', address })
}

/** How we greet the server and log in, besides what `SMTP_URL` says. */
export interface SmtpLogin {
  /** The name in EHLO. */
  name?: string
  /** Instead of the password in the URL. */
  tokens?: Tokens
  /** Authorities to trust instead of the public ones, as PEM. */
  tls?: { ca?: string }
}

const defaults = {
  connectionTimeout: 30_000,
  greetingTimeout: 30_000,
  /** For how many milliseconds a server may be silent, also after the final dot. */
  socketTimeout: 120_000,
}

/** For `check`, which somebody waits for. */
const soon = { connectionTimeout: 8000, greetingTimeout: 8000, socketTimeout: 8000 }

/**
 * A mailer over SMTP. `url` is a connection URL of nodemailer's: `maxConnections` is the number of slots (8 by
 * default), `maxMessages` the number of letters for each connection (100 by default). TLS is required except on
 * loopback.
 */
export function createSmtp(url: string, sender: string, given: Partial<typeof defaults> & SmtpLogin = {}): Mailer {
  const { tokens, name, ...times } = given
  const { auth, maxConnections, maxMessages, ...read } = parseConnectionUrl(url)
  const loopback = isLoopback(String(read.host ?? 'localhost'))
  const options: SMTPConnectionOptions = {
    ...defaults,
    ...(name && { name }),
    ...read,
    ...times,
    requireTLS: read.requireTLS === true || (!loopback && !read.secure),
    ignoreTLS: loopback && read.requireTLS !== true,
    logger: false,
    ...(tokens && { customAuth: customAuth(tokens) }),
  }
  const password = auth as { user: string; pass: string } | undefined
  const login = tokens ? tokenLogin(password?.user || sender) : password
  const refused = { returnPaths: false }
  const slots = new Set<{ close(): void }>()
  return {
    slots: Number(maxConnections) || 8,
    open() {
      const slot = openSlot({
        sender,
        refused,
        lettersEach: Number(maxMessages) || 100,
        dial: () => dial(options, login),
      })
      slots.add(slot)
      return slot
    },
    async check() {
      try {
        const connection = await dial({ ...options, ...soon }, login)
        connection.quit()
        return { kind: login && !connection.isLoggedIn ? 'open' : 'fine' }
      } catch (error) {
        const { stage, text } = outcomeOfConnecting(error as Failure)
        return {
          kind: 'refused',
          stage,
          text: text
            .replace(/\S+@\S+/g, '…')
            .trim()
            .slice(0, 200),
        }
      }
    },
    async close() {
      for (const slot of slots) slot.close()
      slots.clear()
    },
  }
}

const isLoopback = (host: string) => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)

/** Connects, secures and authenticates. Rejects with an error of nodemailer's. */
function dial(
  options: SMTPConnectionOptions,
  auth?: SMTPConnectionAuth,
): Promise<Connection & { isLoggedIn: boolean }> {
  return new Promise((resolve, reject) => {
    const connection = new SMTPConnection(options)
    const fail = (error: Error) => {
      reject(error)
      connection.close()
    }
    // Later errors also reach the callback of the letter being sent. Without a listener they would end the process.
    connection.on('error', fail)
    connection.once('end', () => reject(new Error('The server closed the connection')))
    const ready = (isLoggedIn: boolean) =>
      resolve({
        isLoggedIn,
        send: (envelope, message, done) => connection.send(envelope, message, done),
        reset: (done) => connection.reset((error) => done(!error)),
        close: () => connection.close(),
        quit: () => connection.quit(),
        onEnd: (listener) => void connection.once('end', listener),
        isOpen: () => !connection.destroyed,
        offers: (extension) => offered(connection).includes(extension),
      })
    connection.connect((error) => {
      if (error) return fail(error)
      if (auth?.method && !connection.allowsAuth) return fail(noLogin())
      if (!auth || !connection.allowsAuth) return ready(false)
      connection.login(auth, (refused) => (refused ? fail(refused) : ready(true)))
    })
  })
}

const noLogin = () => Object.assign(new Error('535 5.7.4 The server offers no login'), { code: 'EAUTH' })

/** The extensions that the server offers, private in nodemailer, which does not check for SMTPUTF8 itself. */
const offered = (connection: SMTPConnection): unknown[] =>
  '_supportedExtensions' in connection && Array.isArray(connection._supportedExtensions)
    ? connection._supportedExtensions
    : []
