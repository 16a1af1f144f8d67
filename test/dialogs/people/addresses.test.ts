import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Button, type Card, cardJson, completed } from '#bot'
import { csv, header, type Product, startProduct } from '../../support/product.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
  const people = [
    '200;Acme Bygg AB;0802;Ida;Lind;',
    '200;Acme Bygg AB;0803;Bo;Ek;bo@acme.example',
    '200;Acme Bygg AB;0804;Eva;Alm;eva@acme.example',
  ]
  const plan = await product.say('owner', 'importera', [csv([header, ...people])])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
})
afterAll(() => product.stop())

const admin = (line: string) => product.say('admin', line)
type Asking = Extract<Button, { say: string }>
const asking = (card: Card) => card.buttons!.find((one): one is Asking => 'say' in one && one.input === 'address')

describe('a person’s address', () => {
  it('that is missing is the next step on the card; what is typed completes the line, and mails them', async () => {
    const card = await admin('status 0802 företag=200')
    const button = asking(card)!
    expect(button).toMatchObject({ label: 'Lägg till adress', effect: 'primary' })
    expect(button.say).toBe('verifiera 0802 företag=200 epost=')
    const mailed = await admin(completed(button.say, 'ida.lind@acme.example'))
    expect(mailed.data!.verified).toMatchObject({ number: '0802', action: 'mail' })
    expect((await product.settled())[0]!.to).toBe('ida.lind@acme.example')
  })

  it('can be changed as long as nobody has used it', async () => {
    expect(asking(await admin('status 0803 företag=200'))).toMatchObject({ label: 'Byt adress' })
    await admin(completed(asking(await admin('status 0803 företag=200'))!.say, 'bo.ek@acme.example'))
    await product.settled()
    expect((await admin('status 0803 företag=200')).data!.person).toMatchObject({ email: 'bo.ek@acme.example' })
  })

  it('is asked for in English, too, and by the refusal of whoever has none', async () => {
    const plan = await product.say('owner', 'importera', [csv([header, '200;Acme Bygg AB;0805;Ulf;Ohm;'])])
    await product.say('owner', `bekräfta ${plan.data!.plan}`)
    const refused = await admin('verifiera 0805 företag=200')
    expect(refused.data!.refused).toBe('missing_email')
    expect(asking(refused)!.say).toBe('verifiera 0805 företag=200 epost=')
    await admin('språk en')
    expect(asking(await admin('status 0805 företag=200'))!.label).toBe('Add address')
    await admin('språk sv')
  })

  it('that was pressed without typing says what is missing', async () => {
    const refused = await admin('verifiera 0804 företag=200 epost=')
    expect(refused).toMatchObject({ kind: 'refusal', data: { refused: 'missing_value' } })
    expect(`${refused.title} ${refused.text}`).toMatch(/epost/)
  })

  it('is left out of the documented JSON, where every button says a whole command', async () => {
    const card = await admin('status 0804 företag=200')
    const byt = { label: 'Byt adress', say: 'verifiera 0804 företag=200 epost=' }
    expect(cardJson(card).buttons).not.toContainEqual(expect.objectContaining({ label: byt.label }))
    expect(cardJson(card, { inputs: true }).buttons).toContainEqual({ ...byt, input: 'address' })
  })
})
