import type { Button, Card } from '#bot'
import { readPeople } from '../../verification/people/people.ts'
import type { RecordPlan } from '../../verification/plans/content.ts'
import { foresee } from '../../verification/records/different-people.ts'
import type { Turn } from '../context.ts'
import { addressButton } from '../people/address-button.ts'
import { stateWords } from '../people/state-words.ts'
import { fullName, nameOverAddress, whoIs } from '../words.ts'

const shown = 20
type About = Pick<RecordPlan, 'code' | 'personIds' | 'groups'>

/** The plan to take records apart: who they are, and what stops counting. Nothing is changed until it is confirmed. */
export async function apartCard(turn: Turn, { code, personIds, groups }: About, ownLeft = false): Promise<Card> {
  const { say } = turn
  const parting = await foresee(turn.ctx.db, personIds)
  const nameOf = await namesOf(turn, parting ? [...parting.parted, ...parting.stay] : personIds)
  const names = (ids: readonly number[]) => nameOf(ids.slice(0, shown)) + (ids.length > shown ? ' …' : '')
  const { parted = personIds, stay = [], sharing = [], unproved = [], connected = [] } = parting ?? {}
  const n = groups?.length ?? 1
  return {
    kind: 'plan',
    tone: 'question',
    title: say('apart.title', { n, name: names(parted) }),
    text: [
      say('apart.text'),
      ownLeft ? say('apart.own.left') : '',
      stay.length ? say('apart.stays', { names: names(stay) }) : '',
      sharing.length ? say('apart.links') : '',
      unproved.length ? say('apart.verified', { names: names(unproved) }) : '',
      connected.length ? say('apart.connected', { names: names(connected) }) : '',
    ]
      .filter(Boolean)
      .join(' '),
    rows: await rowsOf(turn, parted),
    buttons: [
      { label: say('record.apart.button'), say: `bekräfta ${code}`, effect: 'dangerous' },
      { label: say('plan.button.cancel'), say: `stoppa ${code}`, effect: 'safe' },
    ],
    note: [
      ...(parted.length > shown ? [say('same.all.shown', { shown, n: parted.length })] : []),
      say('plan.lives'),
    ].join(' '),
    data: { plan: code, kind: 'apart', humans: n, records: parted.length },
  }
}

/** What has become of the records, as they are now, and what is left to do about them. */
export async function partedCard(turn: Turn, { code, personIds, groups }: About): Promise<Card> {
  const { say, ctx } = turn
  const people = await readPeople(ctx.keyed, ctx.clock(), personIds)
  const holders = new Map<string, number>()
  for (const { emailKey } of people) if (emailKey) holders.set(emailKey, (holders.get(emailKey) ?? 0) + 1)
  const shared = people.filter(({ emailKey }) => emailKey && holders.get(emailKey)! > 1)
  const connected = shared.filter(({ state }) => state === 'connected')
  const few = shared.length <= 2
  const buttons: Button[] = few
    ? [
        ...connected.map((person): Button => {
          const label = say('apart.disconnect', { name: fullName(person), company: person.companyName })
          return { label, say: `koppla från ${whoIs(person)}` }
        }),
        ...shared
          .filter(({ state }) => state !== 'connected')
          .map((person): Button => {
            const label = say('apart.address', { name: fullName(person), company: person.companyName })
            return { ...addressButton(say, person), label }
          }),
      ]
    : [{ label: say('plan.button.same'), say: 'samma person alla' }]
  return {
    kind: 'notice',
    tone: shared.length ? 'warning' : 'good',
    title: groups ? say('apart.done.many', { records: people.length }) : say('apart.done'),
    text: [
      shared.length ? `${say('apart.done.text')} ${say('apart.shared')}` : say('apart.free'),
      connected.length ? say('apart.connected', { names: connected.slice(0, shown).map(named).join(', ') }) : '',
    ]
      .filter(Boolean)
      .join(' '),
    rows: await rowsOf(turn, personIds),
    buttons,
    data: { plan: code, kind: 'apart', done: true, records: people.length },
  }
}

const named = (person: Parameters<typeof fullName>[0] & { companyName: string }) =>
  `${fullName(person)} (${person.companyName})`

async function namesOf({ ctx }: Turn, ids: readonly number[]): Promise<(some: readonly number[]) => string> {
  const people = new Map((await readPeople(ctx.keyed, ctx.clock(), ids)).map((person) => [person.id, named(person)]))
  return (some) => some.flatMap((id) => people.get(id) ?? []).join(', ')
}

async function rowsOf(turn: Turn, ids: readonly number[]): Promise<Card['rows']> {
  const { say, ctx } = turn
  const people = await readPeople(ctx.keyed, ctx.clock(), ids.slice(0, shown))
  return {
    head: [...(['name', 'company'] as const).map((column) => say(`list.head.${column}`)), say('apart.head.state')],
    body: people.map((p) => [
      nameOverAddress(say, p),
      `${p.number} ${p.companyName} (${p.companyNumber})`,
      stateWords(turn, p),
    ]),
  }
}
