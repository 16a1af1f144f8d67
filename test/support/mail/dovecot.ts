import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { ImapFlow } from 'imapflow'
import { until } from '../until.ts'

export const dovecotPath = ['/usr/sbin/dovecot'].find((path) => existsSync(path))

/** Debian's Dovecot with one mailbox, on loopback without TLS. */
export interface Dovecot {
  readonly url: string
  /** Puts messages into the inbox, as a mail server would. */
  deliver(...messages: string[]): Promise<void>
  /** Ends every session, as a restart does. */
  restart(): Promise<void>
  /** The flags of every message in the inbox. */
  flags(): Promise<string[][]>
  close(): Promise<void>
}

/**
 * @param introspectionUrl where it asks about the tokens of XOAUTH2 (RFC 7662); without it, there are only passwords
 * https://doc.dovecot.org/2.3/configuration_manual/authentication/oauth2/
 */
export async function startDovecot(introspectionUrl?: string): Promise<Dovecot> {
  const folder = mkdtempSync(join(tmpdir(), 'dovecot-'))
  chmodSync(folder, 0o755)
  const port = await freePort()
  const root = userInfo().uid === 0
  // Dovecot refuses to open mailboxes as root.
  const name = root ? 'mail' : userInfo().username
  const id = (which: string) => Number(execFileSync('id', [which, name], { encoding: 'utf8' }))
  const [uid, gid] = [id('-u'), id('-g')]
  const mail = join(folder, 'mail')
  mkdirSync(mail)
  chownSync(mail, uid, gid)
  const config = join(folder, 'dovecot.conf')
  writeFileSync(config, configuration({ folder, port, name, uid, gid, oauth: Boolean(introspectionUrl) }))
  if (introspectionUrl)
    writeFileSync(
      join(folder, 'oauth2'),
      `introspection_url = ${introspectionUrl}\nintrospection_mode = post\nusername_attribute = username\n`,
    )
  const launch = () => spawn(dovecotPath as string, ['-F', '-c', config], { stdio: 'ignore' })
  let server = launch()
  const client = async () => {
    const imap = new ImapFlow({
      host: '127.0.0.1',
      port,
      secure: false,
      auth: { user: 'hr', pass: 'secret' },
      logger: false,
    })
    imap.on('error', () => {})
    await imap.connect()
    return imap
  }
  const reached = () =>
    until(
      () => client().catch(() => null),
      (imap) => imap !== null,
    )
  let first = await reached()
  return {
    url: `imap://hr:secret@127.0.0.1:${port}/INBOX`,
    async deliver(...messages) {
      for (const message of messages) await first!.append('INBOX', message.replace(/\r?\n/g, '\r\n'))
    },
    async restart() {
      const left = new Promise((done) => server.once('exit', done))
      server.kill()
      await left
      server = launch()
      first = await reached()
    },
    async flags() {
      await first!.mailboxOpen('INBOX', { readOnly: true })
      const found: string[][] = []
      for await (const { flags } of first!.fetch('1:*', { flags: true })) found.push([...(flags ?? [])])
      await first!.mailboxClose()
      return found
    },
    async close() {
      await first!.logout().catch(() => {})
      const left = new Promise((done) => server.once('exit', done))
      server.kill()
      await left
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const configuration = (of: {
  folder: string
  port: number
  name: string
  uid: number
  gid: number
  oauth: boolean
}): string => `
base_dir = ${of.folder}/run
state_dir = ${of.folder}/state
log_path = ${of.folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = ${of.name}
default_login_user = ${of.name}
default_internal_group = ${of.name}
first_valid_uid = 1
mail_location = maildir:${of.folder}/mail
auth_mechanisms = plain ${of.oauth ? 'xoauth2' : ''}
${
  of.oauth
    ? `passdb {
  driver = oauth2
  mechanisms = xoauth2
  args = ${of.folder}/oauth2
}`
    : ''
}
passdb {
  driver = static
  mechanisms = plain
  args = password=secret
}
userdb {
  driver = static
  args = uid=${of.uid} gid=${of.gid} home=${of.folder}/mail
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${of.port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
`

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  await new Promise<void>((done) => server.close(() => done()))
  return port
}
