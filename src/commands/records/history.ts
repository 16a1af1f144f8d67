import { readCode } from '#bot'
import { hasKey } from '#text'
import { tableFile } from '../../files/write.ts'
import { checkChain, writeAudit } from '../../verification/audit.ts'
import { dateAndTime, today } from '../../verification/days.ts'
import { findPlan } from '../../verification/plans/plans.ts'
import { type Event, readHistory } from '../../verification/records/history.ts'
import { type BotCommand, command, type Turn } from '../context.ts'
import { onePerson } from '../people/one-person.ts'
import { select } from '../people/selection.ts'

const most = 25
const mostInFile = 10_000

const history: BotCommand = command({
  name: 'historik',
  also: { sv: [], en: ['history'] },
  need: 'admin',
  keys: ['company', 'sent', 'page'],
  words: 'free',
  usage: { sv: '[<person> | <kod> | <administratör>]', en: '[<person> | <code> | <admin>]' },
  examples: {
    sv: ['historik', 'historik K7QM', 'historik anna.berg@acme.example'],
    en: ['history', 'history K7QM', 'history anna.berg@acme.example'],
  },
  async run(turn, input) {
    const { say } = turn
    const page = Number(input.filter.terms.find((t) => t.key === 'page')?.values[0] ?? 1)
    const from = (page - 1) * most
    const found = await readHistory(turn.ctx, await subject(turn, history, input), most + 1, from)
    const events = found.slice(0, most)
    const line = input.line.replace(/ sida=\d+/, '')
    return {
      kind: 'list',
      tone: 'info',
      title: say('history.title', { n: events.length }),
      rows: events.length
        ? {
            head: (['at', 'by', 'what', 'about'] as const).map((column) => say(`history.head.${column}`)),
            body: events.map((e) => [dateAndTime(e.at), actorWords(turn, e), eventWords(turn, e), e.about ?? '']),
          }
        : undefined,
      buttons: [
        ...(page > 1 ? [{ label: say('list.button.previous'), say: `${line} sida=${page - 1}` }] : []),
        ...(found.length > most ? [{ label: say('list.button.next'), say: `${line} sida=${page + 1}` }] : []),
      ],
      note:
        page > 1 || found.length > most ? say('history.page', { from: from + 1, to: from + events.length }) : undefined,
      data: { events: events.map(({ about: _, ...e }) => ({ ...e, at: e.at.toISOString() })) },
    }
  },
})

/**
 * What the history is asked about: the plan with this code, else the admin with this name or platform id who has done
 * something, else a person.
 */
async function subject(turn: Turn, command: BotCommand, input: Parameters<BotCommand['run']>[1]) {
  const typed = input.words.join(' ')
  const sent = (await select(turn, command, { ...input, filter: { ...input.filter, words: [] } })).sent ?? []
  const since = sent.find((s) => s.operator === '>')
  const before = sent.find((s) => s.operator === '<')
  const time = { since: since && new Date(since.at), before: before && new Date(before.at) }
  if (!typed) return time
  const code = readCode(typed)
  if (code && (await findPlan(turn.ctx.db, code))) return { code, ...time }
  if ((await readHistory(turn.ctx, { actor: typed }, 1)).length) return { actor: typed, ...time }
  return { personId: (await onePerson(turn, command, input)).id, ...time }
}

const actorWords = (turn: Turn, event: Event): string =>
  event.by ?? turn.say(`history.via.${event.via === 'web' ? 'web' : 'job'}`)

function eventWords(turn: Turn, event: Event): string {
  const key = `event.${presentName(event.action)}`
  const what = hasKey(key) ? turn.say(key) : event.action
  return [what, event.code ?? ''].filter(Boolean).join(' ')
}

/** Entries keep the names that earlier releases gave them, because a hash covers them. */
function presentName(action: string): string {
  return action === 'person.tied' ? 'account_link.made' : action.replace(/^tie\./, 'account_link.')
}

const exportHistory: BotCommand = command({
  name: 'historik exportera',
  also: { sv: [], en: ['history export'] },
  need: 'admin',
  keys: ['company', 'sent'],
  words: 'free',
  usage: history.usage,
  examples: {
    sv: ['historik exportera', 'historik exportera skickad>2026-01-31'],
    en: ['history export', 'history export sent>2026-01-31'],
  },
  rereads: true,
  async run(turn, input) {
    const { say } = turn
    const events = await readHistory(turn.ctx, await subject(turn, exportHistory, input), mostInFile)
    const head = (['at', 'by', 'via', 'entry', 'what', 'code', 'id', 'about', 'details'] as const).map((c) =>
      say(`history.head.${c}`),
    )
    const lines = events.map((e) => [
      e.at.toISOString(),
      actorWords(turn, e),
      e.via,
      e.action,
      eventWords(turn, { ...e, code: null }),
      e.code ?? '',
      String(e.personId ?? ''),
      e.about ?? '',
      JSON.stringify(e.details),
    ])
    const name = say('history.file', { day: today(turn.ctx.clock()) })
    return {
      kind: 'file',
      tone: events.length ? 'good' : 'info',
      title: say('history.title', { n: events.length }),
      note: events.length === mostInFile ? say('history.more', { n: mostInFile }) : undefined,
      files: [{ name, type: 'text/csv; charset=utf-8', bytes: tableFile([head, ...lines]) }],
      data: { total: events.length },
    }
  },
})

const check: BotCommand = command({
  name: 'historik kontrollera',
  also: { sv: [], en: ['history check'] },
  need: 'owner',
  examples: { sv: ['historik kontrollera'], en: ['history check'] },
  shows: 'counts',
  async run(turn) {
    const { rows, brokenAt } = await checkChain(turn.ctx.db)
    await turn.ctx.db.transaction((tx) =>
      writeAudit(tx, turn.ctx, { action: 'history.check', details: { rows, brokenAt } }),
    )
    if (brokenAt === null)
      return {
        kind: 'notice',
        tone: 'good',
        title: turn.say('history.intact', { n: rows }),
        data: { intact: true, rows },
      }
    return {
      kind: 'notice',
      tone: 'bad',
      title: turn.say('history.broken', { n: rows, id: brokenAt }),
      data: { intact: false, rows, brokenAt },
    }
  },
})

export const historyCommands = [history, exportHistory, check]
