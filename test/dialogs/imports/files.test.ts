import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { csv, header, type Product, startProduct } from '../../support/product.ts'

// Making a database takes seconds, and much longer on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let product: Product
beforeAll(async () => {
  product = await startProduct({ idle: true })
})
afterAll(() => product.stop())

const sent = (bytes: Uint8Array) => product.say('owner', 'importera', [{ name: 'personal.csv', bytes }])
const press = (card: Awaited<ReturnType<typeof sent>>, says: string) => {
  const button = card.buttons!.find((b) => 'say' in b && b.say.includes(says))
  return product.say('owner', (button as { say: string }).say)
}
const given = (i: number) => ['Björn', 'Åsa', 'Märta', 'Dan', 'Eva', 'Östen', 'Ulf'][i % 7]!
const stored = async (who: string) => (await product.say('owner', `status ${who}`)).data!.person

describe('a file without a header', () => {
  const rows = Array.from(
    { length: 40 },
    (_, i) => `100;00${1000 + i};${given(i)};${given(i + 3)}sson;Karlstad;b${i}@acme.example`,
  )

  it('is read after one press, with the columns that its cells look like', async () => {
    const asked = await sent(iconv.encode(rows.join('\r\n'), 'macroman'))
    const columns = ['companyNumber', 'number', 'givenName', 'familyName', null, 'email']
    expect(asked).toMatchObject({ kind: 'question', data: { columns } })
    expect(asked.rows!.body[2]).toEqual(['Kolumn 3\nBjörn · Åsa · Märta', 'Förnamn'])
    expect(asked.text).toContain('3: Förnamn')
    const planned = await press(asked, ' ja')
    expect(planned.data).toMatchObject({ rows: 40, outcomes: { created: 40 } })
    await press(planned, 'bekräfta')
    expect(await stored('001039 företag=100')).toMatchObject({ email: 'b39@acme.example' })
    expect((await product.say('owner', 'status 001039 företag=100')).title).toContain('Björnsson')
  })

  it('can be read with other columns, by presses that are lines', async () => {
    const asked = await sent(Buffer.from(rows.join('\n')))
    const which = await press(asked, ' förnamn')
    expect(which.title).toContain('Förnamn')
    const changed = await press(which, ' förnamn 5')
    expect(changed.data).toMatchObject({
      columns: ['companyNumber', 'number', null, 'familyName', 'givenName', 'email'],
    })
    expect((await press(changed, ' ja')).data).toMatchObject({ outcomes: { updated: 40 } })
  })

  it('whose company no column names is asked which', async () => {
    const asked = await sent(Buffer.from('4001;Anna;Berg;anna4@acme.example\n4002;Bo;Ek;bo4@acme.example'))
    const planned = await press(await press(asked, 'företag 100'), ' ja')
    expect(planned.data).toMatchObject({ rows: 2, outcomes: { created: 2 } })
  })

  it('is kept for its sender only', async () => {
    const asked = await sent(Buffer.from(rows.join('\n')))
    expect((await product.say('admin', `tolka ${asked.data!.file} ja`)).data!.refused).toBe('unknown_file')
  })
})

it('rows whose letters may be wrong are stored, named and among those to be corrected', async () => {
  const lines = [header, '100;Acme AB;3001;BjÃ¶rn;Ek;bjorn3@acme.example', '100;Acme AB;3002;Bjørn;Ek;b3@acme.example']
  const planned = await product.say('owner', 'importera', [csv(lines)])
  expect(planned.facts).toContainEqual([
    'bokstäver kan ha blivit fel när filen sparades; kontrollera',
    '1 cell (Förnamn, rad 2)',
  ])
  const done = await press(planned, 'bekräfta')
  expect(done.data).toMatchObject({ outcomes: { created: 2 } })
  const [file] = (await press(done, 'rätta')).files!
  const text = Buffer.from(file!.bytes).toString()
  expect(text).toContain('100;Acme AB;3001;Björn;Ek;bjorn3@acme.example;2;Förnamn: Björn;')
  expect(text).not.toContain('3002')
  const back = await product.say('owner', 'importera', [{ name: file!.name, bytes: file!.bytes }])
  expect(back.data).toMatchObject({ outcomes: { unchanged: 1 }, corrects: { rows: 1, done: 1 } })
})

describe('headers that are not known', () => {
  const text = [
    'Bolagskod;Lønnsnr;Fornavn;Etternavn;Jobbmail',
    '100;5001;Kari;Nordmann;kari@acme.example',
    '100;5002;Ola;Nordmann;ola@acme.example',
  ]

  it('are explained once, and remembered for the company', async () => {
    const asked = await sent(Buffer.from(text.join('\n')))
    const planned = await press(asked, ' ja')
    expect(planned.data).toMatchObject({ outcomes: { created: 2 } })
    const again = await sent(Buffer.from(text.join('\n')))
    expect(again.data).toMatchObject({ rows: 2, outcomes: { created: 2 } })
    expect(again.note).toContain('som förra gången')
  })
})

describe('numbers that a spreadsheet has mangled', () => {
  it('are proposed as the stored ones, and taken by one press', async () => {
    const line = (number: string, unit = '') => `100;;${number};Dag;Ek;dag@acme.example;${unit}`
    const head = `${header};Enhet`
    const first = await product.say('owner', 'importera', [csv([head, line('007001')])])
    await press(first, 'bekräfta')
    const second = await product.say('owner', 'importera', [csv([head, line('7001', 'Lager'), line('1,23457E+11')])])
    expect(second.data).toMatchObject({ outcomes: { looks_like: 1, unreadable: 1 } })
    expect(JSON.stringify(second.buttons)).not.toContain('bekräfta')
    expect(second.rows!.body).toContainEqual(['liknar 007001', 'Dag Ek\n7001', '100\nrad 2'])
    const accepted = await press(second, 'liknande')
    expect(accepted.data).toMatchObject({ outcomes: { updated: 1, unreadable: 1 } })
    expect((await product.say('owner', `bekräfta ${second.data!.plan}`)).data!.refused).toBe('cancelled')
    await press(accepted, 'bekräfta')
    expect((await product.say('owner', 'lista dag@acme.example')).data).toMatchObject({ total: 1 })
  })
})
