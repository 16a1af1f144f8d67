import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { nearestOf } from '../../../src/verification/imports/founding.ts'
import { factsOf, importsInto, linesOf } from '../../support/imports.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'

// Making a database takes seconds, and much longer on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let product: Product
beforeAll(async () => {
  product = await startProduct({ idle: true })
})
afterAll(() => product.stop())

const { sent, press, confirmed } = importsInto(() => product)

describe('a row that is no person', () => {
  it('is named for what it is: the header again, however spelt, a sum, a line', async () => {
    const planned = await sent(
      '100;Acme AB;1;Li;Ek;li@acme.example',
      header,
      'FÖRETAGSNUMMER; Företag ;Anst.nr;Förnamn;Efternamn;E-post',
      '-;-;-;-;-;-',
      '100;Acme AB;2;Bo;Ek;bo@acme.example',
      'Summa;;2;;;',
      'Antal: 2;;;;;',
      ';;Totalt;2;;',
    )
    expect(planned.data).toMatchObject({ rows: 8, outcomes: { created: 2, unreadable: 6 } })
    expect(factsOf(planned)).toMatchObject({
      'rubriken upprepad, ingen person': '2 rader (rad 3, 4)',
      'summarad, ingen person': '3 rader (rad 7, 8, 9)',
      'rad med bara streck, ingen person': '1 rad (rad 5)',
    })
    expect(planned.text).toMatch(/^Filen skapar ett nytt företag: Acme AB \(100\)\.\n[^\n]*$/)
    // Nothing of them is to be corrected.
    expect(linesOf(planned).some((line) => line.startsWith('rätta'))).toBe(false)
    expect((await press(planned, 'bekräfta')).data!.outcomes).toEqual({ created: 2, unreadable: 6 })
  })
})

describe('rows below one that names their company, as where cells are merged', () => {
  const rows = [
    '100;Acme AB;11;Li;Ek;li11@acme.example',
    ';;12;Bo;Ek;bo12@acme.example',
    ';;13;Cia;Ek;cia13@acme.example',
    'Summa Acme AB;;3;;;',
    ';;14;Gun;Ek;gun14@acme.example',
    '200;Beta AB;11;Dan;Ek;dan11@beta.example',
    ';;12;Eva;Ek;eva12@beta.example',
    ';;;Fia;Ek;fia@beta.example',
  ]

  it('belong to it after one press, and not before', async () => {
    const planned = await sent(...rows)
    expect(planned.data!.outcomes).toEqual({ created: 2, unreadable: 6 })
    expect(planned.text).toContain('4 rader saknar företag men står under en rad som har ett')
    const filled = await press(planned, ' fyll ja')
    expect(filled.data!.outcomes).toEqual({ created: 6, unreadable: 2 })
    expect(filled.note).toContain('Företaget är ifyllt från raden ovanför')
    expect(linesOf(filled).some((line) => line.includes('fyll'))).toBe(false)
    await press(filled, 'bekräfta')
    expect((await product.say('owner', 'lista företag=200')).data).toMatchObject({ total: 2 })
    expect((await product.say('owner', 'status 12 företag=200')).title).toContain('Eva')
  })

  it('are not offered it in a file that names no company at all', async () => {
    const asked = await product.say('owner', 'importera', [
      csv(['Anställningsnr;E-post Visma Connect', '21;li21@acme.example', '22;bo22@acme.example']),
    ])
    const planned = await press(asked, 'företag 100')
    expect(linesOf(planned).some((line) => line.includes('fyll'))).toBe(false)
  })
})

describe('names that have moved', () => {
  const number = (i: number) => String(3000 + i)
  const given = ['Anna', 'Bo', 'Cia', 'Dan', 'Eva', 'Fia', 'Gun', 'Hans', 'Ida', 'Jan']
  const name = (i: number) => `${given[i % 10]};${given[(i + 3) % 10]}sson`
  const line = (i: number, names: string) => `400;Tall AB;${number(i)};${names};p${i}@tall.example`
  const people = Array.from({ length: 20 }, (_, i) => i)
  beforeAll(() => confirmed(...people.map((i) => line(i, name(i)))))

  it.each([
    ['by a row', (i: number) => name((i + 1) % 20)],
    ['in the sorting', (i: number) => name(19 - i)],
    ['with the family names alone', (i: number) => `${name(i).split(';')[0]};${name((i + 1) % 20).split(';')[1]}`],
  ])('%s are said in the first line', async (_, moved) => {
    const planned = await sent(...people.map((i) => line(i, i < 6 ? name(i) : moved(i))))
    expect(planned.text).toMatch(/^1[0-4] kända personer får varandras namn i filen \(rad \d+(, \d+)+ …\)/)
    await product.say('owner', `stoppa ${planned.data!.plan}`)
  })

  it('are not seen where some have changed theirs', async () => {
    const planned = await sent(...people.map((i) => line(i, i % 4 ? name(i) : `${given[i % 10]};Nygren${i}`)))
    expect(planned.data!.outcomes).toMatchObject({ updated: 5 })
    expect(planned.text).not.toContain('varandras namn')
  })
})

describe('rows below a second header that lacks a column', () => {
  it('are named for it, and come back to be filled in', async () => {
    const planned = await sent(
      '100;Acme AB;71;Li;Ek;li71@acme.example',
      'Företagsnr;Anställningsnr;Efternamn;Förnamn;E-post privat',
      '100;72;Ek;Bo;bo@home.example',
    )
    expect(planned.data).toMatchObject({ rows: 3, outcomes: { created: 1, unreadable: 2 } })
    expect(factsOf(planned)['kolumnen saknas under rubriken ovanför, raden läses inte']).toBe(
      '1 cell (E-post Visma Connect, rad 4)',
    )
    const { files } = await press(planned, 'rätta')
    expect(Buffer.from(files![0]!.bytes).toString()).toContain('\r\n100;;72;Bo;Ek;;4;E-post Visma Connect: ingenting;')
  })
})

describe('addresses that have moved by a row', () => {
  const line = (i: number, at: number) => `450;Gran AB;${3000 + i};Li${i};Ek${i};g${at}@gran.example`
  const people = [0, 1, 2, 3, 4, 5]
  beforeAll(() => confirmed(...people.map((i) => line(i, i))))

  it('are said, also where all are verified and none of them is stored', async () => {
    const moved = people.map((i) => line(i, (i + 1) % 6))
    const before = await sent(...moved)
    expect(before.data!.outcomes).toEqual({ updated: 6 })
    expect(factsOf(before)['Adresser som byter ägare']).toMatch(/^6 adresser .* \(rad 2, 3, 4, 5, 6 …\)/)
    await product.app.service.db.execute(
      sql`update people set verified_at = now() where company_id = (select id from companies where number = '450')`,
    )
    const planned = await sent(...moved)
    expect(planned.data!.outcomes).toEqual({ email_taken: 6 })
    expect(factsOf(planned)['Adresser som byter ägare']).toMatch(/^6 adresser /)
  })
})

describe('the number of one company with the name of another', () => {
  beforeAll(() => confirmed('510;Alfa AB;1;Li;Ek;li@alfa.example', '520;Omega AB;1;Bo;Ek;bo@omega.example'))

  it('is said, with both', async () => {
    const planned = await sent('510;Omega AB;2;Cia;Ek;cia@alfa.example', '510;Omega AB;3;Dan;Ek;dan@alfa.example')
    expect(planned.data!.outcomes).toEqual({ ambiguous_person: 2 })
    expect(planned.text).toMatch(
      /^Företagsnr 510 är Alfa AB, men i filen heter det Omega AB, som har nummer 520 \(2 rader\)/,
    )
  })

  it('is said of a name that nobody knows, and not of another spelling', async () => {
    const planned = await sent('510;Zebra Bygg AB;2;Cia;Ek;cia@alfa.example')
    expect(planned.data!.outcomes).toEqual({ created: 1 })
    expect(planned.text).toMatch(/^Företagsnr 510 är Alfa AB, men i filen heter det Zebra Bygg AB \(1 rad\)/)
    for (const name of ['Alfa Aktiebolag', 'ALFA', 'Alfa Sverige AB', 'Alffa AB'])
      expect((await sent(`510;${name};2;Cia;Ek;cia@alfa.example`)).text).not.toContain('Företagsnr 510 är')
  })
})

describe('the nearest company', () => {
  const known = [
    'Acme AB',
    'Acme Bay AB',
    'Acme Bygg AB',
    'Acme Norr AB',
    'Beta Transport AB',
    'Svea Städ i Karlstad AB',
  ]
  const nearest = nearestOf(known.map((name, i) => ({ number: `${i}`, name })))
  it.each([
    ['Acme Byg', 'Acme Bygg AB', true],
    ['Acme Bygg HB', 'Acme Bygg AB', true],
    ['Aktiebolaget Acme', 'Acme AB', true],
    ['Acme Nord AB', 'Acme Norr AB', false],
    ['Akme Bygg AB', 'Acme Bygg AB', false],
    ['Acme Väst AB', 'Acme AB', false],
    ['Acme Bygg Öst AB', 'Acme Bygg AB', false],
    ['Beta Transprot', 'Beta Transport AB', true],
    ['Svea Städ Karlstad', 'Svea Städ i Karlstad AB', false],
    ['Nova AB', undefined, undefined],
  ])('of %s is %s', (name, near, likely) => {
    const found = nearest('99', name)
    expect([found?.name, found?.likely]).toEqual([near, likely])
  })
})

describe('a row whose cells cannot be told apart', () => {
  it('comes back with what it said, in the columns that are read', async () => {
    const planned = await product.say('owner', 'importera', [
      csv([
        'Företagsnr;Lön;Anställningsnr;Förnamn;Efternamn;E-post Visma Connect',
        '100;30000;31;Li;"Ek;li31@acme.example',
        '100;30000;32;Bo;Ek;bo32@acme.example',
        '100;30000;33;Cia;av;Ek;för;många',
      ]),
    ])
    expect(planned.data!.outcomes).toEqual({ unreadable: 2, created: 1 })
    const { files } = await press(planned, 'rätta')
    const text = Buffer.from(files![0]!.bytes).toString('utf8')
    expect(text).toContain('\r\n100;31;Li;Ek;li31@acme.example;2;')
    expect(text).toContain('\r\n100;33;Cia;av;Ek för många;4;')
    expect(text).not.toContain('30000')
  })

  it('is refused as a whole when a cell has pushed the others and the last one was empty', async () => {
    // Who once had the first day as the last one would be taken for somebody who has left.
    const planned = await product.say('owner', 'importera', [
      csv([
        'Företagsnr;Anställningsnr;Efternamn;Förnamn;E-post Visma Connect;Enhet;Anställd från;Anställd till',
        '100;41;Ek;Berg;Li;li41@acme.example;Lager;2022-10-10;',
        '100;42;Ek;Bo;bo42@acme.example;Lager;2022-10-10;',
        '100;43;Ek;Cia;;Lager;2022-10-10;;',
      ]),
    ])
    expect(planned.data!.outcomes).toEqual({ unreadable: 1, created: 2 })
    expect(planned.rows!.body).toContainEqual(['rad som inte går att läsa', 'Berg Ek\n41', '100\nrad 2'])
  })
})
