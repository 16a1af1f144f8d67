import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { csv, header, type Product, startProduct } from '../../support/product.ts'

/** A file that comes with words which do not have it read. */
let product: Product
const file = csv([header, '100;Acme AB;001;Anna;Berg;anna@acme.example'])
beforeAll(async () => {
  product = await startProduct()
  const plan = await product.say('owner', 'importera', [file])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
})
afterAll(() => product.stop())

/** As in Slack, where a button knows the files of the message that it answers, or as in the other chats. */
async function sent(text: string, { keepsFiles = true, as = 'owner', name = 'anställda.csv' } = {}) {
  const files = [{ name, size: file.bytes.length, ref: { id: 'kept' } }]
  return (await product.said(as, text, { files, keepsFiles })).card
}

describe('beside an ordinary comment', () => {
  it.each([
    'Här är nya listan',
    'Hej! Kan du läsa in den här?',
    'lista på alla anställda',
    'vilka saknar e-post?',
    'skicka till alla i listan',
    'ok',
    'tack!',
    'here is the new list',
    'verfiera kontn',
  ])('"%s", it is asked about', async (text) => {
    const card = await sent(text)
    expect(card).toMatchObject({ kind: 'question', buttons: [{ say: 'importera', effect: 'primary' }] })
    expect(card.title).toContain('anställda.csv')
  })

  it.each(['Här är nya listan', 'Här kommer listan', 'vilka saknar e-post?', 'hej från lön', 'verfiera kontn'])(
    '"%s", in a chat whose buttons know no files, it is read, which writes nothing',
    async (text) => {
      const card = (await product.say('owner', text, [csv([header, '100;Acme AB;002;Bo;Ek;bo@acme.example'])]))!
      expect(card.data).toMatchObject({ rows: 1, outcomes: { created: 1 }, plan: expect.any(String) })
      expect(card.note).toMatch(/Jag läste filen .*inte är något kommando/)
      await product.say('owner', `stoppa ${card.data!.plan}`)
    },
  )

  it('in such a chat, a command is run, and the file not read', async () => {
    const card = await sent('status', { keepsFiles: false })
    expect(card.note).toMatch(/anställda\.csv är inte inläst.*importera/)
    expect(JSON.stringify(card.buttons ?? [])).not.toContain('"importera"')
  })
})

it.each(['status', 'hjälp', 'lista företag=100'])(
  'beside the command %s, that is run, and the file offered',
  async (text) => {
    const plain = await product.say('owner', text)
    const card = await sent(text)
    expect(card.title).toBe(plain.title)
    expect(card.note).toContain('anställda.csv')
    expect(card.buttons?.at(-1)).toMatchObject({ say: 'importera' })
  },
)

it('is not offered to whoever may not import it, nor anything but a table', async () => {
  const employee = await sent('Här är nya listan', { as: 'employee:e@acme.example' })
  expect(JSON.stringify(employee)).not.toMatch(/"importera"|anställda\.csv/)
  expect(JSON.stringify(await sent('Här är nya listan', { name: 'bild.png' }))).not.toContain('bild.png')
})
