import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { rows } from '../../../src/db/open.ts'
import { nearestOf } from '../../../src/verification/imports/founding.ts'
import { type Card, factsOf, importsInto } from '../../support/imports.ts'
import { type Product, startProduct } from '../../support/product.ts'

// Making a database takes seconds, and much longer on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let product: Product
beforeAll(async () => {
  product = await startProduct({ idle: true })
})
afterAll(() => product.stop())

const { sent, press, confirmed } = importsInto(() => product)
const says = ({ buttons = [] }: Card) =>
  buttons.map((button) => ('say' in button ? `${button.label}: ${button.say}` : ''))
const confirm = async (...lines: string[]) => {
  const planned = await sent(...lines)
  return product.say('owner', `bekräfta ${planned.data!.plan}`)
}
const foundingsOf = (card: Card) => says(card).filter((one) => one.includes(' grunda '))
const companies = () =>
  rows(
    product.app.service.db,
    sql`select number, name from companies where number in ('100', '200', '210') order by number`,
  )

describe('a company that an import would found', () => {
  it.each([
    ['2', 'Butik 12', '1', 'Butik 13'],
    ['2', 'Acme Norr AB', '1', 'Acme Nord AB'],
    ['1000', 'Zeta AB', '100', 'Acme AB'],
  ])('with the number %s, called %s, is near to %s %s, and not taken for it', (number, name, near, known) => {
    expect(nearestOf([{ number: near, name: known }])(number, name)).toEqual({
      number: near,
      name: known,
      likely: false,
    })
  })

  it.each(['Tall och Gran AB', 'Tall o Gran', 'TALL+GRAN AB', 'Tall and Gran', 'Tall/Gran Aktiebolag'])(
    'called %s is likely Tall & Gran AB',
    (name) => {
      const near = nearestOf([{ number: '610', name: 'Tall & Gran AB' }])('611', name)
      expect(near).toMatchObject({ number: '610', likely: true })
    },
  )

  it('is founded by the confirm, whose button says so', async () => {
    const first = await sent(
      '100;Acme AB;001;Anna;Ek;anna@acme.example',
      '200;Acme Byggnad AB;002;Bo;Ek;bo@bygg.example',
    )
    expect(first.text).toMatch(/^Filen skapar ett nytt företag: Acme AB \(100\)\.\nFilen skapar ett nytt företag: Acme/)
    expect(first.buttons![0]!.label).toBe('Importera 2, skapa 2 företag')
    const again = await product.say('owner', 'ja')
    expect(again.text).toMatch(/ett nytt företag: 100\.\nFilen skapar ett nytt företag: 200\.\n/)
    expect(again.buttons![0]).toMatchObject({
      label: 'Importera, skapa 2 företag',
      say: `bekräfta ${first.data!.plan}`,
    })
    await product.say('owner', `bekräfta ${first.data!.plan}`)
  })

  it('is named first and on the button, with the nearest that exists, and the rest can be imported without it', async () => {
    const planned = await sent(
      '210;Acme Norr AB;003;Cia;Ek;cia@acme.example',
      '100;Acme AB;004;Dan;Ek;dan@acme.example',
      '220;Öst AB;003;Eva;Ek;eva@acme.example',
    )
    expect(planned.text).toMatch(
      /^Filen skapar ett nytt företag: Acme Norr AB \(210\)\. Närmast .* Acme AB \(100\)\.\n.* företag: Öst AB \(220\)/,
    )
    expect(planned.data!.outcomes).toEqual({ created: 3 })
    expect(planned.buttons![0]!.label).toBe('Importera 3, skapa 2 företag')

    const without = await press(planned, 'Importera utan de nya företagen')
    expect(without.text).toMatch(
      /^Acme Norr AB \(210\) finns inte än\. Närmast .* Acme AB \(100\)\. .*\nÖst AB \(220\) finns inte än\. Raden läses/,
    )
    expect(without.data!.outcomes).toEqual({ ambiguous_person: 2, created: 1 })
    expect(foundingsOf(without)).toEqual([expect.stringMatching(/^Skapa alla 2 företag: tolka \w+ grunda alla$/)])
    const one = await product.say('owner', foundingsOf(without)[0]!.replace(/.*: (.*) alla/, '$1 210'))
    expect(one.text).toMatch(/^Öst AB \(220\) finns .*\nFilen skapar ett nytt företag: Acme Norr AB \(210\)\. Närmast/)
    const both = await press(one, 'Skapa Öst AB (220)')
    expect(both.data!.outcomes).toEqual({ created: 3 })
    expect(both.buttons![0]!.label).toBe('Importera 3, skapa 2 företag')
    await product.say('owner', `stoppa ${both.data!.plan}`)
  })

  it('is founded by a plan that has no other rows, without a choice', async () => {
    const planned = await sent('230;Väst AB;1;Cia;Ek;cia@vast.example')
    expect(planned.buttons![0]!.label).toBe('Importera 1, skapa 1 företag')
    expect(foundingsOf(planned)).toEqual([])
  })

  it.each([
    ['a name but for a letter', '210;Acme Bygnad AB;003', 'Acme Byggnad AB (200)', 'Skapa Acme Bygnad AB (210)'],
    ['a name but for its legal form', '210;Acme Aktiebolag;003', 'Acme AB (100)', 'Skapa Acme Aktiebolag (210)'],
    ['the same name', '210;acme byggnad ab;003', 'Acme Byggnad AB (200)', 'Skapa acme byggnad ab (210)'],
    ['a name without a number', ';Acme Byggnade AB;003', 'Acme Byggnad AB (200)', 'Skapa Acme Byggnade AB (201)'],
    ['a number alone, with a zero too many', '1000;;003', 'Acme AB (100)', 'Skapa 1000'],
    ['a number alone, with digits that changed places', '020;;003', 'Acme Byggnad AB (200)', 'Skapa 020'],
  ])('that has %s needs a press of its own', async (_, start, near, button) => {
    const planned = await sent(`${start};Cia;Ek;cia@acme.example`, '100;Acme AB;004;Dan;Ek;dan@acme.example')
    expect(planned.data).toMatchObject({ rows: 2, outcomes: { ambiguous_person: 1 } })
    expect(planned.text).toContain(`liknar ${near}`)
    expect(says(planned)[0]).toContain(button)
    const accepted = await press(planned, button)
    expect(accepted.data).toMatchObject({ rows: 2 })
    expect(accepted.data!.outcomes).not.toHaveProperty('ambiguous_person')
    expect((await press(planned, 'Importera')).data!.refused).toBe('cancelled')
    await product.say('owner', `stoppa ${accepted.data!.plan}`)
  })

  it('is not founded by the confirm of a plan that did not say so, and its rows can be corrected', async () => {
    const lines = ['210;Acme Bygnad AB;005;Eva;Ek;eva@acme.example', '100;Acme AB;006;Fia;Ek;fia@acme.example']
    const done = await confirm(...lines)
    expect(done.data!.outcomes).toEqual({ ambiguous_person: 1, created: 1 })
    expect(await companies()).toEqual([
      { number: '100', name: 'Acme AB' },
      { number: '200', name: 'Acme Byggnad AB' },
    ])
    const file = await press(done, 'Ladda ner')
    expect(Buffer.from(file.files![0]!.bytes).toString('utf8')).toContain('210;Acme Bygnad AB;005;Eva')
    const accepted = await press(await sent(...lines), 'Skapa Acme Bygnad AB (210)')
    const founded = await press(accepted, 'Importera 1, skapa 1 företag')
    expect(founded.data!.outcomes).toEqual({ created: 1, unchanged: 1 })
    expect(await companies()).toContainEqual({ number: '210', name: 'Acme Bygnad AB' })
  })

  it('has a press of its own beside one that is likely to be an existing one', async () => {
    const planned = await sent('310;Kvarn AB;1;Li;Ek;li@kvarn.example', '311;Acme Bygnadd AB;1;Bo;Ek;bo@acme.example')
    const without = await press(planned, 'Importera utan det nya företaget')
    expect(foundingsOf(without).map((one) => one.split(': ')[0])).toEqual([
      'Skapa Acme Bygnadd AB (311)',
      'Skapa Kvarn AB (310)',
      'Skapa alla 2 företag',
    ])
    expect((await press(without, 'Skapa Kvarn AB (310)')).data!.outcomes).toEqual({ created: 1, ambiguous_person: 1 })
  })

  it('is one of several, which one press founds', async () => {
    const planned = await sent(
      ...['Acme Bygggnad AB', 'Acme Biggnad AB', 'Acme Byggna AB', 'Acme Buggnad AB'].map(
        (name, i) => `${300 + i};${name};1;Li;Ek;`,
      ),
    )
    expect(
      says(planned)
        .slice(0, 4)
        .map((one) => one.split(': ')[0]),
    ).toEqual([
      'Skapa Acme Bygggnad AB (300)',
      'Skapa Acme Biggnad AB (301)',
      'Skapa Acme Byggna AB (302)',
      'Skapa alla 4 företag',
    ])
    expect((await press(planned, 'Skapa alla')).data!.outcomes).toEqual({ created: 4 })
  })
})

describe('what looks like a mistake', () => {
  const number = (i: number) => String(1000 + i)
  const line = (i: number, email: string) => `400;Tall AB;${number(i)};Li;Ek${number(i)};${email}`
  const own = (i: number) => line(i, `li${i}@tall.example`)

  beforeEach(async () => {
    await confirmed(...Array.from({ length: 40 }, (_, i) => own(i)))
  })

  it('is said of addresses that change hands, and done', async () => {
    const planned = await sent(
      own(0),
      line(1, 'li2@tall.example'),
      line(2, 'li1@tall.example'),
      line(3, 'ny3@tall.example'),
    )
    expect(factsOf(planned)['Adresser som byter ägare']).toMatch(/^2 adresser .* \(rad 3, 4\)/)
    expect((await press(planned, 'Importera')).data!.outcomes).toEqual({ updated: 3, unchanged: 1 })
  })

  it('is said of a domain that the company has never had', async () => {
    const planned = await sent(line(0, 'li0@taIl.example'), line(1, 'li1@tall.exemple'), line(2, 'ny2@tall.example'))
    expect(planned.facts!.filter(([label]) => label === 'Ny domän').map(([, value]) => value)).toEqual([
      '@tail.example: 1 adress, men ingen på Tall AB har haft en sådan förut',
      '@tall.exemple: 1 adress, men ingen på Tall AB har haft en sådan förut',
    ])
    await product.say('owner', `stoppa ${planned.data!.plan}`)
    expect(factsOf(await sent('500;Ny AB;1;Li;Ek;li@nagot.example'))).not.toHaveProperty('Ny domän')
  })

  it('is said of a company of which half is missing from a file that looks complete, and nothing is done', async () => {
    const planned = await sent(...Array.from({ length: 15 }, (_, i) => own(i)))
    expect(factsOf(planned)['Saknas i filen']).toBe('25 av 40 på Tall AB; de lämnas som de är')
    expect(planned.title).toBe('Alla 15 rader i filen är redan inlästa')
    expect(says(planned).join()).not.toContain('bekräfta')
    expect((await product.say('owner', 'lista företag=400 aktiv=ja')).data).toMatchObject({ total: 40 })
    const few = await sent(...Array.from({ length: 25 }, (_, i) => own(i)))
    expect(factsOf(few)).not.toHaveProperty('Saknas i filen')
    const filled = await sent(...Array.from({ length: 15 }, (_, i) => line(i, `annan${i}@tall.example`)))
    expect(factsOf(filled)).not.toHaveProperty('Saknas i filen')
  })

  it('is said of new people whose numbers lack the zeros of all others in the company', async () => {
    const line = (number: number | string) => `450;Nora AB;${number};Bo;Alm;nora${number}@nora.example`
    await confirmed(...Array.from({ length: 9 }, (_, i) => line(`00${2800 + i}`)))
    const kind = 'Kortare nummer'
    const planned = await sent(line(5093), line(5094), line('A7'))
    expect(planned.data?.outcomes).toEqual({ created: 3 })
    expect(factsOf(planned)[kind]).toMatch(/^2 nya personer \(rad 2, 3\) har kortare nummer än de andra/)
    expect(factsOf(await sent(line('005093'), line(1234567)))).not.toHaveProperty(kind)
    expect(factsOf(await sent(line(5093).replace('450;Nora', '451;Norberg')))).not.toHaveProperty(kind)
  })

  it('is said of one address for several people, not of somebody who is employed twice', async () => {
    const people = ['Anna;Ek', 'Bo;Alm', 'Cia;Berg'].map((name, i) => `410;Bok AB;${i};${name};info@bok.example`)
    const planned = await sent(...people, '420;Gran AB;1;Anna;Ek;info@bok.example')
    expect(factsOf(planned)['Samma adress till flera']).toMatch(/^2 rader \(rad 3, 4\)/)
    const nameless = await sent('410;Bok AB;1;;;info@bok.example', '410;Bok AB;2;;;info@bok.example')
    expect(factsOf(nameless)['Samma adress till flera']).toMatch(/^1 rad \(rad 3\)/)
    const twice = await sent('410;Bok AB;1;Anna;Ek;anna@bok.example', '420;Gran AB;1;Anna;Ek;anna@bok.example')
    expect(factsOf(twice)).not.toHaveProperty('Samma adress till flera')
  })

  it('is said of an address that somebody else has and keeps, unless both are of one name', async () => {
    await confirmed('430;Lund AB;1;Anna;Ek;anna@lund.example', '430;Lund AB;2;Bo;Alm;bo@lund.example')
    const kept = 'Adress som någon annan har'
    const planned = await sent(
      '430;Lund AB;3;Cia;Berg;anna@lund.example',
      '440;Malm AB;1;Dan;Sjö;ANNA@lund.example',
      '440;Malm AB;2;Bo;Alm;bo@lund.example',
    )
    // The second is also given to somebody else in the file itself.
    expect(factsOf(planned)['Samma adress till flera']).toMatch(/^1 rad \(rad 3\)/)
    expect(factsOf(planned)).not.toHaveProperty(kept)
    const alone = await sent('430;Lund AB;3;Cia;Berg;anna@lund.example', '430;Lund AB;4;Bo;Alm;bo2@lund.example')
    expect(factsOf(alone)[kept]).toMatch(/^1 rad \(rad 2\) har en adress som någon annan redan har/)
    const moved = await sent('430;Lund AB;3;Cia;Berg;anna@lund.example', '430;Lund AB;1;Anna;Ek;ny@lund.example')
    expect(factsOf(moved)).not.toHaveProperty(kept)
    expect(factsOf(moved)).toHaveProperty('Adresser som byter ägare')
  })

  it('is said of a second name for the number of a company that the file founds', async () => {
    const planned = await sent('381;Westin AB;1;Li;Ek;li@w.example', '381;Ymer AB;2;Bo;Alm;bo@w.example')
    expect(planned.text).toMatch(/^Företagsnr 381 är Westin AB, men i filen heter det Ymer AB \(1 rad\)/)
    const akin = await sent('381;Westin AB;1;Li;Ek;li@w.example', '381;Westin Aktiebolag;2;Bo;Alm;bo@w.example')
    expect(akin.text).not.toContain('men i filen heter det')
  })
})
