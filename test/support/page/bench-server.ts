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

/**
 * What the product does without a provider outside: uses the link, verifies and connects the person, both with an entry
 * in the audit, in one transaction; then what the page shows.
 */
async function verify(sql: postgres.Sql, hash: Buffer): Promise<void> {
  const person = await sql.begin(async (tx) => {
    const [link] =
      await tx`select l.id, l.person_id, l.email_key = p.email_key as same, l.expires_at, l.used_at, l.revoked_at
      from people p join links l on l.person_id = p.id where l.token_hash = ${hash} for no key update`
    if (!link!.same || link!.used_at || link!.revoked_at) throw new Error('The link is not live')
    await tx`update links set used_at = now() where id = ${link!.id}`
    await tx`update links set revoked_at = now()
      where person_id = ${link!.person_id} and revoked_at is null and id <> ${link!.id}`
    await tx`update people set verified_at = now(), updated_at = now(), email_problem = null, bounced_at = null,
        bounce_words = null, connect_attempts = 0, connect_error = null, connect_reason = null, connect_next_at = null,
        connected_at = now(), connected_by = 'link', provider_state = 'connected', provider_checked_at = now()
      where id = ${link!.person_id} and not exists (select 1 from disconnects d where d.person_id = ${link!.person_id}
        and done_at is null and refused_at is null)`
    await audit(tx, ['person.verified', 'person.connected'], link!.person_id)
    return link!.person_id
  })
  await sql`select p.connected_at, c.name from people p join companies c on c.id = p.company_id where p.id = ${person}`
}

async function audit(tx: postgres.TransactionSql, actions: string[], personId: number): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtext('verifiera.audit'))`
  const [last] = await tx`select hash from audit order by id desc limit 1`
  let previous = last!.hash
  const rows = actions.map((action) => {
    const hash = createHash('sha256').update(previous).update(action).update(String(personId)).digest()
    const mac = createHmac('sha256', 'key').update(hash).digest()
    const row = { at: new Date(), via: 'web', action, person_id: personId, details: {}, previous, hash }
    previous = hash
    return { ...row, key_id: 'hand', mac }
  })
  await tx`insert into audit ${tx(rows as object[])}`
}
