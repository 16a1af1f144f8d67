import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
// Loaded with the rest, not only at the start: the packages take seconds.
import '../../../adapters/teams/transport/teams-ai.ts'
import { teamsChat } from '../../../adapters/teams/chat.ts'
import type { TeamsConfig } from '../../../adapters/teams/cloud.ts'
import { openServer } from '../../../src/db/open.ts'
import { startProduct } from '../product.ts'

/** A process of the product that the fault tests kill: loaded at once, started when told to, so that none waits for another. */
const { url, config, owners } = JSON.parse(process.argv[2]!) as { url: string; config: TeamsConfig; owners: string }

process.once('message', async () => {
  const product = await startProduct({
    database: openServer(url),
    environment: { OWNERS: owners, WORKER: 'off' },
    chats: (host) => [teamsChat(config, host)],
  })
  const { webhook } = product.app.chats[0]!
  const server = createServer((request, response) => void webhook!.handle(request, response))
  server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as AddressInfo).port }))
})
process.on('disconnect', () => process.exit())
process.send!({ loaded: true })
