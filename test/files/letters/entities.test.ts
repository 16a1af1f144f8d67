import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it, vi } from 'vitest'
import { readPeopleFile } from '../../../src/files/people-file.ts'

vi.setConfig({ testTimeout: 60_000 })

const header = ['F&ouml;retagsnr', 'Företag', 'Anst&auml;llningsnr', 'Förnamn', 'Efternamn', 'E-post Visma Connect']
const rows = [
  header,
  ['100', 'Bygg &amp; Montage AB', '001', '&Aring;sa', 'Bj&ouml;rnstj&#228;rna', 'a&b@acme.example'],
  ['100', 'Bygg &amp; Montage AB', '002', 'Andr&#xE9;', 'O&#39;Neill-L&oslash;v', 'c@acme.example'],
  ['100', 'Bygg &amp; Montage AB', '003', 'Ko&scaron;', 'Ek &quot;x&quot; &#59; &foo; &', 'd@acme.example'],
]

const read = async (bytes: Uint8Array) => {
  const answer = await readPeopleFile(bytes)
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem))
  return answer.file
}

describe('letters that a web page has spelt in its own way', () => {
  const text = rows
    .slice(0, 3)
    .map((cells) => cells.join(';'))
    .join('\r\n')
  const workbook = () => writeXlsx({ sheets: [{ name: 'Personal', rows }] })

  it.each([
    ['text', async () => Buffer.from(text)],
    ['workbook', workbook],
  ])('are put right and said to be in a %s', async (_, bytes) => {
    const { rows, mended, ignoredColumns } = await read(await bytes())
    expect({ mended, ignoredColumns }).toEqual({ mended: true, ignoredColumns: [] })
    const [one, two] = [...rows].map(({ cells }) => cells)
    expect(one).toMatchObject({ company: 'Bygg & Montage AB', givenName: 'Åsa', familyName: 'Björnstjärna' })
    expect(one?.email).toBe('a&b@acme.example')
    expect(two).toMatchObject({ givenName: 'André', familyName: 'O’Neill-Løv'.replace('’', "'") })
  })

  it('are no quotes and no delimiters, and nothing else is changed', async () => {
    const third = [...(await read(await workbook())).rows][2]!.cells
    expect(third.familyName).toBe('Ek &quot;x&quot; &#59; &foo; &')
  })

  it('are not looked for where there is nothing but an ampersand', async () => {
    const { rows, mended } = await read(Buffer.from(`${rowsOf('H&M', '&Co; &')}`))
    expect([...rows][0]!.cells).toMatchObject({ company: 'H&M', familyName: '&Co' })
    expect(mended).toBe(false)
  })
})

const rowsOf = (company: string, name: string) =>
  `Företagsnr,Företag,Anställningsnr,Förnamn,Efternamn,E-post Visma Connect\n1,${company},1,A,${name.split(';')[0]},a@acme.example`
