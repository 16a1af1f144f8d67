import {
  type Card,
  type Command,
  clean,
  type FileRef,
  type Language,
  parse,
  problemCard,
  type Registry,
  type Reply,
  type Said,
} from '#bot'
import { hasKey, speaker } from '#text'
import type { Turn } from '../commands/context.ts'
import { codeOf, isLoss } from '../db/open.ts'
import { UserError } from '../errors.ts'
import { keepAnswer, keptAnswer } from '../store/answers.ts'
import { recognise } from '../verification/access/actors.ts'
import { mayUse } from '../verification/access/policy.ts'
import { writeAudit } from '../verification/audit.ts'
import type { Actor, Context, Service } from '../verification/context.ts'
import { holdsPersonalNumber } from './redact.ts'
import { showWork } from './working.ts'

/** What answering needs besides the service. `turn` is what commands may call. */
export interface AnswerParts {
  service: Service
  registry: Registry<Turn>
  turn: Pick<Turn, 'wake' | 'tell' | 'facts' | 'provider' | 'letters' | 'checkSetup'>
  fetchFile(said: Said, file: FileRef): Promise<Uint8Array>
  log: { warn(details: object, what: string): void; error(details: object, what: string): void }
  onAnswer?(command: string, outcome: 'done' | 'refused' | 'problem' | 'failed'): void
}

/**
 * Answers one message: who is it → parse → may they? → run → card. Never rejects. A message that is delivered twice
 * gets its stored answer, so it acts once.
 */
export function createAnswer(parts: AnswerParts): (said: Said) => Promise<Reply> {
  return async (said) => {
    let language: Language = said.language ?? 'sv'
    try {
      const kept = await keptAnswer(parts.service.db, said)
      if (kept) return kept as Reply
      const actor = await recogniseSpeaker(parts.service, said)
      language = actor.language ?? language
      const reply = { ...(await answerTo(parts, said, actor, language)), language }
      await keepAnswer(parts.service.db, parts.service.clock(), said, reply)
      return reply
    } catch (error) {
      return { card: failure(parts, error, language), private: true, language }
    }
  }
}

async function recogniseSpeaker(service: Service, said: Said) {
  const who = { ...said.who, language: said.language }
  if (!said.where.private) return recognise(service, who)
  // Later cards are posted to the conversation itself, so the message and the thread of today are left out.
  const { message: _, more: { thread: __, ...more } = {}, ...place } = said.where
  return recognise(service, { ...who, place: { ...place, more } })
}

async function answerTo(parts: AnswerParts, said: Said, actor: Actor, language: Language): Promise<Reply> {
  const say = speaker(language)
  if ([said.text, clean(said.text), ...said.files.map((f) => f.name)].some(holdsPersonalNumber)) {
    parts.onAnswer?.('personal number', 'refused')
    return {
      card: {
        kind: 'refusal',
        tone: 'bad',
        title: say('general.personal_number'),
        data: { refused: 'personal_number' },
      },
      private: true,
    }
  }
  const may = (command: Command<Turn>) => mayUse(actor, command.need)
  const parsed = parse(said.text, parts.registry, { language, may, files: said.files, slash: said.slash })
  if (parsed.kind === 'problem') {
    parts.onAnswer?.('none', 'problem')
    const meant = parsed.problem.code === 'not_allowed' ? parts.registry.find(parsed.problem.command ?? '') : undefined
    if (meant) await auditRefusal({ ...parts.service, actor }, meant, 'not_allowed')
    return { card: problemCard(parsed.problem, say), private: true }
  }
  const { command, input } = parsed
  const now = command.rereads && said.readAgain ? await recognise(parts.service, await said.readAgain()) : actor
  const work = showWork(said, say)
  const turn: Turn = {
    ...parts.turn,
    ctx: { ...parts.service, actor: now, messageId: said.id, report: work.report },
    say,
    language,
    registry: parts.registry,
    may: (other) => mayUse(now, other.need),
    inPublic: !isPrivate(command, said),
    fetchFile: (file) => fetchFile(parts, said, file),
  }
  const card = await run(parts, turn, command, input).finally(work.stop)
  const follow =
    typeof card.data?.send === 'string' && card.data.state !== 'done' && !card.data.refused ? card.data.send : undefined
  const replaces = command.decides === true && !card.data?.refused
  return { card, private: !said.where.private && isPrivate(command, said), replaces, follow }
}

/** Whether the answer is private: it names people, or the place is private or shared with another organisation. */
const isPrivate = (command: Command<Turn>, { where }: Said) =>
  where.private || command.shows === 'people' || where.external === true

/**
 * Runs the command. A refusal becomes a card with next steps, and an audit entry if the command needs special rights.
 */
async function run(
  parts: AnswerParts,
  turn: Turn,
  command: Command<Turn>,
  input: Parameters<Command<Turn>['run']>[1],
): Promise<Card> {
  try {
    if (!mayUse(turn.ctx.actor, command.need))
      throw new UserError('not_allowed', 'problem.not_allowed_next', { need: command.need })
    const card = await command.run(turn, input)
    parts.onAnswer?.(command.name, card.data?.refused ? 'refused' : 'done')
    return card
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    parts.onAnswer?.(command.name, 'refused')
    const code = typeof error.params.code === 'string' ? error.params.code : null
    if (command.mails || command.need === 'owner' || command.rereads)
      await auditRefusal(turn.ctx, command, error.code, code)
    return refusalCard(turn, error)
  }
}

function refusalCard(turn: Turn, error: UserError): Card {
  const asks = error.code.startsWith('ambiguous')
  return {
    kind: asks ? 'question' : 'refusal',
    tone: asks ? 'question' : 'bad',
    title: turn.say(error.key, error.params),
    buttons: error.next.length
      ? error.next.map((n) => ({ label: turn.say(n.label, n.params), say: n.say }))
      : undefined,
    data: { refused: error.code, ...error.data },
  }
}

async function auditRefusal(
  ctx: Context,
  command: Command<Turn>,
  why: string,
  code: string | null = null,
): Promise<void> {
  const details = { command: command.name, why }
  await ctx.db.transaction((tx) => writeAudit(tx, ctx, { action: 'refused', code, details }))
}

async function fetchFile(parts: AnswerParts, said: Said, file: FileRef): Promise<Uint8Array> {
  try {
    return await parts.fetchFile(said, file)
  } catch (error) {
    const key = `general.fetch.${(error as { code?: string }).code}`
    throw new UserError('file_unavailable', hasKey(key) ? key : 'general.fetch.failed')
  }
}

/** What is said of an error of the database, by its code; undefined for any other error. */
function databaseWords(error: unknown): 'general.offline' | 'general.cut_off' | 'general.busy' | undefined {
  const code = codeOf(error)
  if (isLoss(error) || code === 'CONNECT_WAIT') return 'general.offline'
  // query_canceled, by a time limit; lock_not_available, deadlock_detected, serialization_failure.
  if (code === '57014') return 'general.cut_off'
  return /^(55P03|40P01|40001)$/.test(code) ? 'general.busy' : undefined
}

/** The frames of the stack without the message before them, which may quote what somebody wrote. */
const framesOf = (error: unknown) =>
  (error as Error)?.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6)

/** Any other error: the card shows a reference, under which the log has the details. */
function failure(parts: AnswerParts, error: unknown, language: Language): Card {
  const reference = Buffer.from(parts.service.random(4)).toString('hex')
  const say = speaker(language)
  const cause = (error as { cause?: unknown }).cause
  const why = {
    reference,
    error: (error as Error)?.name,
    code: codeOf(cause),
    stack: framesOf(error),
  }
  const words = databaseWords(cause)
  parts.log.error(why, 'A message could not be answered')
  parts.onAnswer?.('none', 'failed')
  return {
    kind: 'refusal',
    tone: 'bad',
    title: say('general.failed.title'),
    text: words ? say(words) : say('general.failed.text', { reference }),
    data: { refused: 'failed', reference },
  }
}
