import type { Place } from '#bot'
import type { Entry, Line, Press } from '../incoming/entry.ts'
import type { Known } from '../people.ts'
import { deliver } from '../reply.ts'
import { type Desk, languageOf, saidOf } from './context.ts'
import { openForms } from './forms.ts'
import { showHome } from './home.ts'

/** Works off what the inbox kept. Rejects when it should be tried again: nobody is left without an answer. */
export function openWork(desk: Desk): (entry: Entry) => Promise<void> {
  const forms = openForms(desk)
  const works: { [Kind in Entry['kind']]: (entry: Extract<Entry, { kind: Kind }>, known: Known) => Promise<void> } = {
    line: (entry, known) => workLine(desk, entry, known),
    press: (entry, known) => workPress(desk, entry, known),
    open: forms.open,
    count: forms.count,
    home: (entry, known) => showHome(desk, entry, known),
  }
  return async (entry) => {
    const known = await desk.people.read(entry.team, entry.user)
    const work = works[entry.kind] as (entry: Entry, known: Known) => Promise<void>
    await work(entry, known)
  }
}

async function workLine(desk: Desk, entry: Line, known: Known): Promise<void> {
  const direct = await isDirect(desk, entry)
  const text = entry.text.trim() === '' && entry.files.length > 0 ? 'importera' : entry.text
  const said = saidOf(desk, entry, known, text, await placeOf(desk, entry, direct))
  said.files = entry.files.map(({ id, name, size }) => ({ name, size, ref: { id, team: entry.team } }))
  if (entry.via === 'command') said.slash = true
  const reply = await desk.answer(said)
  await deliver({ entry, reply, language: reply.language ?? languageOf(known), direct }, desk.out, desk.door)
}

async function workPress(desk: Desk, entry: Press, known: Known): Promise<void> {
  // A press on the home page has no conversation; its answer goes to the direct one.
  const home = !entry.channel
  const channel = entry.channel ?? (await desk.out.direct(entry.user))
  const placed = { ...entry, channel }
  const direct = home || (!entry.ephemeral && (await isDirect(desk, entry)))
  const reply = await desk.answer(saidOf(desk, placed, known, entry.text, await placeOf(desk, placed, direct)))
  await deliver({ entry: placed, reply, language: reply.language ?? languageOf(known), direct }, desk.out, desk.door)
  if (home) await showHome(desk, { ...entry, kind: 'home', id: `${entry.id}:home` }, known)
}

/** A slash command works in other people's direct conversations too; only the one with the bot is private with it. */
async function isDirect(desk: Desk, entry: Line | Press): Promise<boolean> {
  if (entry.kind === 'line' && (entry.via === 'direct' || entry.via === 'form')) return true
  return !!entry.channel?.startsWith('D') && (await desk.out.direct(entry.user)) === entry.channel
}

async function placeOf(desk: Desk, entry: Line | Press, direct: boolean): Promise<Place> {
  entry.channel ??= await desk.out.direct(entry.user)
  const place: Place = { chat: 'slack', workspace: entry.team, channel: entry.channel, private: direct }
  if (entry.thread) place.more = { thread: entry.thread }
  if (entry.kind === 'line' && entry.external) place.external = true
  if (entry.kind === 'press' && entry.message && !entry.ephemeral) place.message = entry.message
  return place
}
