import { expect, it } from 'vitest'
import { table } from '../../../adapters/teams/cards/table.ts'

const words = (rows: Parameters<typeof table>[0]) => JSON.stringify(table(rows, 20_000).element)

it('has each word and address whole, in fewer columns where three have no room for it', () => {
  const people = {
    head: ['Namn', 'Status', 'Anst.nr'],
    body: [['Förnamn-Maria Efternamnsson\nanna.bergstromsson@acme.example', '● skickad', '0012']],
    numbers: [2],
    press: ['status 1'],
  }
  const drawn = words(people)
  for (const word of ['Efternamnsson', 'anna.bergstromsson@acme.example', '● skickad', '0012'])
    expect(drawn).toContain(word)
  expect(drawn).toContain('"say":"status 1"')
  expect(table(people, 20_000).element.columns).toHaveLength(1)
})

it('keeps three columns that have room', () => {
  const rows = { head: ['Kod', 'Läge', 'Antal'], body: [['K7QM', 'klart', '12']], numbers: [2] }
  expect(table(rows, 20_000).element.columns).toHaveLength(3)
})
