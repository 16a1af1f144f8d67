import { createHash } from 'node:crypto'
import type { Who } from '#bot'
import { type AdapterUnderTest, startAdapter } from '../slack/adapter.ts'
import { wordsOf } from '../slack/people.ts'
import type { Block, FakeMessage } from '../slack/state.ts'
import { type Line, Turns, type Way } from './turns.ts'

/** The dialogs as direct messages in Slack, and its buttons pressed where a line is what one of them says. */
export async function slackWay(): Promise<Way> {
  const turns = new Turns()
  const slack: AdapterUnderTest = await startAdapter((heard) =>
    turns.answer(heard, (file) => slack.chat.fetchFile(file)),
  )
  const { fake, people, inbox } = slack
  // Tests say in a second what takes people minutes.
  fake.tiersOn = false
  const newest = new Map<string, FakeMessage>()

  function userOf({ platform, workspace, user }: Who): string {
    const id = `U${createHash('sha256').update(`${platform}/${workspace}/${user}`).digest('hex').slice(0, 10).toUpperCase()}`
    if (!fake.state.users.has(id)) fake.state.addUser(id, user)
    return id
  }

  async function send(user: string, line: Line) {
    const { text } = line.said
    const shown = newest.get(user)
    if (shown && line.said.files.length === 0 && hasButton(shown, text)) {
      const body = people.pressBody(user, shown, text)
      const turn = turns.begin(String(body.trigger_id), line)
      return { turn, delivered: await people.interact(body) }
    }
    const event = people.messageEvent(user, asTyped(text), filesOf(line))
    return { turn: turns.begin(String(event.ts), line), delivered: await people.event(event) }
  }

  function filesOf({ said, bytes }: Line): Record<string, unknown> {
    if (said.files.length === 0) return {}
    const files = said.files.map((file) => {
      const id = fake.state.nextId('F')
      const content = bytes(file)
      const info = { mode: 'hosted', size: content.length, url_private_download: `${fake.origin}/download/${id}` }
      fake.state.files.set(id, { id, info, serve: { bytes: content } })
      return { id, name: file.name, size: content.length }
    })
    return { subtype: 'file_share', files }
  }

  return {
    async carry(line) {
      const user = userOf(line.said.who)
      const visible = () => fake.state.messages.filter((one) => one.channel === fake.state.direct(user))
      const before = new Map(visible().map((one) => [one.ts, one.updates]))
      const { turn, delivered } = await send(user, line)
      if (delivered.status !== 200) throw new Error(`Slack's request got ${delivered.status}`)
      await inbox.settled()
      const failed = inbox.failures.splice(0).map(({ error }) => error)
      const broken = fake.violations.splice(0)
      if (failed.length + broken.length > 0)
        throw new Error(`"${line.said.text}": ${[...failed, ...broken].join('; ')}`)
      const changed = visible().filter(({ ts, updates, deleted }) => before.get(ts) !== updates && !deleted)
      const reply = turn.replyIn(changed.map(({ text, blocks }) => `${text} ${wordsOf(blocks)}`))
      if (changed.length > 0) newest.set(user, changed.at(-1)!)
      return reply
    },
    stop: () => slack.close(),
  }
}

const hasButton = ({ blocks }: FakeMessage, line: string): boolean =>
  blocks.some(
    ({ type, elements }: Block) =>
      type === 'actions' &&
      elements.some((one: Block) => one.type === 'button' && one.value === line && !/^input:/.test(one.action_id)),
  )

/**
 * Text as Slack sends it: three signs are written as entities, and addresses are links
 * (https://docs.slack.dev/messaging/formatting-message-text).
 */
const asTyped = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/<(?![@#!])/g, '&lt;')
    .replace(/(?<!<[@#!][^<>]*)>/g, '&gt;')
    .replace(/(?<![\w.+@-])[\w.+-]+@[\w-]+(\.[\w-]+)+(?![\w@])/g, (address) => `<mailto:${address}|${address}>`)
