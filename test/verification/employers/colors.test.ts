import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contrastToWhite, leastContrast, readable, readColor } from '../../../src/verification/employers/colors.ts'

describe('the colour of the button', () => {
  it.each([
    ['#0a5', '#00aa55'],
    ['0A6640', '#0a6640'],
    [' #0b5cad ', '#0b5cad'],
    ['green', null],
    ['#0a66', null],
    ['#00000g', null],
    ['url(#a)', null],
  ])('%j is %j', (typed, color) => expect(readColor(typed)).toBe(color))

  // Published examples: https://www.w3.org/WAI/WCAG22/Understanding/contrast-minimum and its tools round to two places.
  it.each([
    ['#000000', 21],
    ['#ffffff', 1],
    ['#767676', 4.54],
    ['#777777', 4.48],
    ['#0000ff', 8.59],
    ['#ff0000', 4],
  ])('%s has the contrast %d to white', (color, ratio) => expect(contrastToWhite(color)).toBeCloseTo(ratio, 1))

  it('has a darker one of its hue that can be read, whatever it is', () => {
    const color = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`)
    fc.assert(fc.property(color, (one) => contrastToWhite(readable(one)) >= leastContrast))
  })
})
