import { describe, expect, it } from 'vitest'
import { readNumber } from '../../../../src/verification/imports/cells/number.ts'

describe('a number', () => {
  it.each([
    '2837',
    '002837',
    'A-1002',
    'K17',
    'K 17',
    '12AB345',
    '10-1002',
    'å11',
    'A;10',
    '#13',
    '556677-8899',
    '100/2837',
    'ANBE',
    '0',
    '123456700000',
    '12345600000',
    '012345000000',
    '10:1002',
  ])('%s stays as it is', (number) => expect(readNumber(number)).toEqual({ text: number }))

  it.each([
    ['2,837', '2837'],
    ['2.837', '2837'],
    ['2 837', '2837'],
    ['2\u00a0837,00', '2837'],
    ['2,837.00', '2837'],
    ["2'837", '2837'],
    ['1.234.567', '1234567'],
    ['2837,00', '2837'],
    ['1001.0', '1001'],
    ['2840,00 kr', '2840'],
    ['SEK 2 840', '2840'],
    ['2840:-', '2840'],
    ['2842.', '2842'],
    ['２８３７', '2837'],
    ['٢٨٣٧', '2837'],
    ['Ａ‐１００２', 'A-1002'],
    ['nr 2837', '2837'],
    ['*002837*', '002837'],
    ['(2837)', '2837'],
    ['00 28 37', '002837'],
    ['002 837', '002837'],
    ['Anst.nr: 002837', '002837'],
    ['="002837"', '002837'],
  ])('%s in another dress is %s', (cell, text) => expect(readNumber(cell)).toMatchObject({ text, cleaned: true }))

  it('is told as it is written only where somebody may have such a one', () => {
    expect(readNumber('2.837')).toEqual({ text: '2837', cleaned: true, written: '2.837' })
    for (const cell of ['="2837"', '2837.0', "'2837"]) expect(readNumber(cell)).toEqual({ text: '2837', cleaned: true })
  })

  it.each([
    ...['', ' ', '-', '--', '–', '?', '...', 'N/A', 'n.a.', 'NULL', 'None', 'nan', '(null)', '(tom)', '[saknas]'],
    ...['Saknas', 'okänt', 'Ej angivet', 'xxx', 'undefined'],
  ])('is missing where there is %j in its place', (cell) => expect(readNumber(cell)).toEqual({ text: '' }))

  it.each([
    ['2837.5', 'no_number'],
    ['2837,25', 'no_number'],
    ['2842-', 'no_number'],
    ['-2842', 'no_number'],
    ['28 %', 'no_number'],
    ['TRUE', 'no_number'],
    ['SANT', 'no_number'],
    ['Falskt', 'no_number'],
    ['Ja', 'no_number'],
    ['vikarie', 'no_number'],
    ['VIK', 'no_number'],
    ['anna@acme.example', 'no_number'],
    ['Utskrivet av Anna', 'no_number'],
    ['2837, 2838', 'no_number'],
    ['2837 2838', 'no_number'],
    ['2837 och 2838', 'no_number'],
    ['2837+2838', 'no_number'],
    ['#N/A', 'error'],
    ['#SAKNAS!', 'error'],
    ['1,23457E+11', 'lost_digits'],
    ['123457000000', 'lost_digits'],
    ['100000000000000000000', 'lost_digits'],
    ['123457000000,00', 'lost_digits'],
    ['="123457000000"', 'lost_digits'],
    ['maj-24', 'number_as_day'],
    ['1899-12-31', 'number_as_day'],
    ['12:30', 'number_as_day'],
    ['12:30:00', 'number_as_day'],
  ])('cannot be %s', (cell, fault) => expect(readNumber(cell)).toMatchObject({ fault }))

  it.each([
    ['1,000', '1000'],
    ['2837 vikarie', '2837'],
    ['100 Acme AB', '100'],
    ['Sida 2 av 5', undefined],
  ])('that %s may mean is proposed: %s', (cell, proposal) => {
    expect(readNumber(cell, 'companyNumber')).toEqual({ fault: 'no_number', ...(proposal && { proposal }) })
  })

  it('of a company may be a word', () => {
    expect(readNumber('Norrort', 'companyNumber')).toEqual({ text: 'Norrort' })
    expect(readNumber('TRUE', 'companyNumber')).toEqual({ fault: 'no_number' })
  })
})
