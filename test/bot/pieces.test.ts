import { describe, expect, it } from 'vitest'
import { piecesOf } from '../../src/bot/index.ts'

describe('a line in a narrow column', () => {
  it.each([
    ['Anna Ek', ['Anna Ek']],
    ['', ['']],
    [
      'Bekräfta att forstanamnet@dotterbolaget.example är din adress',
      ['Bekräfta att', 'forstanamnet', '@dotterbolaget.', 'example', 'är din adress'],
    ],
    [
      'forstanamnet.efternamnsson-lindqvist.1@acme.example',
      ['forstanamnet.', 'efternamnsson-', 'lindqvist.1', '@acme.example'],
    ],
    ['x'.repeat(40), ['x'.repeat(16), 'x'.repeat(16), 'x'.repeat(8)]],
    ['a.bbbbbbbbbbbbbbbbbbbb', ['a.bbbbbbbbbbbbbb', 'bbbbbb']],
  ])('%s', (line, pieces) => expect(piecesOf(line, 16)).toEqual(pieces))

  it('loses nothing, and cuts through no character', () => {
    for (const line of ['👩‍💻'.repeat(30), 'å@b.c '.repeat(9), '@'.repeat(50), `${'.'.repeat(40)} x`])
      expect(piecesOf(line, 16).join('').replaceAll(' ', '')).toBe(line.replaceAll(' ', ''))
  })

  it('of a megabyte takes no time', () => {
    const begun = performance.now()
    piecesOf(`${'x.'.repeat(250_000)} ${'y'.repeat(500_000)}`, 16)
    expect(performance.now() - begun).toBeLessThan(1_000)
  })
})
