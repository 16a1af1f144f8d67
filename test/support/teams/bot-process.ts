import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
// Imported before the start, because the packages take seconds to load.
import '../../../adapters/teams/transport/teams-ai.ts'
import { teamsChat } from '../../../adapters/teams/chat.ts'
import type { TeamsConfig } from '../../../adapters/teams/cloud.ts'
import { openServer } from '../../../src/db/open.ts'
import { startProduct } from '../product.ts'

/**
 * The product in a process of its own, which a test can kill. It loads at once and starts when it gets a message, so
 * that a test can have the next process ready before it kills this one.
 */
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
