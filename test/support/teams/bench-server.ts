import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Application, TeamsAdapter } from '@microsoft/teams-ai'
import { ConfigurationServiceClientCredentialFactory } from 'botbuilder'
import { teamsChat } from '../../../adapters/teams/chat.ts'
import type { TeamsConfig } from '../../../adapters/teams/cloud.ts'
import type { ChatHost } from '../../../src/bot/index.ts'
import { createInbox } from '../../../src/conversation/inbox.ts'
import { openServer } from '../../../src/db/open.ts'

/**
 * One server of the benchmark, in a process of its own. `bare` is Microsoft's package with a listener that answers the
 * message `svara`; `kept` is the same, but stores each message in our inbox first; `ours` is the adapter.
 */
const [kind, configuration, database] = process.argv.slice(2)
const config = JSON.parse(configuration!) as TeamsConfig
const quiet = { debug() {}, info() {}, warn() {}, error() {} }

const server = kind === 'ours' ? await ours(database!) : bare(kind === 'kept' ? database : undefined)
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as AddressInfo).port }))
process.on('disconnect', () => process.exit())

async function ours(url: string) {
  const { db, keyed } = openServer(url)
  const chats: ReturnType<typeof teamsChat>[] = []
  const kept = createInbox({ db, keyed, clock: () => new Date(), log: quiet, chats })
  const host: ChatHost = {
    inbox: kept.inbox,
    follow: async () => {},
    log: quiet,
    clock: () => new Date(),
  }
  const chat = teamsChat(config, host)
  chats.push(chat)
  chat.onSaid(async ({ text }) => ({ card: { kind: 'notice', tone: 'info', title: text }, private: false }))
  await chat.start?.()
  kept.start()
  return createServer((request, response) => void chat.webhook!.handle(request, response))
}

function bare(url?: string) {
  const inbox = url && createInbox({ ...openServer(url), clock: () => new Date(), log: quiet, chats: [] }).inbox
  const settings = {
    MicrosoftAppId: config.appId,
    MicrosoftAppPassword: config.appPassword,
    MicrosoftAppType: 'MultiTenant',
    ToChannelFromBotLoginUrl: config.loginUrl!,
    ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
    OAuthUrl: 'https://api.botframework.com',
    ToBotFromChannelOpenIdMetadataUrl: config.openIdMetadataUrl!,
    ToBotFromEmulatorOpenIdMetadataUrl: config.openIdMetadataUrl!,
    CallerId: 'urn:botframework:azure',
    ValidateAuthority: false,
  }
  const credentials = new ConfigurationServiceClientCredentialFactory(settings)
  const signer: Awaited<ReturnType<typeof credentials.createCredentials>> = {
    async signRequest(request) {
      request.headers.set('authorization', 'Bearer token-of-the-bot')
      return request
    },
  }
  credentials.createCredentials = async () => signer
  const adapter = new TeamsAdapter(settings, credentials)
  const application = new Application({ startTypingTimer: false })
  application.activity('message', async (context) => {
    if (inbox) await inbox.put('teams', [String(context.activity.id)], context.activity)
    if (context.activity.text === 'svara') await context.sendActivity('svara')
  })
  return createServer(async (request, response) => {
    const shim = Object.assign(response, {
      status: (code: number) => Object.assign(response, { statusCode: code }),
      send: (body: unknown) => response.write(typeof body === 'string' ? body : JSON.stringify(body)),
      header: (name: string, value: string) => response.setHeader(name, value),
    })
    const body = JSON.parse(await textOf(request))
    await adapter.process(
      Object.assign(request, { body }),
      shim,
      async (context) => void (await application.run(context)),
    )
  })
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}
