import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Chat, ChatHost } from '#bot'
import { slackChat } from '../../../adapters/slack/chat.ts'
import { type Product, type ProductOptions, startProduct } from '../product.ts'
import { until } from '../until.ts'
import { FakeSlack } from './fake.ts'
import { SlackPeople } from './people.ts'
import { BOT, BOT_TOKEN, type FakeMessage, SIGNING_SECRET, TEAM } from './state.ts'

export interface SlackProduct extends Product {
  fake: FakeSlack
  people: SlackPeople
  /** Has the owner import a file of people and confirm it. */
  importPeople(lines: string[]): Promise<void>
  /** The newest message that the user can see in the channel, ephemeral ones included. */
  seen(user: string, channel?: string): FakeMessage
  /** Waits for a message with this text; an update counts. */
  hears(user: string, words: string | RegExp, channel?: string): Promise<FakeMessage>
}

export const OWNER = 'U0OWNER'
export const ADMIN = 'U0ADMIN'
export const EMPLOYEE = 'U0ANNA'
export const CHANNEL = 'C0HR'

const TIMEOUT = 20_000
const PUBLIC_URL = 'https://verifiera.acme.example'

/** The environment of a product with Slack switched on. The tests replace its database and its mailer. */
export const slackEnvironment = (apiUrl: string): Record<string, string> => ({
  PUBLIC_URL,
  DATABASE_URL: 'postgres://stands.in.example/verifiera',
  SECRET_KEYS: `a:${Buffer.alloc(32, 7).toString('base64')}`,
  SMTP_URL: 'smtp://127.0.0.1:2525',
  MAIL_FROM: 'Verifiera <verifiera@acme.example>',
  SLACK_SIGNING_SECRET: SIGNING_SECRET,
  SLACK_BOT_TOKEN: BOT_TOKEN,
  SLACK_TEAMS: TEAM,
  SLACK_API_URL: apiUrl,
  OWNERS: `slack:${TEAM}/${OWNER}`,
})

export function slackFor(apiUrl: string, host: ChatHost): Chat {
  const secrets = { signingSecret: SIGNING_SECRET, botToken: BOT_TOKEN }
  return slackChat({ ...secrets, teams: [TEAM], apiUrl }, host)
}

/** The whole product between a real HTTP server and the fake Slack. */
export async function startSlack(options: ProductOptions = {}): Promise<SlackProduct> {
  const fake = await startFake()
  const product = await startProduct({
    ...options,
    environment: { ...slackEnvironment(fake.apiUrl), ...options.environment },
    chats: (host) => [slackFor(fake.apiUrl, host)],
  })
  const { close, ...dialog } = await joinSlack(fake, product)
  return {
    ...product,
    ...dialog,
    async stop() {
      await close()
      await product.stop()
      await fake.stop()
    },
  }
}

/** The fake Slack with three people and a channel. */
export async function startFake(): Promise<FakeSlack> {
  const fake = await new FakeSlack().start()
  for (const [id, name] of [
    [OWNER, 'Olle Ohlsson'],
    [ADMIN, 'Hanna Holm'],
    [EMPLOYEE, 'Anna Berg'],
  ] as const) {
    fake.state.addUser(id, name)
  }
  fake.state.addChannel(CHANNEL, [OWNER, ADMIN, EMPLOYEE, BOT])
  return fake
}

/** What people do and see in Slack, over HTTP; `close` ends the server. */
export type SlackDialog = Omit<SlackProduct, keyof Product> & { close(): Promise<void> }

/** Puts a product that has Slack behind a real HTTP server, for the people of the fake. */
export async function joinSlack(fake: FakeSlack, product: Product): Promise<SlackDialog> {
  const { webhook } = product.app.chats.find(({ name }) => name === 'slack')!
  const server = createServer((request, response) => void webhook!.handle(request, response))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const people = new SlackPeople(fake, `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`)

  async function importPeople(lines: string[]): Promise<void> {
    const bytes = new TextEncoder().encode(lines.join('\r\n'))
    await people.share(OWNER, 'anställda.csv', bytes)
    const plan = await slack.hears(OWNER, 'bekräfta')
    const done = () => visible(OWNER, plan.channel).filter(({ text }) => text.startsWith('Importen är klar')).length
    const before = done()
    await people.press(OWNER, plan, confirmOf(plan))
    // Its card may say first that the plan was confirmed, or how far the import is.
    await until(() => done() > before, Boolean, 120)
  }

  const visible = (user: string, channel: string) =>
    fake.state.messages.filter((m) => m.channel === channel && !m.deleted && (!m.to || m.to === user))
  const slack: SlackDialog = {
    importPeople,
    fake,
    people,
    seen: (user, channel = fake.state.direct(user)) => visible(user, channel).at(-1)!,
    async hears(user, words, channel = fake.state.direct(user)) {
      const pattern = typeof words === 'string' ? new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')) : words
      const end = Date.now() + TIMEOUT
      for (;;) {
        const found = visible(user, channel).findLast(({ text, blocks }) =>
          pattern.test(`${text} ${JSON.stringify(blocks)}`),
        )
        if (found) return found
        if (Date.now() > end) throw new Error(`${user} never heard ${pattern}: ${visible(user, channel).at(-1)?.text}`)
        await new Promise((later) => setTimeout(later, 25))
      }
    },
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
  return slack
}

/** The command line of a card's confirm button. */
export function confirmOf({ blocks }: Pick<FakeMessage, 'blocks'>): string {
  const buttons = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []))
  return buttons.map(({ value }) => value).find((value) => value?.startsWith('bekräfta'))
}
