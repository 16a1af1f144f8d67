import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Card, type FilterKey, keys } from '#bot'
import { registry } from '../../../src/commands/index.ts'
import { rows } from '../../../src/db/open.ts'
import { people as peopleTable } from '../../../src/db/schema/index.ts'
import { readPeople } from '../../../src/verification/people/people.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'

/** Whatever is typed is obeyed as this model says, or it is refused with its position. There is no third way. */
interface Known {
  number: string
  company: string
  unit: string
  role: string
  state: string
  email: string | null
  active: boolean
  lastSent: Date | null
  sends: string[]
  imports: string[]
}
type Test = (person: Known, value: string) => boolean

let product: Product
let known: Known[]
let codes: { send: [string, string]; import: [string, string] }
const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)

beforeAll(async () => {
  product = await startProduct()
  const columns = `${header};Enhet;Roll;Aktiv`
  const line = (n: number) => {
    const company = ['100;Acme AB', '200;Åkeri & Son AB', '300;Beta AB'][n % 3]
    const email = n % 5 === 0 ? '' : `p${n}@${n % 2 ? 'acme.example' : 'åkeri.example'}`
    return `${company};${n};Name${n};Öberg;${email};${['Lager', 'Kontor', ''][n % 4] ?? 'LAGER'};${n % 2 ? 'Chef' : ''};${n % 7 ? 'Ja' : 'Nej'}`
  }
  const load = async (from: number, to: number) => {
    const lines = Array.from({ length: to - from }, (_, i) => line(from + i))
    const plan = await product.say('owner', 'importera', [csv([columns, ...lines])])
    await product.say('owner', `bekräfta ${plan.data!.plan}`)
    return String(plan.data!.plan)
  }
  const imports: [string, string] = [await load(1, 11), await load(11, 19)]
  const sent = await product.say('owner', 'verifiera konton företag=100,200')
  await product.say('owner', `bekräfta ${sent.data!.plan}`)
  await product.settled()
  const { db } = product.database
  // The letters went one a day. Somebody has bounced, verified, been connected.
  await db.execute(
    sql`update deliveries set done_at = now() - (person_id % 6) * interval '1 day' - interval '1 minute'`,
  )
  await db.execute(sql`update people set email_problem = 'bounced' where number = '4'`)
  await db.execute(sql`update people set verified_at = now() where number = '7'`)
  await db.execute(sql`update people set connected_at = now(), connected_by = 'link' where number = '8'`)
  const planned = await product.say('owner', 'verifiera konton företag=300')
  codes = { send: [String(sent.data!.plan), String(planned.data!.plan)], import: imports }
  known = await readKnown()
})
afterAll(() => product.stop())

async function readKnown(): Promise<Known[]> {
  const { db } = product.database
  const ids = (await db.select({ id: peopleTable.id }).from(peopleTable)).map(({ id }) => id)
  const more = await rows<{ id: number; sent: string | null; sends: string[]; imports: string[] }>(
    db,
    sql`select id, (select max(done_at) from deliveries where person_id = p.id and state = 'sent') as sent,
      array(select code from plans join plan_people on plan_id = plans.id where person_id = p.id) as sends,
      array(select code from plans join import_rows on plan_id = plans.id where person_id = p.id) as imports
      from people p`,
  )
  return (await readPeople(db, new Date(), ids)).map((p) => {
    const { sent, sends, imports } = more.find(({ id }) => Number(id) === p.id)!
    const lastSent = sent ? new Date(sent) : null
    return { ...p, company: p.companyNumber, lastSent, sends, imports }
  })
}

const stockholm = (at: Date) => at.toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' })
const ageInHours = (at: Date) => (Date.now() - at.getTime()) / 3_600_000

/** For each key: values as typed, and whether one value fits a person, for `=` or for the operator itself. */
const model: Partial<Record<FilterKey, { values: () => string[]; test: Test; compare?: Record<'<' | '>', Test> }>> = {
  company: { values: () => ['100', '"Åkeri & Son AB"'], test: (p, v) => p.company === (v === '100' ? '100' : '200') },
  unit: { values: () => ['lager', 'Kontor'], test: (p, v) => p.unit.toLowerCase() === v.toLowerCase() },
  role: { values: () => ['Chef', 'Okänd'], test: (p, v) => p.role === v },
  status: {
    values: () => ['studsad', '"ej verifierad"'],
    test: (p, v) =>
      v === 'studsad'
        ? p.state === 'bounced'
        : ['missing_email', 'not_sent', 'queued', 'sent', 'expired', 'bounced'].includes(p.state),
  },
  email: {
    values: () => ['P2@ÅKERI.example', '@acme.example', 'saknas'],
    test: (p, v) =>
      v === 'saknas'
        ? p.email === null
        : v.startsWith('@')
          ? (p.email ?? '').endsWith(v)
          : p.email?.toLowerCase() === v.toLowerCase(),
  },
  active: { values: () => ['ja', 'nej'], test: (p, v) => p.active === (v === 'ja') },
  sent: {
    values: () => [day(1), day(3), '60h'],
    test: (p, v) => p.lastSent !== null && stockholm(p.lastSent) === v,
    compare: {
      '<': (p, v) => p.lastSent !== null && (v === '60h' ? ageInHours(p.lastSent) < 60 : stockholm(p.lastSent) < v),
      '>': (p, v) => p.lastSent !== null && (v === '60h' ? ageInHours(p.lastSent) > 60 : stockholm(p.lastSent) > v),
    },
  },
  send: { values: () => codes.send, test: (p, v) => p.sends.includes(v) },
  import: { values: () => codes.import, test: (p, v) => p.imports.includes(v) },
  again: { values: () => ['ja', 'nej'], test: () => true },
  page: { values: () => ['1', '2'], test: () => true },
}

const operators = ['=', '!=', '<', '>'] as const

/** Lists of no, one and two values. */
const lists = (values: string[]) => [[], ...values.map((v) => [v]), ...values.slice(1).map((v) => [values[0]!, v])]

function matching(key: FilterKey, operator: (typeof operators)[number], values: string[]): string[] {
  const { test, compare } = model[key]!
  const fits = (p: Known, v: string) => (operator === '<' || operator === '>' ? compare![operator](p, v) : test(p, v))
  const found = known.filter((p) => values.some((v) => fits(p, v)) !== (operator === '!='))
  return found.map((p) => p.number).sort()
}

/** Whether the parser refused the line, which it must with the position of the term or of a part of it. */
function isRefused(card: Card, from: number): boolean {
  if (!card.data?.refused) return false
  expect(card.data, card.title).toMatchObject({ at: expect.any(Number), length: expect.any(Number) })
  expect(card.data.at).toBeGreaterThanOrEqual(from)
  return true
}

const numbersOf = (card: Card) => (card.rows?.body ?? []).map((row) => row[2]!.split('\n')[0]!).sort()
const selecting = ['lista', 'exportera', 'status', 'verifiera konton']

describe('every key with every operator and no, one and two values', () => {
  it('knows every key of the grammar', () => {
    expect(Object.keys(model).sort()).toEqual(keys.map(({ key }) => key).sort())
  })

  it.each(selecting)(
    '%s obeys it or refuses it',
    async (command) => {
      let obeyed = 0
      for (const { key, sv } of keys)
        for (const operator of operators)
          for (const values of lists(model[key]!.values())) {
            const line = `${command} ${sv[0]}${operator}${values.join(',')}`
            const card = await product.say('owner', line)
            if (isRefused(card, command.length + 1)) continue
            if (key === 'page' && values[0] === '2') continue
            const meant = matching(key, operator, values)
            expect(card.data!.total ?? card.data!.matching, line).toBe(meant.length)
            if (command === 'lista') expect(numbersOf(card), line).toEqual(meant)
            obeyed++
          }
      expect(obeyed).toBeGreaterThan(35)
    },
    120_000,
  )

  it('obeys two terms of one key together', async () => {
    for (const [line, n] of [
      ['lista aktiv=ja aktiv!=ja', 0],
      ['lista aktiv!=ja aktiv!=nej', 0],
      ['lista aktiv=ja aktiv!=nej', known.filter((p) => p.active).length],
      [
        `lista skickad>${day(4)} skickad<${day(1)}`,
        known.filter((p) => p.lastSent && stockholm(p.lastSent) > day(4) && stockholm(p.lastSent) < day(1)).length,
      ],
      ['lista företag!=100 företag!=200', known.filter((p) => p.company === '300').length],
    ] as const)
      expect((await product.say('owner', line)).data!.total, line).toBe(n)
  })

  it.each(['historik', 'historik exportera'])('%s shows the entries meant and no others', async (command) => {
    const { db } = product.database
    await db.execute(sql`insert into identities (platform, workspace, "user", seen_at) values ('local', 'local', 'x', now())
      on conflict do nothing`)
    for (const number of ['1', '3', '4'])
      await product.say('owner', `verifiera ${number} epost=ny${number}@acme.example`)
    const all = await rows<{ company: string | null }>(
      db,
      sql`select c.number as company from audit a left join people p on p.id = a.person_id
        left join companies c on c.id = p.company_id order by a.id`,
    )
    const about = (companies: string[], not: boolean) =>
      all.filter(({ company }) => companies.includes(company ?? '') !== not).length
    const total = async (line: string) => {
      const card = await product.say('owner', line)
      return card.data!.total ?? (card.data!.events as unknown[]).length
    }
    const before = all.length
    const most = command === 'historik' ? 25 : 10_000
    expect(await total(`${command} företag=100`)).toBe(Math.min(most, about(['100'], false)))
    expect(await total(`${command} företag=100,200`)).toBe(Math.min(most, about(['100', '200'], false)))
    expect(await total(`${command} företag=300`)).toBe(Math.min(most, about(['300'], false)))
    expect(about(['100'], false)).toBeGreaterThan(0)
    expect(await total(`${command} företag!=100`)).toBe(Math.min(most, about(['100'], true)))
    expect(await total(`${command} skickad=${day(2)},${day(1)}`)).toBe(0)
    expect(await total(`${command} skickad=${day(1)},idag`)).toBe(Math.min(most, before))
    expect(await total(`${command} skickad>1h`)).toBe(0)
    expect(isRefused(await product.say('owner', `${command} skickad<7d,3d`), command.length + 1)).toBe(true)
  })
})

describe('commands about one person', () => {
  const single = registry.commands.filter((c) => c.keys.length && !selecting.includes(c.name) && c.words !== 'free')

  it('are all known here', () => {
    expect(single.map((c) => c.name).sort()).toEqual(
      [
        'brev',
        'brev ta bort',
        'brev ändra',
        'koppla från',
        'koppla godkänn',
        'koppla igen',
        'olika personer',
        'provbrev',
        'studsar rensa',
        'radera',
        'roll ge',
        'roll ta bort',
        'samma person',
        'utdrag',
        'verifiera',
      ].sort(),
    )
  })

  it.each([
    ['brev ändra företag!=100 namn=Acme', 'bad_operator'],
    ['brev ta bort företag!=100', 'bad_operator'],
    ['utdrag 2 företag=300', undefined],
    ['utdrag 2 företag!=300', 'unknown_person'],
    ['utdrag 2 företag=100,300', undefined],
    ['utdrag 2 företag=100', 'unknown_person'],
    ['radera 2 företag!=300', 'unknown_person'],
    ['koppla från 2 företag!=300', 'unknown_person'],
    ['samma person 300/2 5 företag=100', 'unknown_person'],
    ['verifiera 2 företag=100 epost=x@acme.example', 'unknown_person'],
    ['verifiera 2 epost!=x@acme.example', 'bad_operator'],
    ['verifiera 2 epost=x@acme.example,y@acme.example', 'too_many_values'],
    ['verifiera 2 epost=saknas', 'unknown_value'],
    ['verifiera 2 epost=@acme.example', 'unknown_value'],
    ['verifiera 2 epost=', 'missing_value'],
    ['verifiera 2 aktiv=ja', 'key_not_here'],
    ['roll ge slack:T1/U1 admin företag!=100', 'bad_operator'],
    ['roll ge slack:T1/U1 admin 100', 'unexpected_word'],
    ['roll ta bort slack:T1/U1 företag!=100', 'bad_operator'],
    ['roll ta bort slack:T1/U1 admin', 'unexpected_word'],
    ['samma person 2 3 4', 'unexpected_word'],
    ['olika personer 300/2 5 företag=100', 'unknown_person'],
    ['lista utskick=ZZZZ', 'unknown_code'],
    ['verifiera konton import!=ZZZZ', 'unknown_code'],
  ])('%s is %s', async (line, refused) => {
    const before = await rows(product.database.db, sql`select * from people order by id`)
    expect((await product.say('owner', line)).data?.refused).toBe(refused)
    expect(await rows(product.database.db, sql`select * from people order by id`)).toEqual(before)
  })

  it('an employee is told that a filter of status is for admins', async () => {
    const card = await product.say('employee:p1@acme.example', 'status företag=100')
    expect(card.data).toMatchObject({ refused: 'not_allowed', at: 7 })
  })
})
