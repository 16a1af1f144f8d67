import type { Place } from '#bot'
import type { Entry, Line, Press } from '../incoming/entry.ts'
import type { Known } from '../people.ts'
import { deliver } from '../reply.ts'
import { type Handling, languageOf, saidOf } from './context.ts'
import { openForms } from './forms.ts'
import { showHome } from './home.ts'

/** Works off what the inbox kept. Rejects when it should be tried again: nobody is left without an answer. */
export function openWork(handling: Handling): (entry: Entry) => Promise<void> {
  const forms = openForms(handling)
  const works: { [Kind in Entry['kind']]: (entry: Extract<Entry, { kind: Kind }>, known: Known) => Promise<void> } = {
    line: (entry, known) => workLine(handling, entry, known),
    press: (entry, known) => workPress(handling, entry, known),
    open: forms.open,
    count: forms.count,
    home: (entry, known) => showHome(handling, entry, known),
  }
  return async (entry) => {
    const known = await handling.people.read(entry.team, entry.user)
    const work = works[entry.kind] as (entry: Entry, known: Known) => Promise<void>
    await work(entry, known)
  }
}

async function workLine(handling: Handling, entry: Line, known: Known): Promise<void> {
  const direct = await isDirect(handling, entry)
  const text = entry.text.trim() === '' && entry.files.length > 0 ? 'importera' : entry.text
  const said = saidOf(handling, entry, known, text, await placeOf(handling, entry, direct))
  said.files = entry.files.map(({ id, name, size }) => ({ name, size, ref: { id, team: entry.team } }))
  if (entry.via === 'command') said.slash = true
  const reply = await handling.answer(said)
  await deliver({ entry, reply, language: reply.language ?? languageOf(known), direct }, handling.out, handling.host)
}

async function workPress(handling: Handling, entry: Press, known: Known): Promise<void> {
  // A press on the home page has no conversation; its answer goes to the direct one.
  const home = !entry.channel
  const channel = entry.channel ?? (await handling.out.direct(entry.user))
  const placed = { ...entry, channel }
  const direct = home || (!entry.ephemeral && (await isDirect(handling, entry)))
  const reply = await handling.answer(
    saidOf(handling, placed, known, entry.text, await placeOf(handling, placed, direct)),
  )
  await deliver(
    { entry: placed, reply, language: reply.language ?? languageOf(known), direct },
    handling.out,
    handling.host,
  )
  if (home) await showHome(handling, { ...entry, kind: 'home', id: `${entry.id}:home` }, known)
}

/** A slash command works in other people's direct conversations too; only the one with the bot is private with it. */
async function isDirect(handling: Handling, entry: Line | Press): Promise<boolean> {
  if (entry.kind === 'line' && (entry.via === 'direct' || entry.via === 'form')) return true
  return !!entry.channel?.startsWith('D') && (await handling.out.direct(entry.user)) === entry.channel
}

async function placeOf(handling: Handling, entry: Line | Press, direct: boolean): Promise<Place> {
  entry.channel ??= await handling.out.direct(entry.user)
  const place: Place = { chat: 'slack', workspace: entry.team, channel: entry.channel, private: direct }
  if (entry.thread) place.more = { thread: entry.thread }
  if (entry.kind === 'line' && entry.external) place.external = true
  if (entry.kind === 'press' && entry.message && !entry.ephemeral) place.message = entry.message
  return place
}
