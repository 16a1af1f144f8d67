import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Card } from '#bot'
import { csv, header, type Product, startProduct } from '../../support/product.ts'

let product: Product
beforeEach(async () => {
  product = await startProduct({ environment: { MAIL_RATE: '1' } })
  const people = Array.from({ length: 8 }, (_, i) => `100;Acme AB;${i + 1};Bo;Nr${i + 1};bo${i + 1}@acme.example`)
  const plan = await product.say('owner', 'importera', [csv([header, ...people])])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
})
afterEach(() => product.stop())

const says = (card: Card) => card.buttons!.map((button) => ('say' in button ? button.say : button.open))
const plan = async () => (await product.say('admin', 'verifiera konton')).data!.plan as string

describe.each(['ja', 'Ja tack!', 'yes', 'nej', 'avbryt', 'ångra', 'cancel', 'bekräfta'])('%s', (word) => {
  it('shows the one open plan and decides nothing', async () => {
    const code = await plan()
    const card = await product.say('admin', word)
    expect(card.data).toMatchObject({ plan: code, mail: 8 })
    expect(says(card)).toEqual(expect.arrayContaining([`bekräfta ${code}`, `stoppa ${code}`]))
    expect((await product.say('admin', `utskick ${code}`)).data).toMatchObject({ plan: code })
  })

  it('says that there is none, also where another person has one', async () => {
    await plan()
    const card = await product.say('owner', word)
    expect(card.data?.plan).toBeUndefined()
    expect(says(card)).toContain('utskick')
  })

  it('asks which of several', async () => {
    const codes = [await plan(), await plan()]
    const card = await product.say('admin', word)
    expect(says(card).sort()).toEqual(codes.map((code) => `utskick ${code}`).sort())
    expect((await product.say('admin', says(card)[0]!)).data!.plan).toBeTruthy()
  })
})

describe('a plan that has expired', () => {
  it('is open no longer', async () => {
    await plan()
    product.clock.forward(11 * 60_000)
    expect((await product.say('admin', 'ja')).data?.plan).toBeUndefined()
  })
})

describe('a plan of another kind', () => {
  it('an import is shown with its rows', async () => {
    const made = await product.say('admin', 'importera', [csv([header, '100;Acme AB;99;Ny;Person;ny@acme.example'])])
    const card = await product.say('admin', 'ja')
    expect(card.data).toMatchObject({ plan: made.data!.plan, rows: 1 })
    expect(says(card)).toEqual([`bekräfta ${made.data!.plan}`, `stoppa ${made.data!.plan}`])
  })

  it('an erasure is shown with the person', async () => {
    const made = await product.say('owner', 'radera 1')
    const card = await product.say('owner', 'nej')
    expect(card.data).toMatchObject({ plan: made.data!.plan, kind: 'erase' })
    expect(card.title).toContain('Bo Nr1')
  })
})

describe('a send', () => {
  it('is shown to whoever says stop, pause or undo, and runs on until a button is pressed', async () => {
    const code = await plan()
    await product.say('admin', `bekräfta ${code}`)
    for (const word of ['stopp', 'stoppa utskicket', 'stoppa allt', 'pausa', 'ångra', 'stop sending']) {
      const card = await product.say('admin', word)
      expect(card.data).toMatchObject({ send: code, state: 'running' })
      expect(says(card)).toContain(`stoppa ${code}`)
    }
    await product.say('admin', `pausa ${code}`)
    expect(says(await product.say('admin', 'fortsätt'))).toContain(`återuppta ${code}`)
  })

  it('that is over cannot be undone, and the answer says so', async () => {
    const card = await product.say('admin', 'ångra')
    expect(card.title).toBe('Det finns inget att ångra')
  })
})

describe('many plans', () => {
  it('are told apart by what they are about, and all of them stand in utskick', async () => {
    const codes: string[] = []
    for (let i = 0; i < 4; i++) codes.unshift(await plan())
    const card = await product.say('admin', 'ja')
    expect(card.buttons!.map(({ label }) => label)).toEqual([
      `${codes[0]}: Skicka till 8 personer?`,
      `${codes[1]}: Skicka till 8 personer?`,
      'Visa alla 4',
    ])
    expect(says(card).at(-1)).toBe('utskick')
    const all = await product.say('admin', 'utskick')
    expect(all.rows!.press).toEqual(codes.map((code) => `utskick ${code}`))
    expect(all.data!.waiting).toEqual(codes.map((code) => ({ plan: code, state: 'open' })))
  })
})
