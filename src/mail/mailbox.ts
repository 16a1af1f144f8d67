import type { ImapFlow } from 'imapflow'
import type { Tokens } from './oauth.ts'

/** How far a mailbox has been read. UIDs grow within one `uidValidity` (RFC 3501, 2.3.1.1). */
export interface Place {
  uidValidity: number
  lastUid: number
}

/** A message with its place. */
export interface Found extends Place {
  source: Uint8Array
}

/** What does not work: the login, the folder, or the server altogether. */
export type MailboxFault = 'login' | 'folder' | 'unreached'

export function mailboxFault(error: unknown): MailboxFault {
  const { authenticationFailed, responseStatus, message } = error as Partial<Record<string, unknown>>
  // The token endpoint answers in the codes of SMTP.
  if (authenticationFailed || String(message).startsWith('535')) return 'login'
  return responseStatus === 'NO' ? 'folder' : 'unreached'
}

/** A mailbox over IMAP. It is only looked at: nothing in it is changed, not even whether a message is read. */
export interface Mailbox {
  /** User, host and folder; names the mailbox without its password. */
  readonly id: string
  /** The messages after `place`, oldest first; those of the last days where there is no place or it is another's. */
  newAfter(place: Place | null): AsyncGenerator<Found>
  /** Logs in and looks into the folder, on a connection of its own. Returns null, or what did not work. */
  check(): Promise<MailboxFault | null>
  close(): Promise<void>
}

/** Reports about letters that are older than this, in days, come no more. */
const memory = 14
/** The first bytes of a message; a report quotes the letter within them. */
const most = 512 * 1024

/** Messages that are fetched together. */
const atOnce = 25

const empty = new Uint8Array()

/**
 * @param url `imaps://user:password@host/folder`; TLS is required except on loopback
 * @param tokens instead of the password
 */
export function createMailbox(url: string, tokens?: Tokens): Mailbox {
  const { protocol, hostname, port, username, password, pathname } = new URL(url)
  const secure = protocol === 'imaps:'
  const host = hostname.replace(/^\[|\]$/g, '')
  const folder = decodeURIComponent(pathname.slice(1)) || 'INBOX'
  const user = decodeURIComponent(username)
  const loopback = /^(localhost|127(\.\d{1,3}){3}|::1)$/.test(host)
  let open: ImapFlow | null = null

  async function dial(): Promise<ImapFlow> {
    const auth = tokens ? { user, accessToken: await tokens.get() } : { user, pass: decodeURIComponent(password) }
    // Loaded here, because it takes long and few have such a mailbox.
    const { ImapFlow } = await import('imapflow')
    const client = new ImapFlow({
      host,
      port: Number(port) || (secure ? 993 : 143),
      secure,
      doSTARTTLS: secure ? undefined : !loopback,
      auth,
      logger: false,
      disableAutoIdle: true,
      socketTimeout: 120_000,
    })
    // Without a listener, a lost connection would end the process. The next command fails, and the next try connects.
    client.on('error', () => {})
    try {
      await client.connect()
    } catch (error) {
      if (tokens && (error as { authenticationFailed?: boolean }).authenticationFailed) await tokens.get(true)
      throw error
    }
    return client
  }

  async function connect(): Promise<ImapFlow> {
    if (!open?.usable) open = await dial()
    return open
  }

  return {
    id: `${user}@${host}/${folder}`,
    async *newAfter(place) {
      const client = await connect()
      const box = await client.mailboxOpen(folder, { readOnly: true })
      const uidValidity = Number(box.uidValidity)
      const last = place?.uidValidity === uidValidity ? place.lastUid : null
      const since = new Date(Date.now() - memory * 86_400_000)
      const wanted = last === null ? { since } : { uid: `${last + 1}:*` }
      // `12:*` also means the last message when its UID is below 12.
      const uids = ((await client.search(wanted, { uid: true })) || []).filter((uid) => uid > (last ?? 0))
      uids.sort((a, b) => a - b)
      for (let at = 0; at < uids.length; at += atOnce) {
        const range = uids.slice(at, at + atOnce).join(',')
        const messages = await client.fetchAll(range, { source: { maxLength: most } }, { uid: true })
        for (const { uid, source } of messages) yield { uidValidity, lastUid: uid, source: source ?? empty }
      }
      // Nothing new: where reading begins the next time.
      if (last === null && uids.length === 0) yield { uidValidity, lastUid: Number(box.uidNext) - 1, source: empty }
    },
    async check() {
      let client: ImapFlow | undefined
      try {
        client = await dial()
        await client.mailboxOpen(folder, { readOnly: true })
        return null
      } catch (error) {
        return mailboxFault(error)
      } finally {
        client?.close()
      }
    },
    async close() {
      const client = open
      open = null
      if (client?.usable) await client.logout().catch(() => client.close())
    },
  }
}
