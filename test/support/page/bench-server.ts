import { createHash, createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import postgres from 'postgres'
import { readConfig } from '../../../src/config/config.ts'
import { openServer } from '../../../src/db/open.ts'
import { createWeb } from '../../../src/web/server.ts'
import { startProduct } from '../product.ts'

/**
 * One server of the benchmark of the page, in a process of its own: `ours` is the product, `hand` is a bare HTTP server
 * with the same reads and writes by `postgres`. Each posts its port to the parent.
 */
const [kind, database] = process.argv.slice(2)
const connections = 10

await (kind === 'ours' ? ours(database!) : listen(byHand(database!)))
process.on('disconnect', () => process.exit())

async function ours(url: string): Promise<void> {
  const { app } = await startProduct({ database: openServer(url, { max: connections }), idle: true })
  const log = { debug() {}, info() {}, warn() {}, error() {} }
  const web = createWeb({ ...readConfig({}), local: undefined, webhooks: [], page: app.page, health: app, log })
  process.send!(await web.listen('127.0.0.1', 0))
}

function listen(server: Server): void {
  server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as AddressInfo).port }))
}

function byHand(url: string): Server {
  const sql = postgres(url, { max: connections, onnotice: () => {} })
  return createServer((request, response) => {
    const body: Buffer[] = []
    request.on('data', (chunk) => body.push(chunk))
    request.on('end', async () => {
      const token = new URLSearchParams(Buffer.concat(body).toString()).get('token')!
      await verify(sql, createHash('sha256').update(token).digest())
      response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Connected</p>')
    })
  })
}

/** Uses the link and verifies the person, then connects the person: two audited transactions, as in the product. */
async function verify(sql: postgres.Sql, hash: Buffer): Promise<void> {
  const [link] = await sql`select id, person_id from links where token_hash = ${hash}`
  await sql.begin(async (tx) => {
    await tx`select id from people where id = ${link!.person_id} for no key update`
    const [open] = await tx`select p.email, p.email_key, l.email_key as key, l.expires_at, l.used_at, l.revoked_at
      from links l join people p on p.id = l.person_id where l.id = ${link!.id}`
    if (open!.used_at || open!.revoked_at || open!.key !== open!.email_key) throw new Error('The link is not live')
    await tx`update links set used_at = now() where id = ${link!.id}`
    await tx`update links set revoked_at = now()
      where person_id = ${link!.person_id} and revoked_at is null and id <> ${link!.id}`
    await tx`update people set verified_at = now(), updated_at = now(), connect_next_at = now() where id = ${link!.person_id}`
    await audit(tx, 'person.verified', link!.person_id)
  })
  await sql`update people set connect_attempts = connect_attempts + 1, connect_asked_at = now() where id = ${link!.person_id}`
  await sql.begin(async (tx) => {
    await tx`update people set connected_at = now(), connected_by = 'link', provider_state = 'connected',
      provider_checked_at = now(), connect_next_at = null, connect_attempts = 0
      where id = ${link!.person_id} and verified_at is not null and connected_at is null`
    await audit(tx, 'person.connected', link!.person_id)
  })
  await sql`select connected_at from people where id = ${link!.person_id}`
}

async function audit(tx: postgres.TransactionSql, action: string, personId: number): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtext('verifiera.audit'))`
  const [last] = await tx`select hash from audit order by id desc limit 1`
  const hash = createHash('sha256').update(last!.hash).update(action).update(String(personId)).digest()
  const mac = createHmac('sha256', 'key').update(hash).digest()
  await tx`insert into audit (at, via, action, person_id, details, previous, hash, key_id, mac)
    values (now(), 'web', ${action}, ${personId}, '{}', ${last!.hash}, ${hash}, 'hand', ${mac})`
}
