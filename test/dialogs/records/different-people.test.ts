import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { rows } from '../../../src/db/open.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'

// Making a database takes seconds, and much longer on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let product: Product
const say = (line: string, as = 'owner') => product.say(as, line)
const confirm = async (line: string) => say(`bekräfta ${(await say(line)).data!.plan}`)
const state = async (who: string) => ((await say(`status ${who}`)).data!.person as { state: string }).state
const lines = ({ buttons = [] }: Awaited<ReturnType<typeof say>>) => buttons.flatMap((b) => ('say' in b ? [b.say] : []))
const leftOut = async (line: string) => {
  const { data } = await say(line)
  if (data!.plan) await say(`stoppa ${data!.plan}`)
  return data!.leftOut as Record<string, number>
}

beforeAll(async () => {
  product = await startProduct()
  const names = ['Ada Alm', 'Bea Berg', 'Cia Ceder', 'Dan Dahl', 'Eva Ek', 'Fia Frid', 'Gun Grön']
  const all = names.flatMap((name, i) => {
    const [given, family] = name.split(' ')
    return ['100;Acme AB', '200;Beta AB', ...(i === 4 ? ['300;Gamma AB'] : [])].map(
      (company) => `${company};00${i + 1};${given};${family};${given!.toLowerCase()}@acme.example`,
    )
  })
  const plan = await product.say('owner', 'importera', [csv([header, ...all])])
  await say(`bekräfta ${plan.data!.plan}`)
})
afterAll(() => product.stop())

it('whose letters wait to be sent: they do not go', async () => {
  const idle = await startProduct({ idle: true })
  const file = csv([header, '100;Acme AB;1;Dan;Dahl;dan@acme.example', '200;Beta AB;2;Dan;Dahl;dan@acme.example'])
  const decide = async (line: string, files = [] as (typeof file)[]) => {
    const { data } = await idle.say('owner', line, files)
    return idle.say('owner', `bekräfta ${data!.plan}`)
  }
  await decide('importera', [file])
  await decide('samma person 1 2')
  const send = await decide('verifiera konton')
  expect((await idle.say('owner', 'status 1')).data).toMatchObject({ person: { state: 'queued' } })
  await decide('olika personer 1 2')
  expect((await idle.say('owner', 'status 1')).data).toMatchObject({ person: { state: 'not_sent' } })
  const shown = await idle.say('owner', `utskick ${send.data!.send ?? send.data!.plan}`)
  expect(JSON.stringify(shown)).toContain('delar adress')
  await idle.stop()
})

it('of one’s own records is taken back by somebody else', async () => {
  const own = ['100;Acme AB;901', '200;Beta AB;902'].map((start) => `${start};Olle;Owner;owner@verifiera.example`)
  const file = csv([header, ...own])
  await say(`bekräfta ${(await product.say('owner', 'importera', [file])).data!.plan}`)
  const joined = await confirm('samma person 901 902')
  for (const line of [...lines(joined), 'olika personer 901 902'])
    expect([line, (await say(line)).data!.refused]).toEqual([line, 'own_record'])
  const plan = await say('olika personer 901 902', 'operator')
  expect((await say(`bekräfta ${plan.data!.plan}`, 'operator')).data).toMatchObject({ kind: 'apart', done: true })
})

describe('a join', () => {
  it('is taken back by its button, by names, and by an address; by an owner only', async () => {
    const joined = await confirm('samma person 100/001 200/001')
    const undo = lines(joined).find((line) => line.startsWith('olika personer'))!
    expect((await say(undo, 'admin')).data!.refused).toBe('not_allowed')
    const shown = await say('status 001 företag=100')
    expect(shown.facts).toContainEqual(['Räknas som samma person', 'Ada Alm, 001 (Beta AB)'])
    expect(lines(shown)).toContain('olika personer 001 företag=100')
    expect(lines(await say('status 001 företag=100', 'admin')).join()).not.toContain('olika personer')
    expect(await leftOut('verifiera konton 001 företag=100')).toEqual({})
    for (const line of [
      undo,
      'olika personer 100/001 200/001',
      'olika personer ada@acme.example',
      'different people 001 company=200',
    ]) {
      const plan = await say(line)
      expect([line, plan.data]).toEqual([line, expect.objectContaining({ kind: 'apart', records: 2 })])
      const done = await say(`bekräfta ${plan.data!.plan}`)
      expect(done.data).toMatchObject({ kind: 'apart', done: true, records: 2 })
      expect(lines(done)).toContain('verifiera 001 företag=200 epost=')
      expect(await leftOut('verifiera konton 001 företag=100')).toMatchObject({ shared_email: 1 })
      expect((await say(`bekräfta ${plan.data!.plan}`)).data!.refused).toBe('used')
      for (const again of [undo, 'olika personer 100/001 200/001', 'olika personer 001 företag=100'])
        expect((await say(again)).data!.refused).toBe('not_joined')
      await confirm('samma person 100/001 200/001')
    }
    expect(await leftOut('verifiera konton 001 företag=100')).toEqual({})
    expect((await say('historik 001 företag=100')).rows!.body.map(([what]) => what).join()).toContain('en annan person')
    expect((await say('historik kontrollera')).data).toMatchObject({ intact: true })
  })

  it('that has led to letters: the links die, and nobody is mailed before an address is changed', async () => {
    await confirm('samma person 100/002 200/002')
    await say('verifiera 002 företag=100')
    await product.settled()
    const token = await product.linkTo('bea@acme.example')
    expect(await state('002 företag=100')).toBe('sent')
    const plan = await say('olika personer bea@acme.example')
    expect(plan.text).toContain('Länkar')
    await say(`bekräfta ${plan.data!.plan}`)
    await product.app.page.verify(token)
    expect(await state('002 företag=100')).toBe('not_sent')
    expect((await say('verifiera 002 företag=100')).data!.refused).toBe('shared_email')
    expect((await say('verifiera 002 företag=200 epost=bea.b@beta.example')).tone).toBe('good')
    expect((await say('verifiera 002 företag=100 igen=ja')).tone).toBe('good')
  })

  it('in which somebody has been connected and somebody verified: the one stays, the other does not count', async () => {
    await confirm('samma person 100/003 200/003')
    await say('verifiera 003 företag=100')
    await product.settled()
    await product.app.page.verify(await product.linkTo('cia@acme.example'))
    expect(await state('003 företag=100')).toBe('connected')
    await rows(
      product.database.db,
      sql`update people set verified_at = now() where number = '003' and connected_at is null`,
    )
    expect(await state('003 företag=200')).toBe('verified')
    const plan = await say('olika personer cia@acme.example')
    expect(plan.text).toMatch(
      /inte heller: Cia Ceder \(Beta AB\).*Har koppling till Visma Connect: Cia Ceder \(Acme AB\)/,
    )
    const done = await say(`bekräfta ${plan.data!.plan}`)
    expect(lines(done)).toEqual(
      expect.arrayContaining(['koppla från 003 företag=100', 'verifiera 003 företag=200 epost=']),
    )
    expect([await state('003 företag=100'), await state('003 företag=200')]).toEqual(['connected', 'not_sent'])
  })

  it('of three records: one is taken out, and the others stay one', async () => {
    const all = await confirm('samma person alla företag=300')
    expect(all.data).toMatchObject({ records: 3 })
    const asked = await say('olika personer 100/005 200/005')
    expect(lines(asked)).toEqual(['olika personer 100/005', 'olika personer 200/005', 'olika personer 300/005'])
    const plan = await say('olika personer 300/005')
    expect(plan.text).toContain('De andra räknas fortfarande som samma person: Eva Ek (Acme AB), Eva Ek (Beta AB)')
    await say(`bekräfta ${plan.data!.plan}`)
    expect((await say('olika personer 005 företag=300')).data!.refused).toBe('not_joined')
    const two = await say('olika personer 005 företag=100')
    expect(two.data).toMatchObject({ kind: 'apart', records: 2 })
    await say(`stoppa ${two.data!.plan}`)
  })

  it('of many is taken back at once', async () => {
    const all = await confirm('samma person alla')
    const undo = lines(all).find((line) => line.startsWith('olika personer'))!
    for (const words of ['det var fel, de är olika personer', 'ångra', 'they are not the same person'])
      expect([words, lines(await say(words))[0]]).toEqual([words, undo])
    const plan = await say(undo)
    expect(plan.data!.humans).toBe(Number(all.data!.humans) - 1)
    expect(plan.text).toContain('Dina egna poster är inte med')
    expect(all.data!.humans).toBe(6)
    expect((await say('ja')).rows).toEqual(plan.rows)
    await say(`bekräfta ${plan.data!.plan}`)
    expect((await say(undo)).data!.refused).toBe('own_record')
    expect(await leftOut('verifiera konton 006')).toEqual({ shared_email: 2 })
  })
})
