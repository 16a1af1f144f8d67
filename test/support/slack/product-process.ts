import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openServer } from '../../../src/db/open.ts'
import { startProduct } from '../product.ts'
import { slackEnvironment, slackFor } from './product.ts'

/** The product in a process that tests kill. It loads at once and starts when told to, so that a restart is quick. */
const { url, apiUrl } = JSON.parse(process.argv[2]!) as { url: string; apiUrl: string }

process.once('message', async () => {
  const product = await startProduct({
    database: openServer(url),
    environment: { ...slackEnvironment(apiUrl), WORKER: 'off' },
    chats: (host) => [slackFor(apiUrl, host)],
  })
  const { webhook } = product.app.chats[0]!
  const server = createServer((request, response) => void webhook!.handle(request, response))
  server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as AddressInfo).port }))
})
process.on('disconnect', () => process.exit())
process.send!({ loaded: true })
