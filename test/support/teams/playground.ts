import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { teamsChat } from '../../../adapters/teams/chat.ts'
import { migrate } from '../../../src/db/migrate.ts'
import { openEmbedded } from '../../../src/db/open.ts'
import { loadDemo } from '../../../src/runtime/demo/demo.ts'
import { startProduct } from '../product.ts'
import { fakeCloud } from './cloud.ts'

/**
 * Runs the product behind Microsoft's local Agents Playground. The Playground does not sign its requests, so this
 * program stands in between and signs them. The Playground's tenant is configured and its first user is an owner.
 * Everything stays on loopback and in a temporary folder.
 */
const port = Number(process.argv[2] ?? 3978)
const connector = process.argv[3] ?? 'localhost:56150'
/** The Playground's own ids; the tenant's has one digit too many. */
const tenant = '00000000-0000-0000-0000-0000000000001'
const owner = '00000000-0000-0000-0000-0000000000020'

const folder = mkdtempSync(join(tmpdir(), 'verifiera-playground-'))
const database = await openEmbedded(join(folder, 'db'))
await migrate(database)
const cloud = await fakeCloud()
const config = { ...cloud.config, tenants: [tenant], serviceHosts: [connector, cloud.host] }
const product = await startProduct({
  database,
  environment: { OWNERS: `teams:${tenant}/${owner}` },
  chats: (host) => [teamsChat(config, host)],
  log: (line) => console.log(line),
})
await loadDemo(product.app, { debug() {}, info() {}, warn: console.warn, error: console.error })
const { webhook } = product.app.chats[0]!
const bot = createServer((request, response) => void webhook?.handle(request, response))
await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', resolve))
const address = bot.address() as { port: number }

const signer = createServer((request, response) => void sign(request, response))
signer.listen(port, '127.0.0.1', () =>
  console.log(
    `npx @microsoft/m365agentsplayground -e http://localhost:${port}/api/messages -c msteams --disable-telemetry`,
  ),
)

async function sign(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const text = Buffer.concat(parts).toString()
  // The Playground first sends an empty request to see whether the bot is running.
  if (text === '') return void response.writeHead(200).end()
  const activity = JSON.parse(text)
  activity.locale = 'sv-SE'
  const answer = await fetch(`http://127.0.0.1:${address.port}/api/messages`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${cloud.token({ serviceurl: activity.serviceUrl })}`,
    },
    body: JSON.stringify(activity),
  })
  response.writeHead(answer.status, { 'content-type': 'application/json' })
  response.end(await answer.text())
}

process.once('SIGINT', () => {
  void product.stop().finally(() => {
    rmSync(folder, { recursive: true, force: true })
    process.exit()
  })
})
