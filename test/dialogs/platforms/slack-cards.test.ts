import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Card, Language } from '#bot'
import { render } from '../../../adapters/slack/render.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'
import { brokenLimits } from '../../support/slack/limits.ts'
import { wordsOf } from '../../support/slack/people.ts'

const PEOPLE = 10_000
const names = ['*Anna*', '<!channel>', ':tada:', '👩‍👩‍👧‍👦 Öberg', '_Bo_ & <@U1>', '`kod` ~bort~', 'Å'.repeat(90)]
let product: Product
let plan: Card
let imported: Card

beforeAll(async () => {
  product = await startProduct({ environment: { FOUR_EYES_ABOVE: '100000' } })
  const line = (at: number) =>
    `${100 + (at % 30)};Företag ${at % 30};${at};${names[at % names.length]};Andersson-Öberg;person${at}@acme.example`
  const wrong = '100;Företag 0;99999;Fel;Adress;inte en adress'
  imported = await product.say('owner', 'importera', [
    csv([header, ...Array.from({ length: PEOPLE }, (_, at) => line(at)), wrong]),
  ])
  await product.say('owner', `bekräfta ${imported.data!.plan}`)
  plan = await product.say('owner', 'verifiera konton')
}, 240_000)
afterAll(() => product.stop())

const lines = [
  'hjälp',
  'hjälp verifiera konton',
  'status',
  'status företag=100',
  'status 17 företag=117',
  'status person17@acme.example',
  'status Andersson-Öberg',
  'lista',
  'lista sida=400',
  'lista epost=saknas',
  'exportera företag=100',
  'utskick',
  'historik',
  'historik kontrollera',
  'domän lista',
  'domän lägg till acme.example',
  'roll',
  'skicka länk',
  'språk en',
  'koppla',
  'utdrag person17@acme.example',
  'verifiera person17@acme.example',
  'verifiera konton företag=finnsinte',
  'verfiera kontn företag=Företag',
  `${'x'.repeat(3_000)} *fet* <!channel>`,
  '',
]

describe(`every card of a company with ${PEOPLE} people`, () => {
  it.each(['sv', 'en'] as Language[])('keeps the limits of Slack in %s', { timeout: 120_000 }, async (language) => {
    const cards: [string, Card][] = [
      ['importera', imported],
      ['verifiera konton', plan],
    ]
    for (const line of lines) cards.push([line, (await product.said('owner', line, { language })).card])
    for (const [line, card] of cards) {
      for (const classic of [false, true]) {
        const { blocks, text } = render(card, { language, asker: 'U0ANNA', classic })
        expect({ line, broken: brokenLimits(blocks, classic ? 'home' : 'message', classic) }).toEqual({
          line,
          broken: [],
        })
        expect(text.length).toBeGreaterThan(0)
      }
    }
  })

  it('shows the plan with all its buttons, and names as they are written', () => {
    const { blocks } = render(plan, { language: 'sv' })
    const buttons = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []))
    expect(buttons).toHaveLength(plan.buttons!.length)
    expect(wordsOf(blocks)).toContain('<!channel>')
  })

  it('turns the send into its result within the limits', { timeout: 60_000 }, async () => {
    const running = await product.say('owner', `bekräfta ${plan.data!.plan}`)
    expect(brokenLimits(render(running, { language: 'sv' }).blocks, 'message')).toEqual([])
    await product.say('owner', `stoppa ${plan.data!.plan}`)
    const stopped = await product.say('owner', `utskick ${plan.data!.plan}`)
    expect(brokenLimits(render(stopped, { language: 'sv' }).blocks, 'message')).toEqual([])
  })
})
