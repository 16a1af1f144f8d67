import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registry } from '../../../src/commands/index.ts'
import { type Product, startProduct } from '../../support/product.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct({ idle: true })
})
afterAll(() => product.stop())

const subjects = ['utskick och brev', 'personer', 'filer och historik', 'behörighet och domäner', 'ditt eget konto']

describe('help by subject', () => {
  it('has every command in one subject', () => {
    const names = Object.values(registry.subjects).flatMap((commands) => commands.map(({ name }) => name))
    expect(names.sort()).toEqual(registry.commands.map(({ name }) => name).sort())
  })

  it('is reached from the overview; each row opens the help on its command, and together they list everything', async () => {
    const { buttons = [], rows } = await product.say('owner', 'hjälp')
    const lines = buttons.flatMap((one) => ('say' in one ? [one.say] : []))
    expect(lines.slice(-subjects.length)).toEqual(subjects.map((subject) => `hjälp ${subject}`))
    const listed: string[] = []
    for (const subject of subjects) {
      const card = await product.say('owner', `hjälp ${subject}`)
      expect(card).toMatchObject({ kind: 'help', title: `Hjälp om ${subject}` })
      listed.push(...card.rows!.body.map(([usage]) => usage!))
      const [line] = card.rows!.press!
      expect((await product.say('owner', line!)).data?.refused).toBeUndefined()
    }
    expect(listed.sort()).toEqual(rows!.body.map(([usage]) => usage).sort())
  })

  it('is understood in other words and in English', async () => {
    expect((await product.say('owner', 'hjälp om personer')).title).toBe('Hjälp om personer')
    expect((await product.said('owner', 'help about people', { language: 'en' })).card.title).toBe('Help on people')
    expect((await product.say('owner', 'hjälp om lista')).title).toBe('lista')
  })

  it('is the answer to an emoji that may mean anything; one that says yes, no or thanks is understood as that', async () => {
    for (const as of ['owner', 'anna']) {
      for (const [emoji, word] of Object.entries({ '👍': 'ja', ':-1:': 'nej', '🙏🏽': 'tack', '🦄': 'hjälp' })) {
        const { title } = await product.say(as, emoji)
        expect([emoji, title]).toEqual([emoji, (await product.say(as, word)).title])
      }
    }
  })

  it('shows an employee what is theirs, in one short list', async () => {
    const { buttons = [], rows } = await product.say('employee:e@acme.example', 'hjälp')
    expect(buttons.flatMap((one) => ('say' in one ? [one.say] : []))).toEqual(['skicka länk', 'status'])
    expect(rows!.body.length).toBeLessThan(10)
    expect((await product.say('employee:e@acme.example', 'hjälp utskick och brev')).data!.refused).toBeTruthy()
  })
})
