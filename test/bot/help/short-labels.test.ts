import { expect, it } from 'vitest'
import { type Card, longestLabel, withShortLabels } from '../../../src/bot/index.ts'
import { registry } from '../../../src/commands/index.ts'
import { speaker } from '../../../src/text/index.ts'

const say = speaker('sv')
const short = (card: Partial<Card>) =>
  withShortLabels({ kind: 'question', tone: 'question', title: 'Vem?', ...card }, registry, say)

it('leaves a card alone whose labels a telephone shows whole', () => {
  const card: Partial<Card> = { buttons: [{ label: 'x'.repeat(longestLabel), say: 'status 1' }] }
  expect(short(card)).toMatchObject(card)
})

it('puts long labels among the words, numbered, and presses say what they said', () => {
  const names = ['Förnamn-Maria Efternamnsson Lindqvist, 0012', 'Förnamn-Maria Efternamnsson Lindgren, 0013']
  const card = short({
    text: 'Två heter så.',
    buttons: [
      { label: names[0]!, say: 'status 0012', effect: 'primary' },
      { label: 'Ingen av dem', say: 'lista' },
      { label: names[1]!, say: 'status 0013' },
    ],
  })
  expect(card.text).toBe(`Två heter så.\n1. ${names[0]}\n2. ${names[1]}`)
  expect(card.buttons).toEqual([
    { label: `1. ${say('press.status')}`, say: 'status 0012', effect: 'primary' },
    { label: 'Ingen av dem', say: 'lista' },
    { label: `2. ${say('press.status')}`, say: 'status 0013' },
  ])
  for (const { label } of card.buttons!) expect(label.length).toBeLessThanOrEqual(longestLabel)
})
