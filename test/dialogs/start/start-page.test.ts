import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Card, Who } from '#bot'
import { csv, header, type Product, startProduct } from '../../support/product.ts'

let product: Product
const says = (card: Card) => (card.buttons ?? []).flatMap((one) => ('say' in one ? [one.say] : []))
const stranger: Who = {
  platform: 'slack',
  workspace: 'T0',
  user: 'U0GUEST',
  standing: 'guest',
}

beforeAll(async () => {
  product = await startProduct({ environment: { MAIL_RATE: '1' } })
})
afterAll(() => product.stop())

async function importing(...people: string[]) {
  const plan = await product.say('owner', 'importera', [csv([header, ...people])])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
}

describe('the start page', () => {
  it('of an empty installation leads to the import, and to help', async () => {
    const card = await product.say('owner', 'startsida')
    expect(card.title).toMatch(/Inga personer än/)
    expect(says(card)).toEqual(['hjälp importera', 'utskick', 'hjälp'])
  })

  it('shows each company’s share, and what can be done with the sends under way', async () => {
    await importing(...Array.from({ length: 5 }, (_, at) => `100;Acme AB;${at};Kim;Ek;kim${at}@acme.example`))
    expect((await product.say('admin', 'startsida')).title).toBe('Acme AB: 0 av 5 personer kopplade (0 %)')
    await importing('200;Beta AB;1;Bo;Alm;bo@beta.example')
    expect(says(await product.say('admin', 'startsida'))[0]).toBe('verifiera konton')
    const plan = await product.say('admin', 'verifiera konton företag=100')
    const code = String(plan.data!.plan)
    await product.say('admin', `bekräfta ${code}`)
    const running = await product.say('admin', 'startsida')
    expect(running).toMatchObject({ kind: 'status', data: { total: 6, sends: [{ send: code, state: 'running' }] } })
    expect(running.rows!.press).toEqual(['status företag=100', 'status företag=200'])
    // Named above the buttons, which stop it.
    expect(running.text).toMatch(new RegExp(`Acme AB · ${code}: \\d av 5, pågår`))
    expect(running.title).toBe('0 av 6 personer kopplade (0 %)')
    expect(says(running).slice(0, 3)).toEqual(['verifiera konton', `pausa ${code}`, `stoppa ${code}`])
    await product.say('admin', `pausa ${code}`)
    expect(says(await product.say('admin', 'startsida')).slice(1, 3)).toEqual([`återuppta ${code}`, `stoppa ${code}`])
    await product.say('admin', `stoppa ${code}`)
    expect(says(await product.say('admin', 'startsida'))).toEqual(['verifiera konton', 'utskick', 'hjälp'])
  })

  it('says that there are more sends than it has room for', async () => {
    await importing(...[301, 302, 303, 304].map((number) => `${number};C${number};1;Bo;Alm;bo@c${number}.example`))
    const codes: string[] = []
    for (const number of [301, 302, 303, 304]) {
      const plan = await product.say('owner', `verifiera konton företag=${number}`)
      codes.push(String(plan.data!.plan))
      await product.say('owner', `bekräfta ${plan.data!.plan}`)
      await product.say('owner', `pausa ${plan.data!.plan}`)
    }
    const { text, buttons } = await product.say('owner', 'startsida')
    expect(text!.split('\n')).toHaveLength(4)
    expect(text).toMatch(/C304 · .*pausat\n.*\n.*C302.*\nFler utskick/s)
    expect(buttons!.map(({ label }) => label)).toContain('Utskick')
    for (const code of codes) await product.say('owner', `stoppa ${code}`)
    expect((await product.say('owner', 'startsida')).text).toBeUndefined()
  })

  it('of an employee shows their own account, or how to be known', async () => {
    const unknown = await product.say('employee:nobody@acme.example', 'start page')
    expect(unknown.buttons).toMatchObject([{ say: 'skicka länk' }, { label: 'Koppla mig', say: 'koppla' }])
    expect(JSON.stringify(unknown)).not.toMatch(/Acme AB|Beta AB|kim\d/)
  })

  it('of a guest is help, and no refusal', async () => {
    const card = await product.say(stranger, 'startsida')
    expect(card.kind).toBe('help')
    expect(JSON.stringify(card)).not.toMatch(/Acme AB|Beta AB/)
  })
})
