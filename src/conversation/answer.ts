import {
  type Button,
  type Card,
  type Command,
  type CommandLine,
  clean,
  commandLines,
  type FileRef,
  isHarmless,
  type Language,
  type Meaning,
  type Parsed,
  type Place,
  problemCard,
  type Registry,
  type Reply,
  type Said,
  withShortLabels,
} from '#bot'
import { hasKey, speaker } from '#text'
import { createBudget } from '../base/budget.ts'
import type { Log } from '../base/log.ts'
import type { Turn } from '../commands/context.ts'
import { soundProposal } from '../commands/intents/proposals.ts'
import { UserError } from '../errors.ts'
import { keepAnswer, keptAnswer } from '../store/answers.ts'
import { recognise } from '../verification/access/actors.ts'
import { mayUse } from '../verification/access/policy.ts'
import type { Actor, Service } from '../verification/context.ts'
import { auditRefusal } from '../verification/records/refusals.ts'
import { failure } from './failure.ts'
import { showWork } from './live/working.ts'
import { meaningOf, parseWithNames, showMeaning, understoodAs } from './meant.ts'
import { editedCard, personalNumberCard, severalCard, tooManyCard } from './not-run.ts'
import { noting, type OnAnswer, underItsReference } from './noted.ts'
import { holdsPersonalNumber } from './redact.ts'
import { outcomeOf, run } from './run.ts'
import { besideUnread, importQuestion, type Unread, unreadFile } from './unread.ts'

/** What answering needs besides the service. `turn` is what commands may call. */
export interface AnswerParts {
  service: Service
  registry: Registry<Turn>
  turn: Pick<Turn, 'wake' | 'tell' | 'facts' | 'provider' | 'letters' | 'checkSetup'>
  fetchFile(said: Said, file: FileRef): Promise<Uint8Array>
  /** The card whose button decides is replaced by the answer, and by nobody else meanwhile. */
  pressed?: { hold(card: Place): Promise<void>; drop(card: Place): Promise<void> }
  log: Pick<Log, 'info' | 'warn' | 'error'>
  onAnswer?: OnAnswer
}

/**
 * Answers one message: who is it → parse → may they? → run → card. Never rejects. A message that is delivered twice
 * gets its stored answer, so it acts once.
 */
export function createAnswer(given: AnswerParts): (said: Said) => Promise<Reply> {
  const parts = noting(given)
  const budget = createBudget(perIdentity, () => parts.service.clock().getTime())
  return (said) => underItsReference(said, () => answerOne(said))

  async function answerOne(said: Said): Promise<Reply> {
    let language: Language = said.language ?? 'sv'
    try {
      if (isForeign(said) && !budget.take(`${said.who.platform}/${said.who.workspace}/${said.who.user}`)) {
        parts.onAnswer?.('none', 'refused', 'too_many')
        return { card: tooManyCard(speaker(language)), private: true, language }
      }
      const kept = await keptAnswer(parts.service.db, said)
      if (kept) return kept as Reply
      const actor = await recogniseSpeaker(parts.service, said)
      language = actor.language ?? language
      const { card, ...how } = await answerTo(parts, said, actor, language)
      const reply = { ...how, card: withShortLabels(card, parts.registry, speaker(language)), language }
      await keepAnswer(parts.service.db, parts.service.clock(), said, reply)
      return reply
    } catch (error) {
      parts.onAnswer?.('none', 'failed')
      return { card: failure(parts, error, language), private: true, language }
    }
  }
}

/** More than anybody types or presses, and little enough for the database. */
const perIdentity = { burst: 1200, perSecond: 2 }

/** Whoever is at the machine itself, in local mode or the terminal, needs no budget. */
const isForeign = ({ who }: Said): boolean => who.platform !== 'local' && who.platform !== 'console'

async function recogniseSpeaker(service: Service, said: Said) {
  const who = { ...said.who, language: said.language }
  if (!said.where.private) return recognise(service, who)
  // Later cards are posted to the conversation itself, so the message and the thread of today are left out.
  const { message: _, more: { thread: __, ...more } = {}, ...place } = said.where
  const spoken = said.language && { language: said.language }
  return recognise(service, { ...who, place: { ...place, more: { ...more, ...spoken } } })
}

async function answerTo(parts: AnswerParts, said: Said, actor: Actor, language: Language): Promise<Reply> {
  const say = speaker(language)
  if ([said.text, clean(said.text), ...said.files.map((f) => f.name)].some(holdsPersonalNumber)) {
    parts.onAnswer?.('personal number', 'refused', 'personal_number')
    return { card: personalNumberCard(say), private: true }
  }
  if (said.edited) {
    parts.onAnswer?.('none', 'refused', 'edited')
    return { card: editedCard(said.text.trim(), say), private: true }
  }
  const may = (command: Command<Turn>) => mayUse(actor, command.need)
  const reading = { language, may, files: said.files, slash: said.slash }
  const lines = commandLines(said.text, parts.registry, reading)
  if (lines) return answerLines(parts, said, actor, language, lines)
  const turn = turnOf(parts, said, actor, language)
  const parsed = await parseWithNames(turn, said.text, reading)
  const meaning = await meaningOf(turn, said, parsed)
  const unread = unreadFile(said, parsed, parts.registry, may)
  const isCommand = !meaning && (parsed.kind === 'command' || parsed.problem.code === 'not_allowed')
  if (unread && !isCommand) {
    if (!said.keepsFiles) return readAnyhow(parts, said, turn, unread)
    parts.onAnswer?.('none', 'problem', 'unread')
    return { card: importQuestion(unread, say), private: true }
  }
  const reply = await answerWords(parts, said, turn, parsed, meaning)
  return unread ? { ...reply, card: besideUnread(reply.card, unread, say, said.keepsFiles) } : reply
}

/** Reads a file that a button could not have read later: that only makes a plan, which is to be confirmed. */
async function readAnyhow(parts: AnswerParts, said: Said, turn: Turn, { name, line }: Unread): Promise<Reply> {
  const parsed = await parseWithNames(turn, line, { ...turn, files: said.files })
  const note = turn.say('unread.read', { name })
  return runParsed(parts, said, turn.ctx.actor, turn.language, parsed, { note, instead: [] })
}

async function answerWords(
  parts: AnswerParts,
  said: Said,
  turn: Turn,
  parsed: Parsed<Turn>,
  meaning: Meaning | undefined,
): Promise<Reply> {
  const { actor } = turn.ctx
  const shown = meaning && (await showMeaning(turn, meaning, parsed))
  if (!shown) return runParsed(parts, said, actor, turn.language, parsed)
  if ('parsed' in shown) {
    const note = understoodAs(turn, said, shown.line)
    return runParsed(parts, said, actor, turn.language, shown.parsed, { note, instead: shown.instead })
  }
  parts.onAnswer?.('none', ...outcomeOf(shown.card))
  return { card: shown.card, private: true }
}

function turnOf(parts: AnswerParts, said: Said, actor: Actor, language: Language, inPublic = false): Turn {
  return {
    ...parts.turn,
    ctx: { ...parts.service, actor, messageId: said.id },
    say: speaker(language),
    language,
    registry: parts.registry,
    may: (command) => mayUse(actor, command.need),
    inPublic,
    fetchFile: (file) => fetchFile(parts, said, file),
  }
}

/**
 * Runs what was parsed, or says what was not understood. Where the line was not typed so, the card tells how it was
 * `understood`, and offers what may have been meant instead.
 */
async function runParsed(
  parts: AnswerParts,
  said: Said,
  actor: Actor,
  language: Language,
  parsed: Parsed<Turn>,
  understood?: { note: string; instead: Button[] },
): Promise<Reply> {
  const say = speaker(language)
  if (parsed.kind === 'problem') {
    const { problem } = parsed
    parts.onAnswer?.('none', 'problem', problem.code)
    const meant = problem.code === 'not_allowed' ? parts.registry.find(problem.command ?? '') : undefined
    if (meant) await auditRefusal(turnOf(parts, said, actor, language).ctx, meant.name, 'not_allowed')
    const nearest = problem.nearest && (await soundProposal(turnOf(parts, said, actor, language), problem.nearest))
    return { card: problemCard({ ...problem, nearest }, parts.registry, say), private: true }
  }
  const { command, input } = parsed
  const now = command.rereads && said.readAgain ? await recognise(parts.service, await said.readAgain()) : actor
  const work = showWork(said, say, command.decides)
  const turn = turnOf(parts, said, now, language, !isPrivate(command, said))
  const working = { ...turn, ctx: { ...turn.ctx, report: work.report } }
  const pressed = command.decides && said.where.message ? parts.pressed : undefined
  await pressed?.hold(said.where)
  const done = await run(parts, working, command, input).finally(work.stop)
  const card = understood ? besideUnderstood(done, understood) : done
  const follow = followedBy(card)
  const replaces = command.decides === true && !card.data?.refused
  if (replaces && !follow) await pressed?.drop(said.where)
  return { card, private: !said.where.private && isPrivate(command, said), replaces, follow }
}

const besideUnderstood = (card: Card, { note, instead }: { note: string; instead: Button[] }): Card => ({
  ...card,
  note: [note, card.note].filter(Boolean).join(' '),
  ...(instead.length && { buttons: [...(card.buttons ?? []), ...instead] }),
})

/**
 * Answers a message of several lines, each a command of its own. Only those that do no harm are run: of two that do,
 * the second might not be meant once the first has been answered.
 */
async function answerLines(
  parts: AnswerParts,
  said: Said,
  actor: Actor,
  language: Language,
  lines: CommandLine<Turn>[],
): Promise<Reply> {
  if (!said.several || !lines.every(({ command }) => isHarmless(command))) {
    parts.onAnswer?.('none', 'problem', 'several')
    return { card: severalCard(lines, parts.registry, speaker(language)), private: !said.where.private }
  }
  const replies: Reply[] = []
  for (const [at, { line }] of lines.entries()) {
    const one = { ...said, id: at ? `${said.id}:${at}` : said.id, text: line, slash: false }
    replies.push({ ...(await answerTo(parts, one, actor, language)), language })
  }
  const [first, ...more] = replies
  return { ...first!, more }
}

/** The code of the send or plan that a card is to be kept up to date with: one that can still change. */
function followedBy({ kind, data }: Card): string | undefined {
  if (data?.refused) return undefined
  if (typeof data?.send === 'string' && data.state !== 'done') return data.send
  const isOver = data?.state === 'cancelled' || data?.state === 'confirmed'
  return kind === 'plan' && typeof data?.plan === 'string' && !isOver ? data.plan : undefined
}

/** Whether the answer is private: it names people, or the place is private or shared with another organisation. */
const isPrivate = (command: Command<Turn>, { where }: Said) =>
  where.private || command.shows === 'people' || where.external === true

async function fetchFile(parts: AnswerParts, said: Said, file: FileRef): Promise<Uint8Array> {
  try {
    return await parts.fetchFile(said, file)
  } catch (error) {
    const key = `general.fetch.${(error as { code?: string }).code}`
    throw new UserError('file_unavailable', hasKey(key) ? key : 'general.fetch.failed')
  }
}
