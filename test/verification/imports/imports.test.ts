import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { rows } from '../../../src/db/open.ts'
import { companies, links, people } from '../../../src/db/schema/index.ts'
import { peopleFile, readPeopleFile } from '../../../src/files/people-file.ts'
import type { Context, Service } from '../../../src/verification/context.ts'
import { planImport } from '../../../src/verification/imports/imports.ts'
import { batch, importOutcomes } from '../../../src/verification/imports/outcomes.ts'
import type { FileRow } from '../../../src/verification/imports/rows.ts'
import { listPeople } from '../../../src/verification/people/lists.ts'
import { embeddedDatabase, type TestDatabase, testDatabase } from '../../support/database/database.ts'
import { actAs, applyImport, testService } from '../../support/service.ts'

// Making the embedded database takes seconds, and half a minute on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let database: TestDatabase
let service: Service
let owner: Context

beforeAll(async () => {
  database = await testDatabase()
  service = testService(database)
})
afterAll(() => database.drop())

beforeEach(async () => {
  await database.db.execute(sql`truncate companies, people, plans, identities restart identity cascade`)
  owner = await actAs(service)
})

type Cells = FileRow['cells']
const acme = { companyNumber: '100', company: 'Acme AB' }
const anna = { ...acme, number: '0001', givenName: 'Anna', familyName: 'Berg', email: 'anna@acme.example' }
const file = (...cells: (Cells | null)[]) => ({
  fileName: 'people.csv',
  rows: cells.map(
    (row, i): FileRow => ({ line: i + 2, cells: row ?? {}, ...(!row && { problem: 'unreadable' as const }) }),
  ),
})

/** Plans an import and applies it. Both must tell the same outcomes. */
async function run(ctx: Context, ...cells: (Cells | null)[]) {
  const planned = await planImport(ctx, file(...cells))
  const applied = await applyImport(ctx, planned.plan!.code)
  expect(applied).toMatchObject({ code: planned.plan!.code, rows: cells.length, outcomes: planned.outcomes })
  expect(Object.values(planned.outcomes).reduce((sum, n) => sum + n, 0)).toBe(cells.length)
  const kept = await rows<{ outcome: string }>(
    database.db,
    sql`select outcome from import_rows where plan_id = ${planned.plan!.id} order by line`,
  )
  return kept.map(({ outcome }) => outcome)
}

const person = async (number = '0001') => (await database.db.select().from(people).where(eq(people.number, number)))[0]!
const set = (values: Partial<typeof people.$inferInsert>, number = '0001') =>
  database.db.update(people).set(values).where(eq(people.number, number))

describe('an import', () => {
  it('creates, updates, and leaves alone; an empty cell clears nothing', async () => {
    expect(
      await run(owner, {
        ...anna,
        unit: 'Lager',
        role: 'Chef',
        active: 'Ja',
        startsOn: '2020-01-01 00:00:00',
        endsOn: '20271231',
        language: 'SV',
      }),
    ).toEqual(['created'])
    expect(await person()).toMatchObject({
      number: '0001',
      email: 'anna@acme.example',
      emailKey: 'anna@acme.example',
      unit: 'Lager',
      startsOn: '2020-01-01',
      endsOn: '2027-12-31',
      language: 'sv',
      active: true,
    })
    expect(await run(owner, { ...anna, unit: '', email: '' })).toEqual(['unchanged'])
    expect(await run(owner, { ...anna, unit: 'Butik', active: 'nej', protected: 'Ja' })).toEqual(['updated'])
    expect(await person()).toMatchObject({
      unit: 'Butik',
      role: 'Chef',
      email: 'anna@acme.example',
      active: false,
      protected: true,
    })
  })

  it('stores no invalid address, but the person', async () => {
    expect(await run(owner, { ...anna, email: 'anna at acme' }, { ...anna, number: '0002', email: '' })).toEqual([
      'invalid_email',
      'created',
    ])
    expect(await person()).toMatchObject({ givenName: 'Anna', email: null, emailKey: null })
    await run(owner, anna)
    expect(await run(owner, { ...anna, email: 'a@b@c', unit: 'Lager' })).toEqual(['invalid_email'])
    expect(await person()).toMatchObject({ email: 'anna@acme.example', unit: 'Lager' })
    const stored = await rows<{ all: string }>(
      database.db,
      sql`select string_agg(row::text, '') as all from import_rows`,
    )
    expect(stored[0]!.all).not.toContain('anna at acme')
  })

  it('never touches the address of somebody connected', async () => {
    await run(owner, anna)
    await set({ verifiedAt: service.clock(), connectedAt: service.clock(), connectedBy: 'link' })
    expect(await run(owner, { ...anna, email: 'other@acme.example', unit: 'Lager' })).toEqual(['already_connected'])
    expect(await run(owner, { ...anna, email: 'ANNA@acme.example', unit: 'Butik' })).toEqual(['updated'])
    expect(await run(owner, { ...anna, email: 'no address', unit: 'Butik' })).toEqual(['already_connected'])
    expect(await person()).toMatchObject({ emailKey: 'anna@acme.example', unit: 'Butik', connectedBy: 'link' })
  })

  it('makes an address that changes unverified, clears its problem and kills its links', async () => {
    await run(owner, anna)
    const { id } = await person()
    await set({
      verifiedAt: service.clock(),
      emailProblem: 'bounced',
      connectError: 'refused',
      connectNextAt: service.clock(),
    })
    const link = {
      personId: id,
      emailKey: anna.email,
      keyId: 'k1',
      nonce: new Uint8Array(32),
      createdAt: service.clock(),
      expiresAt: service.clock(),
    }
    await database.db.insert(links).values({ ...link, tokenHash: new Uint8Array([1]) })
    await run(owner, { ...anna, email: 'Anna@Acme.example' })
    expect(await person()).toMatchObject({
      email: 'Anna@Acme.example',
      verifiedAt: service.clock(),
      emailProblem: 'bounced',
    })
    expect((await database.db.select().from(links))[0]!.revokedAt).toBeNull()
    expect(await run(owner, { ...anna, email: 'anna.berg@acme.example' })).toEqual(['updated'])
    expect(await person()).toMatchObject({
      emailKey: 'anna.berg@acme.example',
      verifiedAt: null,
      emailProblem: null,
      connectError: null,
      connectNextAt: null,
    })
    expect((await database.db.select().from(links))[0]!.revokedAt).not.toBeNull()
  })

  it('counts the second line of the same company and number, not the same number elsewhere', async () => {
    expect(
      await run(
        owner,
        anna,
        { ...anna, email: 'second@acme.example' },
        { ...anna, companyNumber: '200', company: 'Beta' },
        null,
        { ...acme, number: '1' },
      ),
    ).toEqual(['created', 'duplicate_in_file', 'created', 'unreadable', 'looks_like'])
    expect(await person('1')).toBeUndefined()
    expect(await run(owner, null, anna, anna)).toEqual(['unreadable', 'unchanged', 'duplicate_in_file'])
  })

  it('stores no address that somebody else has verified, but one shared with somebody who has not', async () => {
    await run(owner, anna, { ...acme, number: '0002', email: anna.email })
    expect(await person('0002')).toMatchObject({ email: anna.email })
    await set({ verifiedAt: service.clock() })
    expect(await run(owner, { ...acme, number: '0003', email: ' ANNA@acme.example', unit: 'X' }, anna)).toEqual([
      'email_taken',
      'unchanged',
    ])
    expect(await person('0003')).toMatchObject({ email: null, unit: 'X' })
    const { id } = await person()
    await set({ human: id })
    await set({ human: id }, '0003')
    expect(await run(owner, { ...acme, number: '0003', email: anna.email })).toEqual(['updated'])
  })

  it('finds companies by number, else by exact name; several of one name are ambiguous', async () => {
    await database.db.insert(companies).values(
      ['100 Acme AB', '200 Acme Bygg AB', '300 Twin', '301 Twin'].map((text) => ({
        number: text.slice(0, 3),
        name: text.slice(4),
        createdAt: service.clock(),
      })),
    )
    const admin = await actAs(service, 'admin')
    expect(
      await run(
        admin,
        { company: ' acme  ab', number: '1' },
        { company: 'ACME', number: '1' },
        { company: 'twin', number: '1' },
        { companyNumber: '300', company: 'Twin', number: '1' },
        { companyNumber: '0100', number: '1' },
      ),
    ).toEqual(['created', 'outside_your_scope', 'ambiguous_person', 'created', 'looks_like'])
    expect(
      await run(
        owner,
        { company: 'Nytt', number: '1' },
        { companyNumber: '500', company: 'Femte', number: '1' },
        { company: 'femte', number: '2' },
        { companyNumber: '600', number: '1' },
        { company: 'NYTT', number: '2' },
      ),
    ).toEqual(Array(5).fill('created'))
    const all = await database.db.select({ number: companies.number, name: companies.name }).from(companies)
    expect(all.slice(4)).toEqual(
      expect.arrayContaining([
        { number: '500', name: 'Femte' },
        { number: '600', name: '600' },
        { number: '601', name: 'Nytt' },
      ]),
    )
    expect(all).toHaveLength(7)
  })

  it('asks where number and name contradict each other, and reads a name within the scope of an admin', async () => {
    const named = ['100 Acme AB', '200 Acme Bygg AB', '300 Twin', '301 Twin']
    await database.db
      .insert(companies)
      .values(named.map((text) => ({ number: text.slice(0, 3), name: text.slice(4), createdAt: service.clock() })))
    expect(await run(owner, { ...anna, company: 'Acme Bygg AB' }, { ...anna, company: 'Acme' })).toEqual([
      'ambiguous_person',
      'created',
    ])
    const [twin] = await database.db.select().from(companies).where(eq(companies.number, '300'))
    const admin = await actAs(service, 'admin', [twin!.id])
    expect(await run(admin, { company: 'Twin', number: '1' }, { ...anna, company: 'Twin' })).toEqual([
      'created',
      'outside_your_scope',
    ])
  })

  it('reads its own export back as unchanged', async () => {
    const names = ["'t Hart", '=1+1', ' "Nan";x', '+46', '-', '@', "O'Brien", 'Åsa\tÖst']
    await run(
      owner,
      ...names.map((familyName, i) => ({
        ...acme,
        number: `'00${i}`,
        familyName,
        email: `${i}+x@räksmörgås.example`,
        active: 'nej',
        language: 'en',
      })),
    )
    const { people: listed } = await listPeople(owner, {}, 0, 100)
    const read = await readPeopleFile((await peopleFile([listed])).bytes)
    expect(read.ok && (await planImport(owner, { fileName: 'x.csv', rows: read.file.rows })).outcomes).toEqual({
      unchanged: names.length,
    })
  })

  it('tells how many rows are done, wherever they stand in their file', async () => {
    const far = Array.from(
      { length: batch + 1 },
      (_, i): FileRow => ({ line: 3 * i + 9, cells: { ...acme, number: `${i}` } }),
    )
    const steps: string[] = []
    const told: Context = {
      ...owner,
      report: ({ work, done, total }) => void steps.push(`${work} ${done} of ${total}`),
    }
    const planned = await planImport(told, { fileName: 'people.csv', rows: far })
    await applyImport(told, planned.plan!.code)
    expect(steps).toEqual(['file', 'import'].flatMap((work) => [`${work} 500 of 501`, `${work} 501 of 501`]))
  })

  it('works on the embedded database', async () => {
    const embedded = await embeddedDatabase()
    const ctx = await actAs(testService(embedded))
    const planned = await planImport(
      ctx,
      file(anna, null, { ...anna, email: 'x' }, { company: 'Nytt', number: '9', startsOn: '2026-01-31' }),
    )
    expect(planned.outcomes).toEqual({ created: 2, unreadable: 1, duplicate_in_file: 1 })
    expect((await applyImport(ctx, planned.plan!.code)).outcomes).toEqual(planned.outcomes)
    expect((await planImport(ctx, file(anna, { ...anna, number: '2', unit: 'X' }))).outcomes).toEqual({
      unchanged: 1,
      created: 1,
    })
    await embedded.drop()
  })

  it('stays within the companies of an admin', async () => {
    await run(owner, anna, { companyNumber: '200', company: 'Beta', number: '1' })
    const [beta] = await database.db.select().from(companies).where(eq(companies.number, '200'))
    const admin = await actAs(service, 'admin', [beta!.id])
    expect(
      await run(
        admin,
        { ...anna, unit: 'X' },
        { company: 'Beta', number: '1', unit: 'Y' },
        { company: 'Gamma', number: '1' },
      ),
    ).toEqual(['outside_your_scope', 'updated', 'outside_your_scope'])
    expect(await person()).toMatchObject({ unit: '' })
  })

  it('lets only an owner lift the protection of an identity, and shows nobody who has it', async () => {
    const planned = await planImport(owner, file({ ...anna, protected: 'Ja' }, { ...acme, number: '2' }))
    expect(planned.examples.created?.map(({ number }) => number)).toEqual(['2'])
    await applyImport(owner, planned.plan!.code)
    const unread = await planImport(owner, file({ ...anna, number: '' }, { ...anna, number: '', protected: 'Ja' }))
    expect(unread.examples.unreadable?.map(({ name }) => name)).toEqual([`${anna.givenName} ${anna.familyName}`, ''])
    const admin = await actAs(service, 'admin')
    expect(await run(admin, { ...anna, protected: 'Nej' })).toEqual(['created'])
    expect(await run(owner, { ...anna, protected: 'Nej' })).toEqual(['updated'])
  })

  it('calls unreadable only what may be about somebody else', async () => {
    for (const bad of [
      { number: '' },
      { companyNumber: '', company: ' ' },
      { protected: '?' },
      { number: 'x'.repeat(41) },
      { number: '1,23457E+11' },
      { number: '2003-12-01' },
      { companyNumber: '1E+05' },
    ]) {
      expect(await run(owner, { ...anna, ...bad })).toEqual(['unreadable'])
    }
    expect(await rows(database.db, sql`select 1 from people`)).toHaveLength(0)
    expect(
      await run(owner, { ...anna, language: 'fi', givenName: 'A\u202en\0na', familyName: '  Berg \n Öst ' }),
    ).toEqual(['created'])
    expect(await person()).toMatchObject({ language: null, givenName: 'Anna', familyName: 'Berg Öst' })
  })

  it('stores the address though another cell cannot be read, and names the cell', async () => {
    const bad = {
      startsOn: '2026-02-30',
      endsOn: 'tills vidare',
      active: 'kanske',
      unit: 'x'.repeat(1025),
      givenName: 'Bj?rn',
    }
    const planned = await planImport(owner, file({ ...anna, ...bad }))
    expect(planned.outcomes).toEqual({ created: 1 })
    expect(planned.notes).toMatchObject({
      day: { cells: 2, columns: ['startsOn', 'endsOn'], lines: [2] },
      yes_no: { columns: ['active'] },
      too_long: { columns: ['unit'] },
      lost_letters: { columns: ['givenName'] },
    })
    await applyImport(owner, planned.plan!.code)
    expect(await person()).toMatchObject({
      email: anna.email,
      givenName: '',
      familyName: 'Berg',
      startsOn: null,
      unit: '',
    })
  })

  it('reads days as Swedes and spreadsheets write them, and asks once if a column has two readings', async () => {
    const days = ['29-aug-26', '29/8 2026', '29.8.2026', '2026/8/29', '46263', '29 augusti 2026', '2026-08-29 00:00']
    const people = days.map((startsOn, i) => ({ ...anna, number: `${i}`, email: '', startsOn }))
    await run(owner, ...people, { ...anna, number: '8', email: '', startsOn: '31/12/2026' })
    for (const i of days.keys()) expect([days[i], (await person(`${i}`)).startsOn]).toEqual([days[i], '2026-08-29'])
    const two = file({ ...anna, number: '9', email: '', startsOn: '03/04/2026' })
    expect(await planImport(owner, two)).toMatchObject({ dayOrders: ['dmy', 'mdy'], outcomes: { created: 1 } })
    const told = await planImport(owner, { ...two, answers: { dayOrder: 'mdy' } })
    await applyImport(owner, told.plan!.code)
    expect(await person('9')).toMatchObject({ startsOn: '2026-03-04' })
  })

  it('takes an address out of what stands around it, where only one meaning is possible', async () => {
    const cells = [
      '\u200banna@acme.example\u2060',
      'mailto:anna@acme.example',
      'Anna Berg <anna@acme.example>',
      'anna@acme.example;',
      'anna@acme.example.',
      '"anna@acme.example"',
      'an\u00adna@acme.example_x000D_',
      'anna@acme.example, anna@acme.example',
      'anna @ acme.example',
    ]
    for (const [i, email] of cells.entries()) {
      expect([email, await run(owner, { ...anna, number: `${i}`, email })]).toEqual([email, ['created']])
      expect((await person(`${i}`)).email).toBe('anna@acme.example')
    }
    for (const email of [
      'a@acme.example; b@acme.example',
      'anna@acme,se',
      'anna berg@acme.example',
      'anna(at)acme.example',
    ])
      expect([email, await run(owner, { ...anna, number: `x${email.length}`, email })]).toEqual([
        email,
        ['invalid_email'],
      ])
  })

  it('makes no new person of a number that has lost its zeros', async () => {
    await run(owner, { ...anna, companyNumber: '0100', number: '002837' })
    for (const other of [{ number: '2837' }, { number: '2837.0' }, { companyNumber: '100', number: '002837' }]) {
      const mangled = file({ ...anna, companyNumber: '0100', unit: 'Lager', ...other })
      const planned = await planImport(owner, mangled)
      expect(planned).toMatchObject({ outcomes: { looks_like: 1 }, changes: 0, founded: [] })
      expect((await applyImport(owner, planned.plan!.code)).outcomes).toEqual({ looks_like: 1 })
      expect(await planImport(owner, { ...mangled, answers: { acceptLooks: true } })).toMatchObject({
        outcomes: { updated: 1 },
      })
    }
    expect(
      await run(owner, { ...acme, companyNumber: '0100', number: '2837', givenName: 'Gösta', familyName: 'Ek' }),
    ).toEqual(['created'])
    expect(await run(owner, { ...anna, companyNumber: '0100', number: '="002837"' })).toEqual(['unchanged'])
  })

  it('tells an admin of no protected identity by zeros that its number has lost', async () => {
    const hidden = { ...acme, protected: 'Ja' }
    await run(
      owner,
      { ...hidden, number: '0007', givenName: 'Pia', familyName: 'Berg' },
      { ...hidden, number: '0008', givenName: 'Pål', familyName: 'Ek' },
      { ...acme, number: '0009', givenName: 'Ola', familyName: 'Alm' },
    )
    const mangled = file(
      { ...acme, number: '7', givenName: 'Pia', familyName: 'Berg' },
      { ...acme, number: '8', givenName: 'Ny', familyName: 'Namn' },
      { ...acme, number: '9', givenName: 'Ny', familyName: 'Namnsson' },
    )
    const admin = await actAs(service, 'admin')
    expect((await planImport(admin, mangled)).outcomes).toEqual({ created: 3 })
    expect((await planImport(owner, mangled)).outcomes).toEqual({ looks_like: 3 })
    // Two rows of one file look alike, whoever is known.
    const both = file(...['0007', '7'].map((number) => ({ ...acme, number, givenName: 'Pia', familyName: 'Berg' })))
    expect((await planImport(admin, both)).outcomes).toEqual({ created: 1, looks_like: 1 })
    const accepted = await planImport(admin, { ...both, answers: { acceptLooks: true } })
    expect(accepted.outcomes).toEqual({ created: 1, duplicate_in_file: 1 })
    expect((await applyImport(admin, accepted.plan!.code)).outcomes).toEqual(accepted.outcomes)
    expect(await rows(database.db, sql`select 1 from people`)).toHaveLength(3)
  })

  it('finds somebody stored under a number as the file writes it before one that it may mean', async () => {
    await run(owner, { ...anna, number: '2837' })
    await set({ number: '2.837' }, '2837')
    expect(await run(owner, { ...anna, number: '2.837', unit: 'Lager' })).toEqual(['updated'])
    expect(await run(owner, { ...acme, number: '2.837', unit: 'Butik' }, { ...acme, number: '2.837' })).toEqual([
      'updated',
      'duplicate_in_file',
    ])
    expect(await rows(database.db, sql`select 1 from people`)).toHaveLength(1)
  })

  it('refuses the whole file for a personal identity number, before anything is written', async () => {
    for (const bad of [
      file(anna, { ...anna, unit: '19121212-1212' }),
      { ...file(anna), fileName: 'lista 121212-1212.csv' },
      file({ ...anna, number: '121212-1212' }),
      file({ ...anna, email: '1212121212@x.example' }),
      file({ ...anna, familyName: 'Berg 121 212 12 12' }),
    ]) {
      await expect(planImport(owner, bad)).rejects.toMatchObject({ code: 'personal_number' })
    }
    for (const table of ['people', 'plans', 'import_rows', 'companies'])
      expect(await rows(database.db, sql`select 1 from ${sql.raw(table)}`)).toHaveLength(0)
  })

  it('judges anew when it is confirmed, and only once', async () => {
    const first = await planImport(owner, file(anna, { ...acme, number: '0002', email: 'b@acme.example' }))
    const second = await planImport(owner, file(anna))
    expect(second.outcomes).toEqual({ created: 1 })
    await applyImport(owner, first.plan!.code)
    expect((await applyImport(owner, second.plan!.code)).outcomes).toEqual({ unchanged: 1 })
    await expect(applyImport(owner, second.plan!.code)).rejects.toMatchObject({ code: 'used' })
    await expect(
      applyImport(await actAs(service), (await planImport(owner, file(anna))).plan!.code),
    ).rejects.toMatchObject({ code: 'not_yours' })
  })

  it('creates each person once when two files are confirmed at the same moment', async () => {
    const plans = await Promise.all(
      [1, 2, 3, 4].map(() => planImport(owner, file(anna, { company: 'Nytt', number: '9' }))),
    )
    const results = await Promise.all(plans.map(({ plan }) => applyImport(owner, plan!.code)))
    expect(results.filter(({ outcomes }) => outcomes.created === 2)).toHaveLength(1)
    expect(results.filter(({ outcomes }) => outcomes.unchanged === 2)).toHaveLength(3)
    expect(await rows(database.db, sql`select 1 from people`)).toHaveLength(2)
  })

  it('has no plan for a file without rows, and only outcomes of the list', async () => {
    expect(await planImport(owner, file())).toMatchObject({ plan: null, rows: 0, outcomes: {} })
    expect(importOutcomes).toHaveLength(12)
  })

  it('takes thousands of rows in batches', async () => {
    const many = Array.from({ length: 2500 }, (_, i) => ({
      ...acme,
      number: String(i).padStart(5, '0'),
      email: `p${i}@acme.example`,
    }))
    const outcomes = await run(owner, ...many)
    expect(new Set(outcomes)).toEqual(new Set(['created']))
    expect(await rows(database.db, sql`select 1 from people`)).toHaveLength(2500)
    const unset = await rows(database.db, sql`select 1 from import_rows where person_id is null`)
    expect(unset).toHaveLength(0)
  })
})
