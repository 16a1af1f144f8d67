import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { csv, header, type Product, startProduct } from '../../support/product.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
  const file = csv([
    `${header};Enhet;Roll;Aktiv`,
    '100;Acme AB;1;Anna;Öberg;anna@acme.example;Lager;Chef;Ja',
    '100;Acme AB;2;Bo;Åberg;;Lager;Förare;Ja',
    '200;Acme Bygg AB;1;Cilla;Ek;cilla@bygg.example;Kontor;Chef;Nej',
    '300;Beta AB;1;Didrik;Zorn;d@beta.example;Kontor;Chef;Ja',
  ])
  const plan = await product.say('owner', 'importera', [file])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
})
afterAll(() => product.stop())

const total = async (line: string) => (await product.say('admin', line)).data!.total

describe('a company', () => {
  it('that means several is asked about with buttons, and never guessed', async () => {
    const card = await product.say('admin', 'verifiera konton företag=Acme')
    expect(card).toMatchObject({ tone: 'question', data: { refused: 'ambiguous_company' } })
    const says = card.buttons!.map((b) => 'say' in b && b.say)
    expect(says).toEqual(['verifiera konton företag=100', 'verifiera konton företag=200'])
  })

  it('is found by number, exact name, beginning, and after a mistype', async () => {
    expect(await total('lista företag=200')).toBe(1)
    expect(await total('lista FORETAG="acme ab"')).toBe(2)
    expect(await total('lista company=beta')).toBe(1)
    const card = await product.say('admin', 'lista företag=Betta')
    expect(card.data!.refused).toBe('unknown_company')
    expect(card.buttons).toEqual([expect.objectContaining({ say: expect.stringContaining('lista företag=300') })])
  })

  it('whose name was written without quotes is understood as a question', async () => {
    const card = await product.say('admin', 'lista företag=Acme Bygg AB status=ej skickad')
    expect(card.data!.refused).toBe('ambiguous_company')
    const [button] = card.buttons as { say: string }[]
    expect((await product.say('admin', button!.say)).data!.total).toBe(1)
  })
})

describe('a filter', () => {
  it.each([
    ['lista', 4],
    ['lista enhet=lager', 2],
    ['lista roll=chef,förare', 4],
    ['lista roll!=chef', 1],
    ['lista epost=saknas', 1],
    ['lista epost=@beta.example', 1],
    ['lista aktiv=nej', 1],
    ['lista status=ej_skickad', 3],
    ['lista status!="saknar e-post"', 3],
    ['lista skickad>7d', 0],
    ['lista åberg', 1],
    ['lista Åberg', 1],
    ['lista oberg', 0],
    ['lista acme.example', 1],
  ])('%s is %i', async (line, n) => {
    expect(await total(line)).toBe(n)
  })

  it('lists names in Swedish order, å ä ö last', async () => {
    const { rows } = await product.say('admin', 'lista')
    expect(rows!.body.map((row) => row[0]!.split('\n')[0])).toEqual([
      'Bo Åberg',
      'Anna Öberg',
      'Cilla Ek',
      'Didrik Zorn',
    ])
  })
})

it('a page behind the end of a list says so, and leads back to the last one', async () => {
  const beyond = await product.say('admin', 'lista sida=9')
  expect(beyond).toMatchObject({ note: 'Det finns bara en sida.', data: { total: 4 } })
  expect(beyond.buttons!.map((b) => 'say' in b && b.say)).toContain('lista sida=1')
  const nobody = await product.say('admin', 'lista epost=@ingen.example sida=2')
  expect(JSON.stringify(nobody.buttons)).not.toContain('sida=')
})
