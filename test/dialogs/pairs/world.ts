import { sql } from 'drizzle-orm'
import type { Card, Who } from '#bot'
import { rows } from '../../../src/db/open.ts'
import { cast, type Installation, inSlack } from '../../rights/installation.ts'

/** What two people may say of one plan or send at the same moment. */
export const words = [
  'confirm',
  'stop',
  'approve',
  'refuse',
  'pause',
  'resume',
  'retry',
  'plan again',
  'role removed',
  'person erased',
  'address changed',
  'import confirm',
] as const
export type Word = (typeof words)[number]

/** Where a pair may meet: the state of the plan or send that the first of them finds. */
export const states = ['open', 'awaiting', 'running', 'paused', 'stopped'] as const
export type State = (typeof states)[number]

/** The states in which a word has something to do; none: wherever the other word has. */
const at: { [word in Word]?: State[] } = {
  confirm: ['open'],
  approve: ['awaiting'],
  refuse: ['awaiting'],
  pause: ['running'],
  resume: ['paused'],
  retry: ['stopped'],
}

export const meetings: { one: Word; other: Word; state: State }[] = words.flatMap((one, i) =>
  words.slice(i).flatMap((other) => {
    const where = [...new Set([...(at[one] ?? []), ...(at[other] ?? [])])]
    return (where.length ? where : (['running'] as const)).map((state) => ({ one, other, state }))
  }),
)

export interface World {
  say(word: Word): Promise<Heard>
  /** Everything that the words can change, without what differs from world to world. */
  stands(): Promise<unknown>
}

/** An answer without what differs from world to world, such as codes. */
export interface Heard {
  word: Word
  tone: string
  title: string
  data: unknown
}

let count = 0
const header = 'Företagsnr;Företag;Anställningsnr;Förnamn;Efternamn;E-post Visma Connect;Enhet'

/** People, a requester and a plan or send of their own in the given state, and open plans for the given words. */
export async function makeWorld(installation: Installation, state: State, about: readonly Word[]): Promise<World> {
  count += 1
  const n = count
  const { db } = installation.database
  const size = state === 'awaiting' ? 5 : 2
  await db.execute(sql`insert into people (company_id, number, given_name, family_name, email, email_key, unit, created_at, updated_at)
    select c.id, ${`W${n}-`} || i, 'Vera', 'Värld' || i, ${`w${n}-`} || i || '@acme.example', ${`w${n}-`} || i || '@acme.example',
      ${`Enhet${n}`}, now(), now() from companies c, generate_series(1, ${size}::int) i where c.number = '100'`)
  const requester: Who = inSlack(`U0WORLD${n}`, `requester-${n}@acme.example`)
  const must = async (who: Who, line: string): Promise<Card> => {
    const card = await installation.card(who, line)
    if (card.data?.refused) throw new Error(`${line}: ${card.title}`)
    return card
  }
  await must(cast.owner, `roll ge slack:T0HOME/U0WORLD${n} admin`)
  const line = `verifiera konton enhet=Enhet${n}`
  const code = String((await must(requester, line)).data!.plan)
  if (state !== 'open') await must(requester, `bekräfta ${code}`)
  if (state === 'paused') await must(requester, `pausa ${code}`)
  if (state === 'stopped') await must(requester, `stoppa ${code}`)
  const erasure = about.includes('person erased') ? (await must(cast.owner, `radera W${n}-1`)).data!.plan : ''
  const file = [
    header,
    `100;Acme AB;W${n}-1;Vera;Värld1;file${n}@acme.example;Enhet${n}`,
    `100;Acme AB;W${n}-9;Ny;Person;;Enhet${n}`,
  ]
  const upload = about.includes('import confirm') ? (await installation.uploadFile(cast.owner, file)).data!.plan : ''
  const lines: Record<Word, [Who, string]> = {
    confirm: [requester, `bekräfta ${code}`],
    stop: [requester, `stoppa ${code}`],
    approve: [cast.admin, `godkänn ${code}`],
    refuse: [cast.admin, `stoppa ${code}`],
    pause: [requester, `pausa ${code}`],
    resume: [requester, `återuppta ${code}`],
    retry: [requester, `försök igen ${code}`],
    'plan again': [requester, `${line} igen=ja`],
    'role removed': [cast.owner, `roll ta bort slack:T0HOME/U0WORLD${n}`],
    'person erased': [cast.owner, `bekräfta ${erasure}`],
    'address changed': [cast.owner, `verifiera W${n}-1 företag=100 epost=new${n}@acme.example`],
    'import confirm': [cast.owner, `bekräfta ${upload}`],
  }
  const plain = (value: unknown): unknown =>
    JSON.parse(
      JSON.stringify(value)
        .replaceAll(code, 'CODE')
        .replaceAll(/"(plan|send)":"(?!CODE)[A-Z2-9]{4,}"/g, '"$1":"NEW"')
        .replaceAll(/\b(W|w|Enhet|U0WORLD|requester-|new|file)\d+/g, '$1')
        .replaceAll(new RegExp(`${erasure || 'none'}|${upload || 'none'}`, 'g'), 'OTHER'),
    )
  return {
    async say(word) {
      const { tone, title, data } = await installation.card(...lines[word])
      return plain({ word, tone, title, data }) as Heard
    },
    async stands() {
      const mine = sql`select id from people where unit = ${`Enhet${n}`}`
      const parts = await Promise.all(
        [
          sql`select number, email_key, given_name from people where id in (${mine}) order by number`,
          sql`select state from plans where code = ${code}`,
          sql`select state, total from sends where code = ${code}`,
          sql`select coalesce(s.kind) as kind, p.number, d.action, d.email_key, d.state, d.reason from deliveries d
            join sends s on s.id = d.send_id join people p on p.id = d.person_id where p.id in (${mine}) order by 1, 2, 4`,
          sql`select role from roles r join identities i on i.id = r.identity_id where i."user" = ${`U0WORLD${n}`}`,
          sql`select action from audit where code = ${code} and action <> 'refused' order by action`,
        ].map((query) => rows(db, query)),
      )
      return plain(parts)
    },
  }
}
