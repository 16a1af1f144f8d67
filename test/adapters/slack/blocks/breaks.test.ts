import { expect, it } from 'vitest'
import { breakable } from '../../../../adapters/slack/blocks/breaks.ts'

const read = (cell: string) => cell.replace(/[\u00ad\u200b]/g, '')
/** The longest piece of a column that no browser would break. */
const widest = (table: string[][], at: number) =>
  Math.max(...table.flatMap((row) => row[at]!.split(/[ \n\u00ad\u200b]/).map((piece) => piece.length)))

const list = [
  ['Namn', 'Status', 'Anst.nr'],
  ['Förnamn-Maria Efternamnsson\nforstanamnet.efternamnsson@dotterbolaget.acme.example', 'ej skickad', '002837'],
  ['Bo Ek\nbo@x.example', 'kopplad direkt', '1'],
]

it('lets long words end where a telephone of 320 pixels needs it, and changes nothing that one reads', () => {
  const drawn = breakable(list)
  expect(drawn.map((row) => row.map(read))).toEqual(list)
  expect([0, 1, 2].reduce((sum, at) => sum + widest(drawn, at), 0)).toBeLessThanOrEqual(20)
  expect(drawn[2]![1]).toBe('kopp\u00adlad direkt')
  expect(drawn[1]![0]).toContain('\u200b@')
})

it('leaves alone what fits', () => {
  const narrow = [
    ['Företag', 'Kopplade'],
    ['Acme AB (100)', '10\u00a0000'],
  ]
  expect(breakable(narrow)).toEqual(narrow)
})

it('hyphenates words of letters into parts of about one length, and nothing else', () => {
  const [, row] = breakable([
    ['Företag', 'Personer', 'Kopplade'],
    ['Anläggningsmaskinförarna', '0046-70-123-456-7890', '10'],
  ])
  expect(row![0]!.split('\u00ad').map((part) => part.length)).toEqual([6, 6, 6, 6])
  expect(row![1]).not.toContain('\u00ad')
})

it('never cuts through a letter, however many columns there are', () => {
  const wide = [Array(8).fill('👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧')]
  for (const cell of breakable(wide)[0]!)
    for (const part of cell.split('\u200b')) expect(part).not.toMatch(/^[\udc00-\udfff]/)
  expect(breakable([[], []])).toEqual([[], []])
})
