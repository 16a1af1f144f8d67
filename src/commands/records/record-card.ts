import type { Button, Card } from '#bot'
import type { Person } from '../../verification/people/people.ts'
import type { RecordPlan } from '../../verification/plans/content.ts'
import type { SamePeople } from '../../verification/records/same-people.ts'
import { where } from '../connections/provider-words.ts'
import type { Turn } from '../context.ts'
import { fullName, nameOverAddress } from '../words.ts'

/** The card of a planned change to a record: what will happen and to whom. Nothing is changed until it is confirmed. */
export function recordCard(
  turn: Turn,
  kind: Exclude<RecordPlan['kind'], 'apart'>,
  plan: { code: string },
  people: Person[],
): Card {
  const { say } = turn
  return {
    kind: 'plan',
    tone: 'question',
    title: say(`record.${kind}.title`, { name: people.map(fullName).join(', ') }),
    text: kind === 'disconnect' ? say(`record.disconnect.text.${where(turn)}`) : say(`record.${kind}.text`),
    rows: {
      head: (['name', 'number', 'company'] as const).map((column) => say(`list.head.${column}`)),
      body: people.map((p) => [nameOverAddress(say, p), p.number, p.companyName]),
    },
    buttons: [
      { label: say(`record.${kind}.button`), say: `bekräfta ${plan.code}`, effect: 'dangerous' },
      { label: say('plan.button.cancel'), say: `stoppa ${plan.code}`, effect: 'safe' },
    ],
    note: say('plan.lives'),
    data: { plan: plan.code, kind },
  }
}

const shown = 20

/** Humans with records in several companies, to be joined by one press. */
export function samePeopleCard(
  { say }: Turn,
  { code }: { code: string },
  found: readonly SamePeople[],
  { more, unlike }: { more: boolean; unlike: number } = { more: false, unlike: 0 },
): Card {
  const n = found.length
  const records = found.reduce((sum, human) => sum + human.records.length, 0)
  return {
    kind: 'plan',
    tone: 'question',
    title: say('same.all.title', { n }),
    text: [
      say('same.all.text', { n, records }),
      ...(more ? [say('same.all.more', { n })] : []),
      ...(unlike ? [say('same.all.unlike', { n: unlike })] : []),
    ].join(' '),
    rows: {
      head: (['name', 'companies'] as const).map((column) => say(`same.all.${column}`)),
      body: found
        .slice(0, shown)
        .map(({ name, email, records }) => [
          `${name}\n${email}`,
          records
            .map(({ number, companyNumber, companyName }) => `${number} ${companyName} (${companyNumber})`)
            .join('\n'),
        ]),
    },
    buttons: [
      { label: say('same.all.button', { n }), say: `bekräfta ${code}`, effect: 'dangerous' },
      { label: say('plan.button.cancel'), say: `stoppa ${code}`, effect: 'safe' },
    ],
    note: [...(n > shown ? [say('same.all.shown', { shown, n })] : []), say('plan.lives')].join(' '),
    data: { plan: code, kind: 'same', humans: n, records },
  }
}

/** Takes apart what the plan of this code has joined. */
export const undoButton = (say: Turn['say'], code: string): Button => ({
  label: say('apart.undo'),
  say: `olika personer ${code}`,
})

/** What a confirmed plan has joined, whom it left out, and the letters that are possible by it. */
export function joinedCard(
  { say }: Turn,
  { code, line }: Pick<RecordPlan, 'code' | 'line'>,
  { humans, records, left }: { humans: number; records: number; left: number },
): Card {
  // The plan's own line, for the same companies.
  const rest = line.replace(/^samma person (alla|all)\b/i, '')
  const again: Button = { label: say('same.again'), say: `samma person alla${rest}` }
  const send: Button = { label: say('status.button.plan'), say: `verifiera konton${rest}`, effect: 'primary' }
  return {
    kind: 'notice',
    tone: left ? 'warning' : 'good',
    title: say('same.all.done', { humans, records }),
    text: [...(left ? [say('same.all.left', { left })] : []), ...(humans ? [say('same.mistaken')] : [])].join(' '),
    buttons: [...(humans ? [send] : []), ...(left ? [again] : []), ...(humans ? [undoButton(say, code)] : [])],
    data: { plan: code, kind: 'same', done: true, humans, records },
  }
}
