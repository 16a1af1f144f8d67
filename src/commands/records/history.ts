import { readCode } from '#bot'
import { hasKey } from '#text'
import { tableFile } from '../../files/write.ts'
import { checkChain, writeAudit } from '../../verification/audit.ts'
import { dateAndTime, today } from '../../verification/days.ts'
import { findPlan } from '../../verification/plans/plans.ts'
import { type Event, readHistory } from '../../verification/records/history.ts'
import { command, type Talk, type TalkCommand } from '../context.ts'
import { onePerson } from '../people/one-person.ts'
import { select } from '../people/selection.ts'

const most = 25
const mostInFile = 10_000

const history: TalkCommand = command({
  name: 'historik',
  also: { sv: [], en: ['history'] },
  need: 'admin',
  keys: ['company', 'sent'],
  words: 'free',
  usage: { sv: '[<person> | <kod> | <administratör>]', en: '[<person> | <code> | <admin>]' },
  examples: {
    sv: ['historik', 'historik K7QM', 'historik anna.berg@acme.example'],
    en: ['history', 'history K7QM', 'history anna.berg@acme.example'],
  },
  async run(talk, input) {
    const events = await readHistory(talk.ctx, await subject(talk, history, input), most)
    const { say } = talk
    return {
      tone: 'info',
      title: say('history.title', { n: events.length }),
      rows: events.length
        ? {
            head: (['at', 'by', 'what', 'about'] as const).map((column) => say(`history.head.${column}`)),
            body: events.map((e) => [dateAndTime(e.at), actorWords(talk, e), eventWords(talk, e), e.about ?? '']),
          }
        : undefined,
      note: events.length === most ? say('history.more', { n: most }) : undefined,
      data: { events: events.map(({ about: _, ...e }) => ({ ...e, at: e.at.toISOString() })) },
    }
  },
})

/** A code where one exists, an administrator by name or platform id where one has acted, else a person. */
async function subject(talk: Talk, command: TalkCommand, input: Parameters<TalkCommand['run']>[1]) {
  const typed = input.words.join(' ')
  const sent = (await select(talk, command, { ...input, filter: { ...input.filter, words: [] } })).sent ?? []
  const since = sent.find((s) => s.operator === '>')
  const before = sent.find((s) => s.operator === '<')
  const time = { since: since && new Date(since.at), before: before && new Date(before.at) }
  if (!typed) return time
  const code = readCode(typed)
  if (code && (await findPlan(talk.ctx.db, code))) return { code, ...time }
  if ((await readHistory(talk.ctx, { actor: typed }, 1)).length) return { actor: typed, ...time }
  return { personId: (await onePerson(talk, command, input)).id, ...time }
}

const actorWords = (talk: Talk, event: Event): string =>
  event.by ?? talk.say(`history.via.${event.via === 'web' ? 'web' : 'job'}`)

function eventWords(talk: Talk, event: Event): string {
  const key = `deed.${event.action}`
  const what = hasKey(key) ? talk.say(key) : event.action
  return [what, event.code ?? ''].filter(Boolean).join(' ')
}

const exportHistory: TalkCommand = command({
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
  async run(talk, input) {
    const { say } = talk
    const events = await readHistory(talk.ctx, await subject(talk, exportHistory, input), mostInFile)
    const head = (['at', 'by', 'via', 'deed', 'what', 'code', 'id', 'about', 'details'] as const).map((c) =>
      say(`history.head.${c}`),
    )
    const lines = events.map((e) => [
      e.at.toISOString(),
      actorWords(talk, e),
      e.via,
      e.action,
      eventWords(talk, { ...e, code: null }),
      e.code ?? '',
      String(e.personId ?? ''),
      e.about ?? '',
      JSON.stringify(e.details),
    ])
    const name = say('history.file', { day: today(talk.ctx.clock()) })
    return {
      tone: events.length ? 'good' : 'info',
      title: say('history.title', { n: events.length }),
      note: events.length === mostInFile ? say('history.more', { n: mostInFile }) : undefined,
      files: [{ name, type: 'text/csv; charset=utf-8', bytes: tableFile([head, ...lines]) }],
      data: { total: events.length },
    }
  },
})

const check: TalkCommand = command({
  name: 'historik kontrollera',
  also: { sv: [], en: ['history check'] },
  need: 'owner',
  examples: { sv: ['historik kontrollera'], en: ['history check'] },
  shows: 'counts',
  async run(talk) {
    const { rows, brokenAt } = await checkChain(talk.ctx.db)
    await talk.ctx.db.transaction((tx) =>
      writeAudit(tx, talk.ctx, { action: 'history.check', details: { rows, brokenAt } }),
    )
    if (brokenAt === null)
      return { tone: 'good', title: talk.say('history.intact', { n: rows }), data: { intact: true, rows } }
    return {
      tone: 'bad',
      title: talk.say('history.broken', { n: rows, id: brokenAt }),
      data: { intact: false, rows, brokenAt },
    }
  },
})

export const historyCommands = [history, exportHistory, check]
