import type { Card } from '#bot'
import { UserError } from '../../errors.ts'
import { dateAndTime } from '../../verification/days.ts'
import { listPeople } from '../../verification/people/lists.ts'
import type { Person } from '../../verification/people/people.ts'
import { clearMarks } from '../../verification/records/bounced.ts'
import { findSend } from '../../verification/sends/sends.ts'
import { type BotCommand, command, type Turn } from '../context.ts'
import { fullName, whoIs } from '../words.ts'
import { everybodyButton, numberWithin, pageButtons, pageNote, pageSize } from './list.ts'
import { onePerson } from './one-person.ts'
import { select } from './selection.ts'
import { refusalInState } from './steps.ts'

const bounces: BotCommand = command({
  name: 'studsar',
  also: { sv: ['studsade'], en: ['bounces', 'bounced'] },
  need: 'admin',
  keys: ['company', 'unit', 'role', 'email', 'active', 'sent', 'send', 'import', 'page'],
  words: 'free',
  usage: { sv: '[filter]', en: '[filter]' },
  examples: { sv: ['studsar', 'studsar företag=100'], en: ['bounces', 'bounces company=100'] },
  async run(turn, input) {
    const { say } = turn
    const page = Number(input.filter.terms.find((t) => t.key === 'page')?.values[0] ?? 1)
    const selection = { ...(await select(turn, bounces, input)), states: [{ not: false, any: ['bounced' as const] }] }
    const from = (page - 1) * pageSize
    const { people, total } = await listPeople(turn.ctx, selection, from, pageSize)
    return {
      kind: 'list',
      tone: 'info',
      title: say('bounces.title', { n: total }),
      text: total ? say('bounces.text') : undefined,
      rows: {
        head: [say('bounces.head.name'), say('bounces.head.why'), say('bounces.head.next')],
        body: people.map((p) => row(turn, p, people)),
        press: people.map((p) => `status ${whoIs(p)}`),
      },
      buttons: [
        ...everybodyButton(turn, input, total, 'studsar'),
        ...(total ? [] : [{ label: say('intent.progress'), say: 'status' }]),
        ...pageButtons(turn, input.line.replace(/ sida=\d+/, ''), page, total),
      ],
      note: total > pageSize || page > 1 ? pageNote(turn, from, people.length, total) : undefined,
      data: { total },
    }
  },
})

/** Who, the server's words and when, and what to do. */
const row = ({ say }: Turn, p: Person, people: Person[]): string[] => [
  [fullName(p), p.email ?? '', numberWithin(p, people).replace('\n', ' · ')].join('\n'),
  [p.bounceWords || '–', p.bouncedAt ? dateAndTime(p.bouncedAt) : ''].filter(Boolean).join('\n'),
  say('bounces.next', { number: p.number, company: p.companyNumber }),
]

const clear: BotCommand = command({
  name: 'studsar rensa',
  also: { sv: [], en: ['bounces clear', 'bounced clear'] },
  need: 'admin',
  keys: ['company'],
  words: 'one',
  needs: 'person',
  usage: { sv: '<person | kod>', en: '<person | code>' },
  examples: {
    sv: ['studsar rensa anna.berg@acme.example', 'studsar rensa K7QM'],
    en: ['bounces clear anna.berg@acme.example', 'bounces clear K7QM'],
  },
  rereads: true,
  async run(turn, input): Promise<Card> {
    const { say, ctx } = turn
    const typed = input.words[0]!
    const send = /^[A-Z0-9]{4,8}$/i.test(typed) ? await findSend(ctx, typed) : null
    const person = send ? null : await onePerson(turn, clear, input)
    const cleared = await clearMarks(ctx, send ? { sendId: send.id, code: send.code! } : { personId: person!.id })
    if (!cleared) throw await nothingToClear(turn, person, send?.code ?? null)
    const again = send
      ? { label: say('bounces.button.retry'), say: `försök igen ${send.code}` }
      : { label: say('person.button.verify'), say: `verifiera ${whoIs(person!)}` }
    return {
      kind: 'notice',
      tone: 'good',
      title: say('bounces.cleared', { n: cleared }),
      text: say('bounces.cleared.text'),
      buttons: [{ ...again, effect: 'primary' }],
      data: { cleared },
    }
  },
})

function nothingToClear(turn: Turn, person: Person | null, send: string | null): Promise<unknown> | UserError {
  const next = send ? [{ label: 'plan.look' as const, say: `utskick ${send}` }] : []
  const error = new UserError('nothing_to_clear', 'bounces.none', {}, next)
  return person ? refusalInState(turn, person, error) : error
}

export const bounceCommands = [bounces, clear]
