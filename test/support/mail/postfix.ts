import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import type { Authority } from '../network/certificates.ts'
import { freePort } from '../network/free-port.ts'
import { until } from '../until.ts'
import { dovecotPath } from './dovecot.ts'

/** Only root can start Postfix, whose parts run as users of their own. */
const found = (path: string) => (userInfo().uid === 0 && existsSync(path) ? path : undefined)
export const postfixPath = dovecotPath && found('/usr/lib/postfix/sbin/master') && found('/usr/sbin/postfix')
export const opendkimPath = found('/usr/sbin/opendkim')

export interface PostfixOptions {
  authority: Authority
  /** Where it delivers everything, as `127.0.0.1:<port>`. */
  relayPort: number
  /** Seconds for which it greylists each recipient that it has not seen. */
  greylist: number
  /** Letters that one client may send in ten seconds. */
  rate: number
  login: { user: string; password: string }
  /** The milter that signs, as `inet:…`. */
  milter?: string
}

/** Debian's Postfix as a submission server, with files, queue and ports of its own, on loopback only. */
export interface Postfix {
  readonly port: number
  /** Stops and starts it; with `full`, it then believes that its disk is full. */
  restart(disk: { full: boolean }): Promise<void>
  /** Has it read its settings again. A session that is open keeps the old ones. */
  reload(disk: { full: boolean }): Promise<void>
  /** What it has logged. */
  log(): string
  /** Recipients that were greylisted. */
  readonly greylisted: ReadonlyMap<string, number>
  close(): Promise<void>
}

export async function startPostfix(options: PostfixOptions): Promise<Postfix> {
  // Not in the scratch folder of the run: Postfix refuses long names of sockets.
  const folder = mkdtempSync('/tmp/postfix-')
  chmodSync(folder, 0o755)
  const at = (name: string) => join(folder, name)
  const [port, policyPort, authPort] = [await freePort(), await freePort(), await freePort()]
  for (const name of ['etc', 'queue', 'data']) mkdirSync(at(name))
  execFileSync('chown', ['postfix', at('data')])
  const { certFile, keyFile } = options.authority.issue()
  writeFileSync(at('etc/main.cf'), mainCf({ ...options, folder, policyPort, authPort, certFile, keyFile }))
  writeFileSync(at('etc/master.cf'), masterCf(port))
  const greylisted = new Map<string, number>()
  const policy = await startPolicy(policyPort, options.greylist, greylisted)
  const auth = await startAuth(folder, authPort, options.login)
  const run = (...args: string[]) => execFileSync('/usr/sbin/postfix', ['-c', at('etc'), ...args], { stdio: 'pipe' })
  const fillDisk = ({ full }: { full: boolean }) => {
    // It refuses mail below this many free bytes: https://www.postfix.org/postconf.5.html#queue_minfree
    const free = full ? '900000000000000' : '0'
    execFileSync('/usr/sbin/postconf', ['-c', at('etc'), '-e', `queue_minfree=${free}`])
  }
  const log = () => (existsSync(at('log')) ? readFileSync(at('log'), 'utf8') : '')
  const listening = () => until(() => answers(port), Boolean, 30)
  run('start')
  await listening()
  return {
    port,
    log,
    greylisted,
    async restart(disk) {
      fillDisk(disk)
      run('stop')
      run('start')
      await listening()
    },
    async reload(disk) {
      fillDisk(disk)
      run('reload')
    },
    async close() {
      run('stop')
      policy.close()
      await auth.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const mainCf = (
  of: PostfixOptions & Record<'folder' | 'certFile' | 'keyFile', string> & Record<'policyPort' | 'authPort', number>,
) => `
compatibility_level = 3.6
queue_directory = ${of.folder}/queue
data_directory = ${of.folder}/data
maillog_file = ${of.folder}/log
maillog_file_prefixes = /tmp
myhostname = mail.acme.example
mydestination =
local_recipient_maps =
alias_maps =
mynetworks = 127.0.0.2/32
notify_classes =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
relayhost = [127.0.0.1]:${of.relayPort}
smtp_tls_security_level = none
smtp_connection_cache_on_demand = yes
minimal_backoff_time = 5s
queue_run_delay = 5s
smtputf8_enable = yes
smtpd_tls_security_level = encrypt
smtpd_tls_auth_only = yes
smtpd_tls_cert_file = ${of.certFile}
smtpd_tls_key_file = ${of.keyFile}
smtpd_tls_mandatory_protocols = >=TLSv1.2
smtpd_tls_received_header = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:${of.authPort}
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_recipient_restrictions = check_policy_service inet:127.0.0.1:${of.policyPort}, permit_sasl_authenticated, reject
smtpd_client_message_rate_limit = ${of.rate}
smtpd_client_connection_count_limit = 4
smtpd_client_event_limit_exceptions = 127.0.0.2/32
anvil_rate_time_unit = 10s
${of.milter ? `smtpd_milters = ${of.milter}\nmilter_default_action = tempfail` : ''}
`

const masterCf = (port: number) => `
127.0.0.1:${port} inet n - n - - smtpd
pickup    unix  n - n 60 1 pickup
cleanup   unix  n - n - 0 cleanup
qmgr      unix  n - n 300 1 qmgr
tlsmgr    unix  - - n 1000? 1 tlsmgr
rewrite   unix  - - n - - trivial-rewrite
bounce    unix  - - n - 0 bounce
defer     unix  - - n - 0 bounce
trace     unix  - - n - 0 bounce
verify    unix  - - n - 1 verify
flush     unix  n - n 1000? 0 flush
proxymap  unix  - - n - - proxymap
smtp      unix  - - n - - smtp
relay     unix  - - n - - smtp
showq     unix  n - n - - showq
error     unix  - - n - - error
retry     unix  - - n - - error
discard   unix  - - n - - discard
anvil     unix  - - n - 1 anvil
scache    unix  - - n - 1 scache
postlog   unix-dgram n - n - 1 postlogd
`

/** Greylisting, as https://www.postfix.org/SMTPD_POLICY_README.html describes it, by recipient. */
async function startPolicy(port: number, seconds: number, seen: Map<string, number>): Promise<Server> {
  const server = createServer((socket) => {
    let text = ''
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      text += chunk
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const recipient = /^recipient=(.*)$/m.exec(text.slice(0, end))?.[1] ?? ''
        text = text.slice(end + 2)
        const first = seen.get(recipient) ?? Date.now()
        seen.set(recipient, first)
        const early = Date.now() < first + seconds * 1000
        socket.write(`action=${early ? `DEFER_IF_PERMIT Greylisted, try again in ${seconds} seconds` : 'DUNNO'}\n\n`)
      }
    })
  })
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  return server
}

/** Dovecot that only knows one login. https://doc.dovecot.org/2.3/configuration_manual/howto/postfix_and_dovecot_sasl/ */
async function startAuth(folder: string, port: number, { user, password }: PostfixOptions['login']) {
  writeFileSync(join(folder, 'users'), `${user}:{PLAIN}${password}::::::\n`)
  const config = join(folder, 'dovecot.conf')
  writeFileSync(
    config,
    `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
protocols =
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
passdb {
  driver = passwd-file
  args = ${folder}/users
}
userdb {
  driver = static
  args = uid=65534 gid=65534 home=/nonexistent
}
service auth {
  inet_listener {
    address = 127.0.0.1
    port = ${port}
  }
}
`,
  )
  const server = spawn(dovecotPath!, ['-F', '-c', config], { stdio: 'ignore' })
  await until(() => answers(port), Boolean, 30)
  return {
    async close() {
      const left = new Promise((done) => server.once('exit', done))
      server.kill()
      await left
    },
  }
}

/** Debian's OpenDKIM, which signs as acme.example. Resolves with its address and the TXT record of its key. */
export async function startOpendkim(openssl: string) {
  const folder = mkdtempSync('/tmp/opendkim-')
  const port = await freePort()
  const key = join(folder, 'key.pem')
  execFileSync(openssl, ['genrsa', '-traditional', '-out', key, '2048'], { stdio: 'pipe' })
  const publicKey = execFileSync(openssl, ['rsa', '-in', key, '-pubout', '-outform', 'DER'], { stdio: 'pipe' })
  const settings = `Mode s\nDomain acme.example\nSelector tests\nKeyFile ${key}\nSocket inet:${port}@127.0.0.1\nCanonicalization relaxed/relaxed\nUserID root\nInternalHosts 127.0.0.1\nRequireSafeKeys no\n`
  writeFileSync(join(folder, 'conf'), settings)
  const server = spawn(opendkimPath!, ['-f', '-x', join(folder, 'conf')], { stdio: 'ignore' })
  await until(() => answers(port), Boolean, 30)
  return {
    milter: `inet:127.0.0.1:${port}`,
    record: `v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`,
    async close() {
      const left = new Promise((done) => server.once('exit', done))
      server.kill()
      await left
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function answers(port: number): Promise<boolean> {
  const { connect } = await import('node:net')
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      done(true)
    })
    socket.once('error', () => done(false))
  })
}
