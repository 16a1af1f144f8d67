import { foldLines } from 'nodemailer/lib/mime-funcs'
import MimeNode from 'nodemailer/lib/mime-node'
import { encode, wrap } from 'nodemailer/lib/qp'
import { parseConnectionUrl } from 'nodemailer/lib/shared'
import SMTPConnection, { type SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection'
import type { Mailer } from './mailer.ts'
import { type Connection, openSlot } from './smtp-slot.ts'

/** What quoted-printable leaves as it stands, without a space at either end. */
const literal = /^[!-<>-~]+(?: [!-<>-~]+)*$/

/** Text as quoted-printable; lines not yet wrapped. */
export const encodeText = (text: string): string => (literal.test(text) ? text : encode(text))

/** Quoted-printable with lines of at most 76 characters; lines end with CRLF. */
export const wrapLines = (encoded: string): string => wrap(encoded, 76)

/** Encodes only; one for all, since each new one costs more than an encoding. */
const headers = new MimeNode(false, { textEncoding: 'Q' })

/** An address, or a Message-ID, that is the same encoded. */
const plainAddress = /^<?[\w.+-]+@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,}>?$/

/** One header as it stands in a message, folded, without the line end. */
export function encodeHeader(key: string, value: string | { name: string; address: string }): string {
  return foldLines(`${key}: ${headers.encodeHeaderValue(key, value)}`)
}

/** The same for an address without a name, or a Message-ID: most need no encoding and no folding. */
export function encodeAddress(key: string, address: string): string {
  if (key.length + address.length < 74 && plainAddress.test(address)) return `${key}: ${address}`
  return encodeHeader(key, address.startsWith('<') ? address : { name: '', address })
}

const defaults = {
  connectionTimeout: 30_000,
  greetingTimeout: 30_000,
  /** How long a server may be silent, also after the final dot. */
  socketTimeout: 120_000,
}

/**
 * Mail over SMTP. `url` is a nodemailer connection URL; its `maxConnections` is the number of slots (8), its
 * `maxMessages` how many letters a connection carries (100). TLS is required except to loopback.
 */
export function createSmtp(url: string, sender: string, given: Partial<typeof defaults> = {}): Mailer {
  const { auth, maxConnections, maxMessages, ...read } = parseConnectionUrl(url)
  const loopback = isLoopback(String(read.host ?? 'localhost'))
  const options: SMTPConnectionOptions = {
    ...defaults,
    ...read,
    ...given,
    requireTLS: read.requireTLS === true || (!loopback && !read.secure),
    ignoreTLS: loopback && read.requireTLS !== true,
    logger: false,
  }
  const slots = new Set<{ close(): void }>()
  return {
    slots: Number(maxConnections) || 8,
    open() {
      const slot = openSlot({
        sender,
        lettersEach: Number(maxMessages) || 100,
        dial: () => dial(options, auth as { user: string; pass: string } | undefined),
      })
      slots.add(slot)
      return slot
    },
    async close() {
      for (const slot of slots) slot.close()
      slots.clear()
    },
  }
}

const isLoopback = (host: string) => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)

/** A connection that has been greeted, secured and authenticated. Rejects with nodemailer's error. */
function dial(options: SMTPConnectionOptions, auth?: { user: string; pass: string }): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const connection = new SMTPConnection(options)
    const fail = (error: Error) => {
      reject(error)
      connection.close()
    }
    // Later errors reach the letter in flight; without a listener they would end the process.
    connection.on('error', fail)
    connection.once('end', () => reject(new Error('The server closed the connection')))
    const ready = () =>
      resolve({
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
      if (!auth || !connection.allowsAuth) return ready()
      connection.login(auth, (refused) => (refused ? fail(refused) : ready()))
    })
  })
}

/** Not public in nodemailer, which sends a non-ASCII address without asking whether the server can take it. */
const offered = (connection: SMTPConnection) =>
  (connection as unknown as { _supportedExtensions: string[] })._supportedExtensions
