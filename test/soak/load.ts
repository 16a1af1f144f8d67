import type { Sink } from '../support/mail/sink.ts'
import { header } from '../support/product.ts'
import type { FakeSlack } from '../support/slack/fake.ts'
import { SlackPeople } from '../support/slack/people.ts'
import { confirmOf, OWNER } from '../support/slack/product.ts'
import type { FakeMessage } from '../support/slack/state.ts'
import { anna, said } from '../support/teams/activities.ts'
import type { FakeCloud } from '../support/teams/cloud.ts'
import { until } from '../support/until.ts'

/** What the load has seen from outside. */
export interface Seen {
  /** Milliseconds until each request was answered. */
  took: Record<'slack' | 'teams' | 'page' | 'verified', number[]>
  /** Answers that no client should get: 5xx, and webhooks that were not acknowledged. */
  refused: Record<string, number>
  /** Letters by address. */
  letters: Map<string, number>
  imported: number
  sends: number
}

export interface World {
  bases: string[]
  slack: FakeSlack
  cloud: FakeCloud
  sink: Sink
  seen: Seen
  isOver(): boolean
  /** While it is pending, nobody asks for anything. */
  rest: Promise<void>
}

export const nothingSeen = (): Seen => ({
  took: { slack: [], teams: [], page: [], verified: [] },
  refused: {},
  letters: new Map(),
  imported: 0,
  sends: 0,
})

const later = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))
/** Waits, and goes on after any rest. */
async function pause(world: World, milliseconds: number): Promise<void> {
  await later(milliseconds)
  await world.rest
}
const refuse = (seen: Seen, what: string) => {
  seen.refused[what] = (seen.refused[what] ?? 0) + 1
}
const ownersLines = [
  'status',
  'utskick',
  'lista epost=saknas',
  'historik',
  'hur går det?',
  'status p1@acme.example',
  'x',
]
const employeesLines = ['status', 'skicka länk', 'hjälp', 'jag har inte fått något mejl', 'anmäl fel adress']

/** Somebody writes in Slack every second, now to one process and now to the other. */
export async function talkInSlack(world: World): Promise<void> {
  const { bases, slack, seen, isOver } = world
  const people = bases.map((base) => new SlackPeople(slack, `${base}/slack/events`))
  for (let n = 0; !isOver(); n++) {
    const there = people[n % people.length]!
    const owner = n % 3 === 0
    const line = owner ? ownersLines[n % ownersLines.length]! : employeesLines[n % employeesLines.length]!
    const sent = await there.slash(owner ? OWNER : `U0P${n % 20}`, line).catch(() => null)
    if (sent?.status === 200) seen.took.slack.push(sent.took)
    else refuse(seen, `slack ${sent?.status}`)
    there.deliveries.length = 0
    await pause(world, 1000)
  }
}

export async function talkInTeams(world: World): Promise<void> {
  const { bases, cloud, seen, isOver } = world
  for (let n = 0; !isOver(); n++) {
    const from = performance.now()
    const answer = await fetch(`${bases[n % bases.length]}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${cloud.token()}` },
      body: JSON.stringify(said(cloud.url, anna, employeesLines[n % employeesLines.length]!)),
    }).catch(() => null)
    await answer?.arrayBuffer()
    if (answer?.status === 200) seen.took.teams.push(performance.now() - from)
    else refuse(seen, `teams ${answer?.status}`)
    cloud.calls.length = 0
    await pause(world, 1000)
  }
}

/**
 * Reads the letters, opens their links and presses the button of every other one; also pages that nobody has a link to.
 */
export async function readLetters(world: World): Promise<void> {
  const { bases, sink, seen, isOver } = world
  for (let n = 0; !isOver(); n++) {
    const tokens: string[] = []
    for (const { to, raw } of sink.accepted.splice(0)) {
      seen.letters.set(to, (seen.letters.get(to) ?? 0) + 1)
      const token = /\/v\/([\w-]{20,})/.exec((raw ?? '').replace(/=\r\n/g, ''))?.[1]
      if (token) tokens.push(token)
    }
    const base = bases[n % bases.length]!
    for (const path of ['/hjalp', '/tillganglighet?lang=en', `/v/${'z'.repeat(43)}`, ...tokens.map((t) => `/v/${t}`)])
      await get(seen, base + path)
    for (const token of tokens.filter((_, at) => at % 2 === 0)) {
      const from = performance.now()
      const answer = await fetch(`${base}/v`, { method: 'POST', body: new URLSearchParams({ token }) }).catch(
        () => null,
      )
      await answer?.arrayBuffer()
      if (answer?.status === 200) seen.took.verified.push(performance.now() - from)
      else refuse(seen, `verified ${answer?.status}`)
    }
    await pause(world, 500)
  }
}

async function get(seen: Seen, url: string): Promise<void> {
  const from = performance.now()
  const answer = await fetch(url).catch(() => null)
  await answer?.arrayBuffer()
  if (answer && answer.status < 500) seen.took.page.push(performance.now() - from)
  else refuse(seen, `page ${answer?.status}`)
}

/** Imports new people in Slack and mails them, again and again. A round that gets no answer is counted as refused. */
export async function importAndSend(world: World, people: number): Promise<void> {
  for (let round = 0; !world.isOver(); round++) {
    await oneRound(world, round, people).catch((error) => refuse(world.seen, `import and send: ${error.message}`))
    await pause(world, 15_000)
  }
}

async function oneRound({ bases, slack, seen }: World, round: number, people: number): Promise<void> {
  const there = new SlackPeople(slack, `${bases[round % bases.length]}/slack/events`)
  const lines = Array.from(
    { length: people },
    (_, n) => `100;Acme AB;${round}-${n};Per;Alm;p${round}.${n}@acme.example`,
  )
  const bytes = new TextEncoder().encode([header, ...lines].join('\r\n'))
  const id = slack.state.nextId('F')
  const info = { mode: 'hosted', size: bytes.length, url_private_download: `${slack.origin}/download/${id}` }
  slack.state.files.set(id, { id, info, serve: { bytes } })
  const files = [{ id, name: 'anställda.csv', size: bytes.length }]
  const file = there.messageEvent(OWNER, '', { subtype: 'file_share', files })
  const imported = await heard(slack, () => insist(seen, there, file))
  const code = confirmOf(imported)!.split(' ')[1]
  await press(seen, there, imported)
  // While it is at work, the card says how far it is; when it is done, it has a button for the send.
  await until(
    () => JSON.stringify(imported.blocks),
    (card) => card.includes(`verifiera konton import=${code}`),
    120,
  )
  seen.imported += people
  const ask = there.messageEvent(OWNER, `verifiera konton import=${code}`)
  await press(seen, there, await heard(slack, () => insist(seen, there, ask)))
  seen.sends += 1
  slack.state.files.delete(id)
}

/** Delivers an event as Slack does: again, three times, when it is not acknowledged within three seconds. */
async function insist(seen: Seen, there: SlackPeople, event: Record<string, unknown>): Promise<void> {
  const body = JSON.stringify(there.eventBody(event))
  for (let attempt = 0; attempt < 4; attempt++) {
    const sent = await there.deliver(body).catch(() => null)
    if (sent?.status === 200) return void seen.took.slack.push(sent.took)
    refuse(seen, `slack ${sent?.status}`)
    await later(2000)
  }
  throw new Error('Slack has given up')
}

/** Presses the button that confirms; whoever sees Slack's own error presses once more. */
async function press(seen: Seen, there: SlackPeople, message: FakeMessage): Promise<void> {
  const body = there.pressBody(OWNER, message, confirmOf(message)!)
  for (let attempt = 0; attempt < 2; attempt++) {
    const sent = await there.interact(body).catch(() => null)
    if (sent?.status === 200) return void seen.took.slack.push(sent.took)
    refuse(seen, `slack ${sent?.status}`)
  }
}

/** The new message to the owner that asks to confirm something. */
async function heard(slack: FakeSlack, act: () => Promise<unknown>): Promise<FakeMessage> {
  const before = new Set(slack.state.messages)
  await act()
  const asks = () =>
    slack.state.messages.find((m) => !before.has(m) && m.channel === slack.state.direct(OWNER) && confirmOf(m))
  return (await until(asks, Boolean, 120))!
}

/** The mail server refuses, drops and, every four minutes, is gone for twenty seconds. */
export async function breakMail({ sink, isOver }: World): Promise<void> {
  const usual = [
    { at: 'rcpt', every: 7, reply: '450 4.2.1 try again later' },
    { at: 'connect', every: 29, reply: '421 4.3.2 busy' },
    { at: 'data', every: 41, drop: true },
  ] as const
  for (let second = 0; !isOver(); second++) {
    if (second % 240 === 0) sink.set([...usual])
    if (second % 240 === 200) {
      sink.hangUp()
      sink.set([{ at: 'connect', drop: true }])
    }
    if (second % 240 === 220) sink.set([...usual])
    await later(1000)
  }
  sink.set([])
}
