import { createHmac } from 'node:crypto'
import manifest from '../../../manifest/slack.json' with { type: 'json' }
import type { FakeSlack } from './fake.ts'
import { brokenOptions } from './limits.ts'
import { type Block, BOT, type FakeMessage, SIGNING_SECRET, TEAM } from './state.ts'

export interface Delivery {
  status: number
  body: string
  took: number
}

export interface Signing {
  secret?: string
  /** In seconds since 1970; the present if absent. */
  time?: number
  type?: string
  headers?: Record<string, string>
}

const FORM = 'application/x-www-form-urlencoded'
/** Where Slack asks for the choices of lists, if the manifest says so. */
const optionsUrl = manifest.settings.interactivity.message_menu_options_url
/** How long Slack waits for an acknowledgement. */
const ACK_TIMEOUT = 3_000

/** What people do in Slack, delivered to the adapter as Slack does it: signed, over HTTP. */
export class SlackPeople {
  readonly fake: FakeSlack
  readonly url: string
  readonly deliveries: Delivery[] = []

  constructor(fake: FakeSlack, url: string) {
    this.fake = fake
    this.url = url
  }

  async deliver(body: string, { secret = SIGNING_SECRET, time, type = 'application/json', headers }: Signing = {}) {
    const stamp = String(time ?? Math.floor(Date.now() / 1000))
    const signature = `v0=${createHmac('sha256', secret).update(`v0:${stamp}:${body}`).digest('hex')}`
    const started = performance.now()
    const response = await fetch(this.url, {
      method: 'POST',
      headers: {
        'content-type': type,
        'x-slack-request-timestamp': stamp,
        'x-slack-signature': signature,
        ...headers,
      },
      body,
      signal: AbortSignal.timeout(ACK_TIMEOUT),
    })
    const delivery = { status: response.status, body: await response.text(), took: performance.now() - started }
    this.deliveries.push(delivery)
    return delivery
  }

  /** `/verifiera <text>` in a channel. */
  slash(user: string, text: string, channel = this.fake.state.direct(user), command = '/verifiera') {
    return this.deliver(this.slashBody(user, text, channel, command), { type: FORM })
  }

  slashBody(user: string, text: string, channel = this.fake.state.direct(user), command = '/verifiera'): string {
    return new URLSearchParams({
      token: 'x',
      team_id: TEAM,
      channel_id: channel,
      user_id: user,
      command,
      text,
      api_app_id: 'A0APP',
      is_enterprise_install: 'false',
      response_url: this.#responseUrl(user, channel),
      trigger_id: this.#trigger(user),
    }).toString()
  }

  /** A direct message to the bot. */
  write(user: string, text: string, more: Record<string, unknown> = {}) {
    return this.event(this.messageEvent(user, text, more))
  }

  messageEvent(user: string, text: string, more: Record<string, unknown> = {}): Record<string, unknown> {
    const channel = this.fake.state.direct(user)
    return {
      type: 'message',
      channel_type: 'im',
      channel,
      user,
      text,
      ts: this.fake.state.nextTs(),
      team: TEAM,
      ...more,
    }
  }

  /** A mention of the bot in a channel; with `thread` it replies to that message. */
  mentionEvent(user: string, text: string, channel: string, thread?: string): Record<string, unknown> {
    const ts = this.fake.state.nextTs()
    if (thread) this.fake.state.threads.add(thread)
    const more = thread ? { thread_ts: thread } : {}
    return { type: 'app_mention', channel, user, text: `<@${BOT}> ${text}`, ts, team: TEAM, ...more }
  }

  event(event: Record<string, unknown>, more: Record<string, unknown> = {}, signing: Signing = {}) {
    return this.deliver(JSON.stringify(this.eventBody(event, more)), signing)
  }

  eventBody(event: Record<string, unknown>, more: Record<string, unknown> = {}): Record<string, unknown> {
    const external = this.fake.state.channels.get(String(event.channel))?.external ?? false
    return {
      token: 'x',
      team_id: TEAM,
      api_app_id: 'A0APP',
      event,
      type: 'event_callback',
      event_id: this.fake.state.nextId('Ev'),
      event_time: Math.floor(Date.now() / 1000),
      authorizations: [{ team_id: TEAM, user_id: BOT, is_bot: true, is_enterprise_install: false }],
      is_ext_shared_channel: external,
      ...more,
    }
  }

  /** A file that is uploaded to the chat with the bot, with words or without. */
  share(user: string, name: string, bytes: Uint8Array, { text = '', type }: { text?: string; type?: string } = {}) {
    const id = this.fake.state.nextId('F')
    const info = { mode: 'hosted', size: bytes.length, url_private_download: `${this.fake.origin}/download/${id}` }
    this.fake.state.files.set(id, { id, info, serve: { bytes, type } })
    return this.write(user, text, { subtype: 'file_share', files: [{ id, name, size: bytes.length }] })
  }

  /** Presses the button that says such a line. */
  pressSaying(user: string, message: FakeMessage, line: RegExp) {
    const elements = message.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []))
    return this.press(
      user,
      message,
      elements.map(({ value }) => value).find((value) => line.test(value ?? '')),
    )
  }

  /** Presses a message's button, which is found by a part of its label or by its value. */
  press(user: string, message: FakeMessage, label: string) {
    return this.interact(this.pressBody(user, message, label))
  }

  pressBody(user: string, message: FakeMessage, label: string): Record<string, unknown> {
    const { button, block } = findButton(message.blocks, label)
    const { channel, ts, to } = message
    return {
      ...this.#interaction(user),
      type: 'block_actions',
      channel: { id: channel },
      container: {
        type: 'message',
        message_ts: ts,
        channel_id: channel,
        is_ephemeral: !!to,
        thread_ts: message.thread,
      },
      ...(to ? {} : { message: { ts, text: message.text, blocks: message.blocks, thread_ts: message.thread } }),
      response_url: this.#responseUrl(user, channel, ts),
      actions: [action(button, block)],
    }
  }

  /** Presses a button of the home page. */
  pressHome(user: string, label: string) {
    const { button, block } = findButton(this.fake.state.homes.get(user).blocks, label)
    const view = { type: 'home', id: this.fake.state.nextId('V'), state: { values: {} } }
    const container = { type: 'view', view_id: view.id }
    return this.interact({
      ...this.#interaction(user),
      type: 'block_actions',
      view,
      container,
      actions: [action(button, block)],
    })
  }

  openHome(user: string) {
    return this.event({
      type: 'app_home_opened',
      user,
      channel: this.fake.state.direct(user),
      tab: 'home',
      event_ts: '1',
    })
  }

  /** Changes a field of an open form; `values` is the state of the whole form. */
  change(user: string, view: string, field: string, values: Record<string, object>) {
    const element = inputOf(this.fake.state.views.get(view)?.view.blocks, field)
    const actions = [{ type: element.type, action_id: field, block_id: field, action_ts: this.fake.state.nextTs() }]
    const body = {
      type: 'block_actions',
      view: { id: view, type: 'modal', state: stateOf(values) },
      container: { type: 'view' },
      actions,
    }
    return this.interact({ ...this.#interaction(user), ...body })
  }

  /**
   * Submits an open form (https://docs.slack.dev/surfaces/modals#handling_submissions): it closes, unless it gets
   * errors, which must name its own input blocks.
   */
  async submit(user: string, id: string, values: Record<string, object>) {
    const found = this.fake.state.views.get(id)
    if (!found) throw new Error(`There is no open form ${id}`)
    const { callback_id, private_metadata = '', blocks } = found.view
    const state = stateOf(values)
    const view = { id, type: 'modal', callback_id, private_metadata, state, hash: '1.a' }
    const delivery = await this.interact({ ...this.#interaction(user), type: 'view_submission', view })
    const { response_action, errors = {} } = delivery.body ? JSON.parse(delivery.body) : {}
    if (response_action === 'errors') for (const block of Object.keys(errors)) inputOf(blocks, block)
    else this.fake.state.views.delete(id)
    return { ...delivery, errors: errors as Record<string, string> }
  }

  /** What a list of an open form offers (https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload). */
  async options(user: string, id: string, field: string, typed = ''): Promise<{ text: string; value: string }[]> {
    const element = inputOf(this.fake.state.views.get(id)?.view.blocks, field)
    if (!/external_select$/.test(element.type)) throw new Error(`${field} is no list that Slack asks for`)
    if (typed.length < (element.min_query_length ?? 3) || !optionsUrl) return []
    const view = { id, type: 'modal', state: { values: {} } }
    const more = { type: 'block_suggestion', action_id: field, block_id: field, value: typed }
    const { status, body } = await this.interact({
      ...this.#interaction(user),
      view,
      container: { type: 'view' },
      ...more,
    })
    const { options = [] } = status === 200 ? JSON.parse(body) : {}
    this.fake.violations.push(...brokenOptions(options))
    return options.map((one: Block) => ({ text: one.text.text, value: one.value }))
  }

  shortcut(user: string, callback: string, more: Record<string, unknown> = {}) {
    const type = more.message ? 'message_action' : 'shortcut'
    const channel = (more.channel as { id: string } | undefined)?.id
    const answer = channel ? { response_url: this.#responseUrl(user, channel) } : {}
    return this.interact({ ...this.#interaction(user), type, callback_id: callback, ...answer, ...more })
  }

  interact(body: object, signing: Signing = {}) {
    return this.deliver(new URLSearchParams({ payload: JSON.stringify(body) }).toString(), { type: FORM, ...signing })
  }

  #interaction(user: string) {
    const { team_id = TEAM } = this.fake.state.users.get(user) ?? {}
    return {
      team: { id: TEAM },
      user: { id: user, team_id },
      api_app_id: 'A0APP',
      token: 'x',
      trigger_id: this.#trigger(user),
    }
  }

  #trigger(user: string): string {
    const id = this.fake.state.nextId('trigger.')
    this.fake.state.triggers.set(id, { at: Date.now(), used: false, user })
    return id
  }

  #responseUrl(user: string, channel: string, ts?: string): string {
    const id = this.fake.state.nextId('R')
    this.fake.state.responseUrls.set(id, { at: Date.now(), uses: 0, user, channel, ts })
    return `${this.fake.origin}/respond/${id}`
  }
}

function action(button: Block, block: string) {
  const { action_id, value, type, text } = button
  return { type, action_id, value, text, block_id: block, action_ts: String(performance.now()) }
}

/** The element of an input block; throws if the form has no such block. */
function inputOf(blocks: Block[] = [], id: string): Block {
  const block = blocks.find((one) => one.type === 'input' && one.block_id === id)
  if (!block) throw new Error(`The form has no input block ${id}`)
  return block.element
}

/** The state of a form whose blocks and fields have the same ids. */
const stateOf = (values: Record<string, object>) => ({
  values: Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { [id]: value }])),
})

export function findButton(blocks: Block[], label: string): { button: Block; block: string } {
  const buttons = blocks.flatMap((block) =>
    (block.type === 'actions' ? block.elements : [])
      .filter((element: Block) => element.type === 'button')
      .map((button: Block) => ({ button, block: block.block_id })),
  )
  const found =
    buttons.find(({ button }) => button.value === label) ??
    buttons.find(({ button }) => button.text.text.includes(label))
  if (found) return found
  throw new Error(`There is no button "${label}" among ${JSON.stringify(blocks)}`)
}

/** All text in the blocks, as one reads it: without the signs that only tell where a line may end. */
export function wordsOf(blocks: Block[]): string {
  const words: string[] = []
  const walk = (value: Block): void => {
    if (Array.isArray(value)) value.forEach(walk)
    else if (value && typeof value === 'object') {
      for (const [key, item] of Object.entries(value))
        if (key === 'text' && typeof item === 'string') words.push(item)
        else walk(item)
    }
  }
  walk(blocks)
  return words.join('\n')
}
