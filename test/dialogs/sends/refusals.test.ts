import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Card } from '#bot'
import { csv, header, type Product, startProduct } from '../../support/product.ts'

let product: Product
let code: string
beforeAll(async () => {
  product = await startProduct({ environment: { MAIL_RATE: '6' } })
  const file = csv([
    header,
    '200;Acme Bygg AB;0801;Ida;Lind;ida@acme.example',
    '200;Acme Bygg AB;0802;Bo;Ask;',
    '200;Acme Bygg AB;0803;Eva;Ek;delad@acme.example',
    '300;Beta AB;7;Per;Ek;delad@acme.example',
    ...Array.from({ length: 5 }, (_, i) => `100;Acme AB;${i + 1};Nr;${i + 1};nr${i + 1}@acme.example`),
  ])
  const plan = await product.say('owner', 'importera', [file])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
  code = String((await product.say('admin', 'verifiera konton företag=100')).data!.plan)
  await product.say('admin', `bekräfta ${code}`)
  await product.say('admin', `pausa ${code}`)
})
afterAll(() => product.stop())

const says = (card: Card) => (card.buttons ?? []).map((button) => ('say' in button ? button.say : button.open))

describe('a refusal', () => {
  it('names who was nearly meant: the person, and the whole line on a button that says what it does', async () => {
    const card = await product.say('owner', 'verifiera 0820 företag=200')
    expect(card.title).toContain('Acme Bygg AB (200) har ingen ”0820”. Menade du 0802 Bo Ask?')
    expect(says(card)).toEqual(['status 0802 företag=200', 'verifiera 0802 företag=200'])
    expect(card.buttons!.map(({ label }) => label)).toEqual([
      'Visa Bo Ask, 0802 (Acme Bygg AB)',
      'Ja, verifiera Bo Ask (0802)',
    ])
    const more = await product.say('admin', 'verifiera 0820 företag=200 epost=x@acme.example')
    expect(says(more)[1]).toBe('verifiera 0802 företag=200 epost=x@acme.example')
    // Too long for a button, it stands above it.
    expect(more.text).toContain('Ja, verifiera Bo Ask (0802) epost=x@acme.example')
    expect(more.buttons![1]!.label).toBe('Skicka verifieringsmejl')
  })

  it('denies nobody to an admin: there may be a protected person', async () => {
    const card = await product.say('admin', 'status 0820 företag=200')
    expect(card.title).toContain('Jag hittar ingen ”0820” på Acme Bygg AB (200).')
    expect(card.title).toContain('Fråga en ägare')
    expect((await product.say('owner', 'status 0820 företag=200')).title).not.toContain('Fråga en ägare')
  })

  it('says what was looked for, also where nothing is like it', async () => {
    expect((await product.say('owner', 'verifiera gunhild')).title).toContain('Jag hittar ingen ”gunhild”.')
    expect((await product.say('owner', 'status xyzzy företag=200')).title).toContain('har ingen ”xyzzy”.')
  })

  it('carries the person and the company', async () => {
    const card = await product.say('admin', 'verifiera 0802')
    expect(card).toMatchObject({ data: { refused: 'missing_email' } })
    expect(card.title).toContain('verifiera 0802 företag=200 epost=')
    expect(says(card)).toEqual(['verifiera 0802 företag=200 epost=', 'status 0802 företag=200'])
  })

  it('names the other holder of an address to who may see both', async () => {
    const card = await product.say('owner', 'verifiera 0803')
    expect(card.title).toContain('Per Ek')
    expect(says(card)).toContain('samma person 200/0803 300/7')
    expect(says(await product.say('admin', 'verifiera 0803'))).not.toContain('samma person 200/0803 300/7')
  })

  it('names the other send, and says that it is paused', async () => {
    const one = await product.say('admin', 'verifiera 5 företag=100')
    expect(one.title).toContain(`${code}, som är pausat`)
    expect(says(one)).toContain(`utskick ${code}`)
    const plan = await product.say('admin', 'verifiera konton företag=100')
    expect(plan.facts!.flat().join()).toContain(`${code}, pausat`)
    expect(says(plan)).toContain(`utskick ${code}`)
  })
})

describe('verifying somebody again', () => {
  it('asks, and a press sends', async () => {
    expect((await product.say('admin', 'verifiera 0801')).tone).toBe('good')
    await product.settled()
    const asked = await product.say('admin', 'verifiera 0801')
    expect(asked).toMatchObject({ kind: 'question', data: { refused: 'recently_sent' } })
    expect(asked.title).toMatch(/^Ida Lind fick mejl \d{4}-\d\d-\d\d \d\d:\d\d\./)
    expect((await product.say('admin', says(asked)[0]!)).tone).toBe('good')
  }, 180_000)
})

describe('the list of sends', () => {
  it('counts as the card of each does', async () => {
    const list = await product.say('admin', 'utskick')
    const card = await product.say('admin', `utskick ${code}`)
    expect(list.data!.sends).toEqual([expect.objectContaining({ send: code, sent: card.data!.sent, direct: 0 })])
  })
})

describe('a stopped send without a doubtful letter', () => {
  it('says that none is doubtful, and offers those who were never mailed', async () => {
    await product.say('admin', `stoppa ${code}`)
    const { data } = await product.say('admin', `utskick ${code}`)
    const card = await product.say('admin', `försök igen ${code} tveksamma`)
    expect(card.data!.refused).toBe('nothing_to_retry')
    expect(card.title).toContain('osäkert')
    expect(card.title).not.toContain('ingen kvar')
    const left = Number(data!.total) - Number(data!.sent)
    expect(card.buttons![0]).toEqual({
      label: `Skicka till ${left} som inte fick mejl`,
      say: `försök igen ${code}`,
    })
    expect((await product.say('admin', `försök igen ${code}`)).data).toMatchObject({ mail: left })
  })
})
