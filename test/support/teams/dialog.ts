import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { teamsChat } from '../../../adapters/teams/chat.ts'
import { type Product, type ProductOptions, startProduct } from '../product.ts'
import { until } from '../until.ts'
import { type Person, pressed, said, submitted, type Wire, withFile } from './activities.ts'
import { type FakeCloud, fakeCloud, tenant } from './cloud.ts'
import { type Shown, shown } from './shown.ts'

/** The whole product in Teams, with a fake of Microsoft's services. */
export interface TeamsDialog {
  cloud: FakeCloud
  product: Product
  /** Adds a member of the tenant, with an e-mail address in the directory. */
  person(name: string, email: string, more?: { userRole?: string }): Person
  /** Sends an activity and returns the response. */
  send(activity: Wire): Promise<{ status: number; body: Record<string, unknown> }>
  /** Says a line in the personal chat and returns the message that answers it. */
  say(from: Person, text: string, file?: { name: string; bytes: Uint8Array }): Promise<Shown>
  /** Presses the button with this title and returns the response. */
  press(
    from: Person,
    message: Shown,
    title: string,
    how?: { channel?: boolean; submit?: boolean; typed?: string },
  ): Promise<Record<string, unknown>>
  /** Presses the button with such a title, and returns what that has posted, or the card as it has become. */
  pressed(from: Person, message: Shown, title: string | RegExp): Promise<Shown>
  /** The message number `after + 1` in a conversation, as soon as it has been posted. */
  newest(conversation: string, after: number): Promise<Shown>
  /** How many messages have been posted to a conversation. */
  count(conversation: string): number
  /** The message as it looks after all its updates. */
  now(message: Shown): Shown
  stop(): Promise<void>
}

export async function startTeams(
  owners: Person[],
  { transport, ...options }: ProductOptions & { transport?: 'teams-ai' | 'teams.apps' } = {},
): Promise<TeamsDialog> {
  const cloud = await fakeCloud(transport)
  const product = await startProduct({
    ...options,
    environment: {
      OWNERS: owners.map((one) => `teams:${tenant}/${one.aadObjectId}`).join(','),
      ...options.environment,
    },
    chats: (host) => [teamsChat(cloud.config, host)],
  })
  const { close, ...dialog } = await joinTeams(cloud, product)
  return {
    ...dialog,
    async stop() {
      await close()
      await product.stop()
      await cloud.close()
    },
  }
}

/** Puts a product that has Teams behind a real HTTP server, for the people of the fake; `close` ends the server. */
export async function joinTeams(
  cloud: FakeCloud,
  product: Product,
): Promise<Omit<TeamsDialog, 'stop'> & { close(): Promise<void> }> {
  const { webhook } = product.app.chats.find(({ name }) => name === 'teams')!
  const server = createServer((request, response) => void webhook?.handle(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`

  const posted = (conversation: string) =>
    cloud.calls.filter(
      ({ method, path, id }) => method === 'POST' && id && path.includes(`/${conversation}/activities`),
    )
  const count = (conversation: string) => posted(conversation).length

  async function newest(conversation: string, after: number): Promise<Shown> {
    await until(async () => count(conversation) > after)
    return shown(posted(conversation)[after]!)
  }

  async function send(activity: Wire) {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${cloud.token()}` }
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(activity) })
    const text = await response.text()
    return { status: response.status, body: text ? JSON.parse(text) : {} }
  }

  const dialog: Awaited<ReturnType<typeof joinTeams>> = {
    cloud,
    product,
    send,
    newest,
    count,
    person(name, email, more = {}) {
      const one = {
        id: `29:${name}`,
        aadObjectId: `bbbbbbbb-0000-4000-8000-${name.padStart(12, '0').replace(/[^0-9a-f]/g, 'e')}`,
        name,
      }
      cloud.members.set(one.id, {
        ...one,
        email,
        userPrincipalName: email,
        tenantId: tenant,
        userRole: 'user',
        ...more,
      })
      return one
    },
    async say(from, text, file) {
      const conversation = `a:${from.id}`
      const before = count(conversation)
      if (file) cloud.files.set(file.name, Buffer.from(file.bytes))
      const address = file && `${cloud.url}/files/${file.name}`
      await send(file ? withFile(cloud.url, from, text, file.name, address!) : said(cloud.url, from, text))
      return newest(conversation, before)
    },
    async press(from, message, title, how = {}) {
      const isMeant = (one: { title: string }) => one.title === title
      // The message may say first how far the work is, and get its buttons when that is done.
      const then = () => until(() => dialog.now(message).buttons.find(isMeant), Boolean, 20)
      const button = message.buttons.find(isMeant) ?? (await then())!
      const where = { message: message.id, channel: how.channel, typed: how.typed, data: button.data }
      const wire = how.submit
        ? submitted(cloud.url, from, button.say, where)
        : pressed(cloud.url, from, button.say, where)
      return (await send(wire)).body
    },
    async pressed(from, message, title) {
      const button = message.buttons.find((one) => one.title.match(title))
      const before = count(message.conversation)
      const isNew = () => count(message.conversation) > before
      await dialog.press(from, message, button?.title ?? String(title))
      await until(async () => isNew() || dialog.now(message).words !== message.words)
      return isNew() ? newest(message.conversation, before) : dialog.now(message)
    },
    now(message) {
      const puts = cloud.calls.filter(
        ({ method, path }) => method === 'PUT' && path.endsWith(`/activities/${message.id}`),
      )
      const last = puts.at(-1)
      return last ? { ...shown(last), id: message.id, conversation: message.conversation } : message
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return dialog
}
