import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Card } from '#bot'
import { csv, header, type Product, startProduct } from '../../support/product.ts'

let product: Product
/** The TXT records that the name server has. */
const published = new Map<string, string[]>()
beforeAll(async () => {
  product = await startProduct({ dns: { txt: async (name) => published.get(name) ?? [] } })
})
afterAll(() => product.stop())

describe('a domain', () => {
  it('is proved by the record that the card shows', async () => {
    const added = await product.say('owner', 'domän lägg till acme.example')
    expect(added.data).toMatchObject({ domain: 'acme.example', proved: false })
    expect((await product.say('owner', 'domän kontrollera acme.example')).data).toMatchObject({ proved: false })
    published.set(String(added.data!.record), [String(added.data!.value)])
    expect((await product.say('owner', 'domän kontrollera acme.example')).data).toMatchObject({ proved: true })
    expect((await product.say('owner', 'domän lista')).data).toMatchObject({
      verified: [{ domain: 'acme.example', proved: true }],
    })
  })

  it('can be allowed, and removed', async () => {
    expect((await product.say('owner', 'domän tillåt acme.example')).data).toMatchObject({ allowed: true })
    expect((await product.say('owner', 'domän lista')).data).toMatchObject({ allowed: ['acme.example'] })
    expect((await product.say('owner', 'domän ta bort acme.example')).data).toMatchObject({ removed: true })
  })

  it('is proved by the same record when it is added again', async () => {
    const again = await product.say('owner', 'domän lägg till acme.example')
    expect(again.data).toMatchObject({ proved: false })
    expect(published.get(String(again.data!.record))).toEqual([again.data!.value])
    const other = await product.say('owner', 'domän lägg till beta.example')
    expect(other.data!.value).not.toBe(again.data!.value)
    for (const domain of ['acme', 'beta']) await product.say('owner', `domän ta bort ${domain}.example`)
  })

  it('is offered to be added while there is none: those that most people have their address in', async () => {
    const lines = async () => (await product.say('owner', 'domän lista')).buttons!.map((b) => 'say' in b && b.say)
    expect(await lines()).toEqual(['hjälp domän lägg till'])
    const file = csv([
      header,
      '100;Acme AB;1;Anna;Ek;anna@beta.example',
      ...[2, 3].map((n) => `100;Acme AB;${n};Bo;Ask;bo${n}@acme.example`),
      ...[4, 5, 6].map((n) => `100;Acme AB;${n};Cilla;Dahl;cilla${n}@gmail.com`),
    ])
    const plan = await product.say('owner', 'importera', [file])
    await product.say('owner', `bekräfta ${plan.data!.plan}`)
    expect(await lines()).toEqual([
      'domän lägg till acme.example',
      'domän lägg till beta.example',
      'hjälp domän lägg till',
    ])
  })

  it('is for owners only', async () => {
    expect((await product.say('admin', 'domän lista')).data).toMatchObject({ refused: 'not_allowed' })
  })
})

describe('a change that concerns people', () => {
  const large = 4
  let product: Product
  const people = (company: string, domain: string, count: number) =>
    Array.from({ length: count }, (_, n) => `${company};Bolag ${company};${n};Per;Nr ${n};p${n}@${domain}`)
  beforeAll(async () => {
    product = await startProduct({
      dns: { txt: async (name) => published.get(name) ?? [] },
      environment: { FOUR_EYES_ABOVE: String(large) },
    })
    const rows = [...people('100', 'stor.example', 5), ...people('200', 'liten.example', 2), '200;Bolag 200;9;Eva;Ek;']
    const plan = await product.say('owner', 'importera', [csv([header, ...rows])])
    await product.say('owner', `bekräfta ${plan.data!.plan}`)
  })
  afterAll(() => product.stop())
  const say = (line: string) => product.say('owner', line)
  const lines = (card: Card) => (card.buttons ?? []).map((button) => ('say' in button ? button.say : ''))
  const allowed = async () => (await say('domän lista')).data!.allowed
  const leftOut = async () => (await say('verifiera konton')).data!.leftOut

  it('says how many, and how to undo it', async () => {
    const card = await say('domän tillåt stor.example')
    expect(card.data).toMatchObject({ allowed: true, blocked: 2 })
    expect(card.text).toContain('2 personer som inte har verifierat sig har adresser som inte får mejl längre.')
    expect(lines(card)).toContain('domän ta bort stor.example')
    expect(await leftOut()).toMatchObject({ domain_not_allowed: 2 })
  })

  it('may only free people, which is what was asked for', async () => {
    const card = await say('domän tillåt liten.example')
    expect(card.data).toMatchObject({ allowed: true, blocked: 0, freed: 2 })
    expect(await leftOut()).not.toHaveProperty('domain_not_allowed')
  })

  it('asks first when it concerns as many as a send that needs a second admin', async () => {
    const asked = await say('domän ta bort stor.example')
    expect(asked).toMatchObject({ kind: 'question', data: { blocked: 5 } })
    expect(await allowed()).toEqual(['liten.example', 'stor.example'])
    const [confirm] = lines(asked)
    const plan = await product.say('owner', 'importera', [csv([header, '100;Bolag 100;77;Ny;Ek;ny@stor.example'])])
    await product.say('owner', `bekräfta ${plan.data!.plan}`)
    // More than were shown: it asks again.
    const again = await say(confirm!)
    expect(again).toMatchObject({ kind: 'question', data: { blocked: 6 } })
    expect(await allowed()).toEqual(['liten.example', 'stor.example'])
    expect((await say(lines(again)[0]!)).data).toMatchObject({ removed: true, blocked: 6 })
    expect(await allowed()).toEqual(['liten.example'])
  })

  it('says that the last one lifts the limit', async () => {
    const asked = await say('domän ta bort liten.example')
    expect(asked.text).toContain('Utan liten.example på listan är alla domäner tillåtna.')
    expect((await say(lines(asked)[0]!)).data).toMatchObject({ removed: true, freed: 6 })
    expect(await leftOut()).not.toHaveProperty('domain_not_allowed')
  })

  it('says whom a verified domain no longer connects', async () => {
    const added = await say('domän lägg till liten.example')
    published.set(String(added.data!.record), [String(added.data!.value)])
    await say('domän kontrollera liten.example')
    const card = await say('domän ta bort liten.example')
    expect(card.data).toMatchObject({ removed: true, linked: 2 })
    expect(lines(card)).toEqual(['domän lägg till liten.example'])
  })

  it('is seen beforehand in the list', async () => {
    await say(lines(await say('domän tillåt liten.example'))[0]!)
    const card = await say('domän lista')
    expect(card.facts).toEqual([['Tillåtna domäner', 'liten.example (2)']])
    await say('domän lägg till stor.example')
    expect((await say('domän lista')).rows!.body).toEqual([['stor.example', 'väntar på TXT-posten', '6']])
  })
})
