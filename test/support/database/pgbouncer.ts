import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '../network/free-port.ts'
import { openTemp, runAs } from './binaries.ts'

/** Where Debian's package `pgbouncer` puts it; undefined where it is not installed. */
export const pgbouncer: string | undefined = find()

/**
 * A PgBouncer in front of the server of `url`, with its default settings except those given. Resolves with the URL
 * through it, and what ends it. https://www.pgbouncer.org/config.html
 */
export async function startPgBouncer(
  url: string,
  poolMode: 'session' | 'transaction',
  given: readonly string[] = [],
): Promise<{ url: string; stop(): Promise<void> }> {
  const server = new URL(url)
  const through = new URL(url)
  through.port = String(await freePort())
  const folder = mkdtempSync(join(openTemp(), 'verifiera-pgbouncer-'))
  const users = join(folder, 'users')
  const settings = join(folder, 'settings')
  writeFileSync(users, `"${server.username}" "${server.password}"\n`)
  writeFileSync(
    settings,
    `[databases]
* = host=${server.hostname} port=${server.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${through.port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${users}
pool_mode = ${poolMode}
${given.join('\n')}
`,
  )
  const { uid, gid } = runAs()
  chmodSync(folder, 0o755)
  if (uid !== undefined && gid !== undefined) for (const path of [folder, users, settings]) chownSync(path, uid, gid)
  const child = spawn(pgbouncer!, [settings], { uid, gid, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  const exited = once(child, 'exit')
  let log = ''
  await new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (chunk) => {
      log += chunk
      if (log.includes('process up')) resolve()
    })
    child.once('exit', () => reject(new Error(`PgBouncer did not start: ${log}`)))
  })
  return {
    url: through.href,
    async stop() {
      child.kill('SIGKILL')
      await exited
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function find(): string | undefined {
  for (const path of ['/usr/sbin/pgbouncer', 'pgbouncer']) {
    try {
      execFileSync(path, ['--version'], { stdio: 'ignore' })
      return path
    } catch {
      // Looked for elsewhere.
    }
  }
  return undefined
}
