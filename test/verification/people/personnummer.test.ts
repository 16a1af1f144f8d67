import { describe, expect, it } from 'vitest'
import { findPersonalNumber } from '../../../src/verification/people/personnummer.ts'
import fc from '../../support/seeded.ts'

const checkDigit = (nine: string) => {
  const sum = [...nine].reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return (10 - (sum % 10)) % 10
}

/** Made-up numbers of every form, with the parts they were made of. */
const numbers = fc
  .record({
    day: fc.integer({ min: 0, max: 47_000 }),
    serial: fc.integer({ min: 0, max: 999 }),
    coordination: fc.boolean(),
    century: fc.boolean(),
    separator: fc.constantFrom('', '-', '+', ' ', '–'),
  })
  .map(({ day, serial, coordination, century, separator }) => {
    const date = new Date(Date.UTC(1899, 0, 1) + day * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '')
    const moved = coordination ? date.slice(0, 6) + String(Number(date.slice(6)) + 60) : date
    const nine = moved.slice(2) + String(serial).padStart(3, '0')
    return `${century ? moved : moved.slice(2)}${separator}${nine.slice(6)}${checkDigit(nine)}`
  })

describe('a personal identity number', () => {
  it('is found in every form, wherever it stands', () => {
    const around = fc.constantFrom('', 'anna', '_', 'x@', '.csv', ' ', '(', ';', 'é', '\n')
    fc.assert(
      fc.property(numbers, around, around, (number, before, after) => {
        expect(findPersonalNumber(before + number + after)).toEqual({ at: before.length, length: number.length })
      }),
      { numRuns: 2000 },
    )
  })

  it('is found once only its check digit is right', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 9 }), (number, off) => {
        const wrong = number.slice(0, -1) + ((Number(number.at(-1)) + off) % 10)
        expect(findPersonalNumber(wrong)).toBeNull()
      }),
    )
  })

  it('is not a part of a longer number', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 0, max: 9 }), (number, digit) => {
        expect(findPersonalNumber(`${number}${digit}`)).toBeNull()
      }),
    )
  })

  it('is told from organisation numbers, telephone and employment numbers, dates and codes', () => {
    for (const text of [
      '556036-0793',
      '5560360793',
      '165560360793',
      '202100-5489',
      '0701234567',
      '08-123 456 78',
      '+46701234567',
      '002837',
      '2026-03-29 09:00',
      '20260329',
      '990231-1234',
      '991301-1239',
      '000000-0000',
      '1234567890',
      'K7QM',
      '4111111111111111',
      '',
    ])
      expect([text, findPersonalNumber(text)]).toEqual([text, null])
    expect(findPersonalNumber('fil_19121212-1212.csv')).toEqual({ at: 4, length: 13 })
    expect(findPersonalNumber('201701102384@x.example')).toEqual({ at: 0, length: 12 })
    expect(findPersonalNumber('701063-2391')).toEqual({ at: 0, length: 11 })
  })

  it('takes time in proportion to the text', () => {
    const long = (length: number) => '1912-'.repeat(length / 5)
    expect(findPersonalNumber(long(2_000_000))).toBeNull()
    expect(findPersonalNumber('1'.repeat(2_000_000))).toBeNull()
    expect(findPersonalNumber(`${'9'.repeat(1_000_000)} 121212-1212`)).toMatchObject({ at: 1_000_001 })
  })
})
