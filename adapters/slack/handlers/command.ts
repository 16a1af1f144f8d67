import type { FileRef, Place } from '#bot'
import { readBlockId } from '../blocks/buttons.ts'
import { describeFile } from '../files.ts'
import { formErrors } from '../forms/errors.ts'
import { IMPORT_LINE, type Line, type Press, type SharedFile } from '../incoming/entry.ts'
import type { Person } from '../people.ts'
import { deliver } from '../reply.ts'
import { type HandlerContext, languageOf, saidOf } from './context.ts'
import type { homeHandler } from './home.ts'
import { createProgress } from './progress.ts'

/** Answers a command line. A file without words is an import. */
export async function handleLine(context: HandlerContext, entry: Line, person: Person): Promise<void> {
  const { messages, host } = context
  const direct = await isDirect(context, entry)
  const text = entry.text.trim() === '' && entry.files.length > 0 ? IMPORT_LINE : entry.text
  const said = saidOf(context, entry, person, text, await placeOf(context, entry, direct))
  said.files = await refsOf(context, entry.files, entry.team)
  if (entry.via === 'command') said.slash = true
  if (entry.edited) said.edited = true
  said.keepsFiles = true
  said.several = true
  const asked = { entry, language: languageOf(person), direct, messages, host }
  const progress = createProgress(asked)
  said.meanwhile = progress.show
  const { more = [], ...first } = await context.answer(said)
  const errors = formErrors(first.card, entry)
  if (context.outcomes.settle(entry.id, errors) && errors) return
  for (const [at, reply] of [first, ...more].entries()) {
    const answered = at ? { ...entry, id: `${entry.id}:${at}` } : entry
    const language = reply.language ?? asked.language
    await deliver({ ...asked, entry: answered, reply, language, progress: at ? undefined : await progress.message() })
  }
}

async function refsOf({ api }: HandlerContext, files: SharedFile[], team: string): Promise<FileRef[]> {
  const known = await Promise.all(files.map((file) => describeFile(api, team, file)))
  return known.map(({ id, name, size }) => ({ name, size, ref: { id, team } }))
}

type PressContext = HandlerContext & { showHome: ReturnType<typeof homeHandler> }

/**
 * Answers a pressed button. A press on the home page is answered in the direct conversation, and the page refreshed.
 */
export async function handlePress(context: PressContext, press: Press, person: Person): Promise<void> {
  const { messages, host, showHome } = context
  const isHome = !press.channel
  const entry = { ...press, channel: press.channel ?? (await messages.directChannel(press.team, press.user)) }
  const direct = isHome || (!entry.ephemeral && (await isDirect(context, entry)))
  const place = await placeOf(context, entry, direct)
  const said = saidOf(context, entry, person, entry.text, place)
  const files = readBlockId(press.block).files.map((id) => ({ id, name: id }))
  said.files = await refsOf(context, files, entry.team)
  const asked = { entry, language: languageOf(person), direct, messages, host }
  const progress = createProgress(asked)
  said.meanwhile = progress.show
  const reply = await context.answer(said)
  const language = reply.language ?? asked.language
  await deliver({ ...asked, reply, language, progress: await progress.message() })
  if (isHome) await showHome({ ...press, kind: 'home', id: `${press.id}:home` }, person)
}

/** Slash commands can be used in direct conversations between other people, where the bot cannot write privately. */
async function isDirect({ messages }: HandlerContext, entry: Line | Press): Promise<boolean> {
  if (entry.kind === 'line' && (entry.via === 'direct' || entry.via === 'form')) return true
  return !!entry.channel?.startsWith('D') && (await messages.directChannel(entry.team, entry.user)) === entry.channel
}

/** Where the entry came from. One without a channel is given the direct conversation, which its answer goes to. */
async function placeOf({ messages }: HandlerContext, entry: Line | Press, direct: boolean): Promise<Place> {
  entry.channel ??= await messages.directChannel(entry.team, entry.user)
  const place: Place = { chat: 'slack', workspace: entry.team, channel: entry.channel, private: direct }
  if (entry.thread) place.more = { thread: entry.thread }
  if (entry.kind === 'line' && entry.external) place.external = true
  if (entry.kind === 'press' && entry.message && !entry.ephemeral) place.message = entry.message
  return place
}
