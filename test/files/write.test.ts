import { describe, expect, it } from 'vitest'
import { storable } from '../../src/base/storable.ts'
import { readPeopleFile } from '../../src/files/people-file.ts'
import { type Column, columns } from '../../src/files/table/names.ts'
import { cellsFile, peopleFile } from '../../src/files/write.ts'
import fc from '../support/seeded.ts'

const text = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)

describe('a written file', () => {
  it('is what Swedish Excel opens', async () => {
    const nobody = { companyName: '', familyName: '', email: null, startsOn: null, endsOn: null, language: null }
    const asa = {
      ...nobody,
      companyNumber: '100',
      number: '007',
      givenName: 'Åsa',
      unit: 'A;B',
      role: 'säger "hej"',
      active: true,
      protected: false,
    }
    const { bytes, total } = await peopleFile([[asa], [{ ...asa, number: '008', unit: '', role: '', givenName: 'Bo' }]])
    expect(total).toBe(2)
    expect(text(bytes)).toBe(
      '\ufeffFöretagsnr;Företag;Anställningsnr;Förnamn;Efternamn;E-post Visma Connect;Enhet;Roll;Aktiv;Anställd från;Anställd till;Språk;Skyddad\r\n' +
        '100;;007;Åsa;;;"A;B";"säger ""hej""";Ja;;;;Nej\r\n' +
        '100;;008;Bo;;;;;Ja;;;;Nej\r\n',
    )
  })

  it('runs nothing in a spreadsheet', () => {
    const written = text(
      cellsFile(
        ['=1+1', '+46 70', '-1', '@SUM(A1)', '\tx', '\rx', '\0x', "'=1", "'quoted'"].map((number) => ({ number })),
      ),
    )
    expect(
      written
        .split('\r\n')
        .slice(1, -1)
        .map((line) => line.slice(2, -10)),
    ).toEqual(["'=1+1", "'+46 70", "'-1", "'@SUM(A1)", "'\tx", '"\'\rx"', "'\0x", "''=1", "'quoted'"])
  })

  it.each(['\uff1d1+1', '\uff0b46 70', '\uff0d1', '\uff20SUM(A1)'])(
    'runs nothing that is written as %s either',
    (number) => {
      expect(text(cellsFile([{ number }]))).toContain(`;'${number}`)
    },
  )

  it('is read back without loss, whatever the fields', async () => {
    const nasty = fc.constantFrom(
      "'",
      "''=",
      '=',
      '"',
      '""',
      ';',
      '\r\n',
      '\n',
      '\r',
      '\t',
      '\0',
      ' ',
      ',',
      'å',
      '\ufeff',
      '+',
      '-',
      '@',
      '\x1a',
      '😀',
      'a',
    )
    const field = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.array(nasty, { maxLength: 8 }).map((parts) => parts.join('')),
    )
    const row = fc.tuple(...columns.map(() => field)).map((cells) => {
      const filled = Object.fromEntries(columns.map((column, i) => [column, cells[i]])) as Record<Column, string>
      return { ...filled, number: `n${filled.number}` }
    })
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 12 }), async (rows) => {
        const answer = await readPeopleFile(cellsFile(rows))
        // What no database can hold is left out.
        const kept = rows.map((cells) =>
          Object.fromEntries(Object.entries(cells).map(([at, cell]) => [at, storable(cell)])),
        )
        expect(answer.ok && [...answer.file.rows].map(({ cells }) => cells)).toEqual(kept)
      }),
      { numRuns: 150 },
    )
  })
})
