import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Product, startProduct } from '../../support/product.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.stop())

describe('an answer that has nothing to show', () => {
  it.each([
    'status',
    'lista',
    'lista epost=saknas',
    'studsar',
    'studsar skickad=idag',
    'utskick',
    'historik Nisse',
    'roll',
    'domän lista',
    'fyll i',
    'kontrollera kopplingar',
    'hur går det',
    'vilka har studsat',
    'visa utskicken',
  ])('has a button for what comes next: %s', async (line) => {
    const card = await product.say('owner', line)
    expect(card.buttons ?? []).not.toEqual([])
  })

  it('leads to the people when there are none, and to everybody when a filter found none', async () => {
    const says = async (line: string) =>
      (await product.say('owner', line)).buttons!.map((button) => ('say' in button ? button.say : button.open))
    expect(await says('lista')).toEqual(['hjälp importera'])
    expect(await says('lista epost=saknas')).toContain('lista')
    expect(await says('utskick')).toEqual(['verifiera konton', 'status'])
  })
})
