import { describe, expect, it } from 'vitest'
import {
  findPersonalNumber,
  isRefusedCell,
  isRefusedName,
  looksPersonal,
} from '../../../src/verification/people/personnummer.ts'
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
    separator: fc.constantFrom(
      '',
      '-',
      '+',
      ' ',
      '–',
      '--',
      '.',
      '/',
      ' - ',
      '\t',
      '\u2009',
      '\u202f',
      '\r\n',
      '_',
      '·',
      ':',
      ', ',
    ),
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

  it('is found in the digits of any script, and however it is broken up', () => {
    const scripts = ['0', '\uff10', '\u0660', '\u06f0', '\u0966', '\u{1d7ce}', '\u{1d7f6}']
    const write = (text: string, zero: string) =>
      text.replace(/\d/g, (digit) => String.fromCodePoint(zero.codePointAt(0)! + Number(digit)))
    for (const text of [
      '1981-12-28-9874',
      '811228.9874',
      '811228/9874',
      '81 12 28 98 74',
      '811228--9874',
      '1981 1228 9874',
      '8 1 1 2 2 8 9 8 7 4',
      '8,112,289,874',
      '198.112.289.874',
      '8112 2898 74',
      '81\u200912\u202f28\t98\n74',
      '811228 \r\n 9874',
      '811228\u2212\u00ad9874',
      '8\u200b1122\u20609874'.replace('9874', '89874'),
    ])
      for (const zero of scripts)
        expect([text, zero, findPersonalNumber(`a ${write(text, zero)}.`)?.at]).toEqual([text, zero, 2])
    expect(
      findPersonalNumber('8\ufe0f\u20e31\ufe0f\u20e31\ufe0f\u20e32\ufe0f\u20e32\ufe0f\u20e38\ufe0f\u20e39874'),
    ).not.toBeNull()
    for (const text of ['⑧①①②②⑧-⑨⑧⑦④', '⒏⒈⒈⒉⒉⒏⒐⒏⒎⒋', '➑➊➊➋➋➑➒➑➐➍', '❽❶❶❷❷❽❾❽❼❹', '⑻⑴⑴⑵⑵⑻⑼⑻⑺⑷', '🄉🄂🄂🄃🄃🄉🄊🄉🄈🄅'])
      expect([text, findPersonalNumber(text)?.at]).toEqual([text, 0])
    expect(findPersonalNumber(`811228${' '.repeat(40)}9874`)).not.toBeNull()
  })

  it('is neither two employment numbers, nor dates, times and telephone numbers', () => {
    // Each would be one if its groups were read together: date and check digit are right.
    const pair = (text: string) => expect([text, findPersonalNumber(text)]).toEqual([text, null])
    pair('81122 89874')
    pair('samma person 81122 89874')
    pair('811 2289874')
    for (let day = 10; day < 29; day++)
      for (const other of ['2026-02-01', '2027-03-04', '2031-09-30', '1999-12-31']) {
        pair(`skickad=2026-01-${day},${other}`)
        pair(`2026-01-${day} – ${other}`)
      }
    for (let minute = 10; minute < 60; minute++) pair(`2026-03-29 09:${minute}`)
    for (let minute = 10; minute < 60; minute++) pair(`2026-03-29 09.${minute}`)
    for (let last = 10; last < 100; last++) pair(`070-123 45 ${last}`)
  })

  it('without its first zero is refused where a spreadsheet may have taken it', () => {
    for (const whole of ['0501011233', '0001010009']) {
      const nine = whole.slice(1)
      const isOne = findPersonalNumber(whole) !== null
      expect([whole, isRefusedCell(nine, true), isRefusedCell(nine, false)]).toEqual([whole, isOne, false])
      expect(isRefusedCell(`${nine.slice(0, 5)}-${nine.slice(5)}`, true)).toBe(isOne)
      expect(isRefusedCell(`1${nine}1`, true)).toBe(false)
    }
    expect(findPersonalNumber('0501011233')).not.toBeNull()
  })

  it('takes time in proportion to the text', () => {
    const long = (length: number) => '1912-'.repeat(length / 5)
    expect(findPersonalNumber(long(2_000_000))).toBeNull()
    expect(findPersonalNumber('1'.repeat(2_000_000))).toBeNull()
    expect(findPersonalNumber(`${'9'.repeat(1_000_000)} 121212-1212`)).toMatchObject({ at: 1_000_001 })
  })
})

describe('a name', () => {
  it.each(['Anna 811 228 98 74', '8 11228 9 874', 'Anna 811228 Ek 9874', '1981 1228 Ek (98 74)', 'A8B11228C9874'])(
    '%s holds a personal number, however it is spread',
    (name) => expect(isRefusedName(name)).toBe(true),
  )
  it.each(['Anna', 'Anna 2', 'Anna 811228', '811228 9875', '0701234567', 'Grupp 12345678901'])(
    '%s holds none',
    (name) => expect(isRefusedName(name)).toBe(false),
  )
})

describe('a number from which a spreadsheet has taken the zero', () => {
  it.each([
    '112181235',
    '112 181 235',
    '112\u00a0181\u00a0235',
    "112'181'235",
    '112181235.0',
    '112181235,00',
    '11218-1235',
  ])('is refused as %s', (cell) => expect(isRefusedCell(cell, true)).toBe(true))

  it.each(['112181236', '112 181 236', '112181235.5', '112181235 7', '012 181 235'])('is not %s', (cell) =>
    expect(isRefusedCell(cell, true)).toBe(false),
  )

  it.each(['8.112289874E+9', '8,112289874E+09', '1,98112289874E+11', '1.98112289874e11'])('is seen in %s', (cell) =>
    expect(isRefusedCell(cell, false)).toBe(true),
  )

  it.each(['8.112289875E+9', '8.112289E+9', '8.112289874E+3', '1E+11'])('is not seen in %s', (cell) =>
    expect(isRefusedCell(cell, true)).toBe(false),
  )

  it('is refused as an employment number only with its hyphen', () => {
    expect(['112181235', '112 181 235', '11218-1235'].map((cell) => isRefusedCell(cell, false))).toEqual([
      false,
      false,
      true,
    ])
  })
})

it('looks like one with any check digit, but not without a date, as a time or as two dates', () => {
  for (const cell of ['811228-1234', '8112281234', '19811228 1234', 'Ek 811228-1234'])
    expect([cell, looksPersonal(cell)]).toEqual([cell, true])
  for (const cell of ['556677-8899', '811328-1234', '2026-08-29 09:00', '2026-01-31, 2026-02-01', '0811228'])
    expect([cell, looksPersonal(cell)]).toEqual([cell, false])
})
