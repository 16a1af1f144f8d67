import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { App, HTTPReceiver } from '@slack/bolt'
import { slackChat } from '../../../adapters/slack/chat.ts'
import { createInbox } from '../../../src/conversation/inbox.ts'
import { openServer } from '../../../src/db/open.ts'
import { BOT_TOKEN, SIGNING_SECRET, TEAM } from './state.ts'

/**
 * One server of the benchmark, in a process of its own so that its CPU time can be measured. `bolt` is bare Bolt with
 * one listener; `ours` is the adapter with its durable inbox, given the address of a database. Any message is answered
 * with the CPU time so far, in milliseconds.
 */
const [kind, database] = process.argv.slice(2)

const quiet = { debug() {}, info() {}, warn() {}, error() {} }
const server = kind === 'ours' ? ours(database!) : bolt()
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as AddressInfo).port }))

process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send!({ cpu: (user + system) / 1_000 })
})
process.on('disconnect', () => process.exit())

function bolt() {
  const receiver = new HTTPReceiver({ signingSecret: SIGNING_SECRET })
  const app = new App({ receiver, authorize: async () => ({ botToken: BOT_TOKEN }) })
  app.command('/verifiera', async ({ ack }) => ack())
  return createServer((request, response) => receiver.requestListener(request, response))
}

function ours(url: string) {
  const { db, keyed } = openServer(url)
  const { inbox } = createInbox({ db, keyed, clock: () => new Date(), log: quiet, chats: [] })
  const config = { signingSecret: SIGNING_SECRET, botToken: BOT_TOKEN, teams: [TEAM] }
  const host = { inbox, follow: async () => {}, log: quiet, clock: () => new Date() }
  const chat = slackChat({ ...config, apiUrl: 'https://slack.com/api/' }, host)
  return createServer((request, response) => void chat.webhook!.handle(request, response))
}
