import { type Button, type Card, nameIn, readCode } from '#bot'
import { hasKey } from '#text'
import { prefixOf } from '../../base/storable.ts'
import { UserError } from '../../errors.ts'
import { tableFile } from '../../files/write.ts'
import { writeAudit } from '../../verification/audit.ts'
import { type ChainCheck, checkChain, readAnchor } from '../../verification/audit-chain.ts'
import { dateAndTime, today } from '../../verification/days.ts'
import { findPlan } from '../../verification/plans/plans.ts'
import { isInSight } from '../../verification/plans/sight.ts'
import { type Event, readHistory } from '../../verification/records/history.ts'
import { type BotCommand, command, type Turn } from '../context.ts'
import { onePerson } from '../people/one-person.ts'
import { select } from '../people/selection.ts'

const most = 25
const mostInFile = 10_000

/** Where nothing is found: everything that has been done, or how far one has come. */
const noneButtons = ({ say }: Turn, line: string): Button[] => [
  ...(/ /.test(line) ? [{ label: say('history.button.all'), say: 'historik' }] : []),
  { label: say('intent.progress'), say: 'status' },
]

const history: BotCommand = command({
  name: 'historik',
  also: { sv: [], en: ['history'] },
  need: 'admin',
  keys: ['company', 'sent', 'page'],
  words: 'free',
  usage: { sv: '[<person> | <kod> | <administratör> | <referens>]', en: '[<person> | <code> | <admin> | <reference>]' },
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
    const isPart = events.length > 0 && (page > 1 || found.length > most)
    return {
      kind: 'list',
      tone: 'info',
      title: isPart
        ? say('history.part', { from: from + 1, to: from + events.length })
        : say('history.title', { n: events.length }),
      rows: events.length
        ? {
            head: (['what', 'by'] as const).map((column) => say(`history.head.${column}`)),
            body: events.map((e) => [
              [eventWords(turn, e), e.about].filter(Boolean).join('\n'),
              `${actorWords(turn, e)}\n${dateAndTime(e.at)}`,
            ]),
          }
        : undefined,
      buttons: [
        ...(events.length ? [] : noneButtons(turn, line)),
        // Behind the end, the first page: nobody has counted how many there are.
        ...(page > 1
          ? [{ label: say('list.button.previous'), say: `${line} sida=${events.length ? page - 1 : 1}` }]
          : []),
        ...(found.length > most ? [{ label: say('list.button.next'), say: `${line} sida=${page + 1}` }] : []),
      ],
      note: isPart ? say('history.page') : undefined,
      data: { events: events.map(({ about: _, ...e }) => ({ ...e, at: e.at.toISOString() })) },
    }
  },
})

/**
 * What the history is asked about: the plan with this code, else what one message has led to, else the admin with this
 * name or platform id who has done something, else a person.
 */
async function subject(turn: Turn, command: BotCommand, input: Parameters<BotCommand['run']>[1]) {
  const typed = input.words.join(' ')
  const { companies, sent } = await select(turn, command, { ...input, filter: { ...input.filter, words: [] } })
  const within = { companies, sent }
  if (!typed) return within
  const code = readCode(typed)
  const plan = code ? await findPlan(turn.ctx.db, code) : null
  if (plan && (await isInSight(turn.ctx.db, turn.ctx, plan))) return { code: plan.code, ...within }
  const reference = typed.toLowerCase()
  if (isReference(reference) && (await readHistory(turn.ctx, { reference }, 1)).length) return { reference, ...within }
  if ((await readHistory(turn.ctx, { actor: typed }, 1)).length) return { actor: typed, ...within }
  // The company may be what tells two people with this number apart; the time is not theirs but the entries'.
  const terms = input.filter.terms.filter((t) => t.key === 'company')
  return { personId: (await onePerson(turn, command, { ...input, filter: { ...input.filter, terms } })).id, sent }
}

/** As an error shows it, and the log. */
const isReference = (text: string) => /^[0-9a-f]{12}$/.test(text)

const actorWords = (turn: Turn, event: Event): string =>
  event.by ?? turn.say(`history.via.${event.via === 'web' ? 'web' : 'job'}`)

function eventWords(turn: Turn, event: Event): string {
  if (event.action === 'refused' && typeof event.details.command === 'string') return refusedWords(turn, event)
  const key = `event.${presentName(event.action)}`
  // A link that an admin makes is another's.
  const found = [`${key}.${event.details?.by}`, key].find(hasKey)
  return [found ? turn.say(found) : event.action, event.code ?? ''].filter(Boolean).join(' ')
}

/** What was refused and, where it takes few words, why. */
function refusedWords({ say, registry, language }: Turn, { code, details }: Event): string {
  const known = registry.find(String(details.command))
  const name = known ? nameIn(known, language) : String(details.command)
  const line = [name, code ?? ''].filter(Boolean).join(' ')
  return say('event.refused.line', { line, why: String(details.why), n: Number(details.repeated ?? 0) })
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
  words: 'one',
  usage: { sv: '[ankare]', en: '[anchor]' },
  examples: { sv: ['historik kontrollera'], en: ['history check'] },
  shows: 'counts',
  async run(turn, input) {
    const [typed] = input.words
    const anchor = typed === undefined ? undefined : readAnchor(typed)
    if (anchor === null) throw new UserError('bad_anchor', 'history.badAnchor', { typed: prefixOf(typed!, 60) })
    const checked = await checkChain(turn.ctx.db, turn.ctx.keys, anchor)
    const { rows, brokenAt } = checked
    await turn.ctx.db.transaction((tx) =>
      writeAudit(tx, turn.ctx, { action: 'history.check', details: { rows, brokenAt, anchor: checked.anchor } }),
    )
    return checkCard(turn, checked)
  },
})

/** What was found, and no more than what it proves. */
function checkCard({ say }: Turn, checked: ChainCheck): Card {
  const { rows, brokenAt, unsigned, unknownStart, anchor, head } = checked
  const lost = anchor === 'missing' || anchor === 'changed'
  const intact = brokenAt === null && !lost
  const title = brokenAt === null ? (lost ? 'history.anchor.lost' : 'history.intact') : 'history.broken'
  return {
    kind: 'notice',
    tone: intact ? (unsigned || unknownStart ? 'warning' : 'good') : 'bad',
    title: say(title, { n: rows, id: brokenAt ?? 0 }),
    text: [
      anchor && say(`history.anchor.${anchor}`),
      unsigned ? say('history.unsigned', { n: unsigned }) : '',
      unknownStart ? say('history.unknownStart') : '',
      intact && head ? say('history.head', { head }) : '',
    ]
      .filter(Boolean)
      .join(' '),
    data: { intact, ...checked },
  }
}

export const historyCommands = [history, exportHistory, check]
