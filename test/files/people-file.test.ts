import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { readPeopleFile } from '../../src/files/people-file.ts'
import fc from '../support/seeded.ts'

const header = 'Företagsnr;Företag;Anställningsnr;Förnamn;Efternamn;E-post Visma Connect'
const lines = [header, '100;Acme AB;0001;Åsa;Öberg;asa@acme.example', '100;Acme AB;0002;Örjan;Älg;']
const text = `${lines.join('\r\n')}\r\n`

async function read(bytes: Uint8Array | string, refuse?: (text: string) => boolean) {
  const answer = await readPeopleFile(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, refuse)
  if (!answer.ok) throw new Error(answer.problem.code)
  return { ...answer.file, rows: [...answer.file.rows] }
}

async function problem(bytes: Uint8Array | string, refuse?: (text: string) => boolean) {
  const answer = await readPeopleFile(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, refuse)
  return answer.ok ? null : answer.problem
}

it('reads rows that a spreadsheet took for one cell and put in quotes, all of them or those with a comma', async () => {
  const wrap = (line: string) => `"${line.replaceAll('"', '""')}"`
  const people = [header, '100;"Acme; AB";1;Åsa;"Öberg, ""x""";a@acme.example', '100;Acme, AB;2;Bo;Ek;b@acme.example']
  for (const some of [people.map(wrap), people.map((line) => (line.includes(',') ? wrap(line) : line))]) {
    const { rows } = await read(some.join('\r\n'))
    expect(rows.map(({ cells }) => [cells.company, cells.familyName, cells.email])).toEqual([
      ['Acme; AB', 'Öberg, "x"', 'a@acme.example'],
      ['Acme, AB', 'Ek', 'b@acme.example'],
    ])
  }
})

it.each(['\u0085', '\u2028', '\u2029'])(
  'reads lines that end with %j, and leaves it in a cell elsewhere',
  async (end) => {
    expect((await read(lines.join(end))).rows.map(({ line, cells }) => [line, cells.number])).toEqual([
      [2, '0001'],
      [3, '0002'],
    ])
    const inCell = await read(text.replace('Åsa', `Åsa${end}Maria`))
    expect(inCell.rows.map(({ cells }) => cells.givenName)).toEqual([`Åsa${end}Maria`, 'Örjan'])
  },
)

it('reads cells in single quotes, below a header with or without them', async () => {
  const quoted = (line: string) => line.replace(/[^;]+/g, "'$&'")
  const sio = `'100';'Acme; AB';'0003';'Siobhán';'O''Brien';'s@acme.example'`
  for (const head of [header, quoted(header)]) {
    const { rows } = await read([head, quoted(lines[1]!), sio].join('\r\n'))
    expect(rows.map(({ cells }) => [cells.companyNumber, cells.company, cells.number, cells.familyName])).toEqual([
      ['100', 'Acme AB', '0001', 'Öberg'],
      ['100', 'Acme; AB', '0003', "O'Brien"],
    ])
  }
  const guarded = await read([header, "'=1;Acme AB;'0001';Åsa;'t Hooft;"].join('\n'))
  expect(guarded.rows[0]!.cells).toMatchObject({ number: "'0001'", familyName: "'t Hooft" })
})

describe('encodings', () => {
  for (const [encoding, bytes] of [
    ['UTF-8', Buffer.from(text)],
    ['UTF-8', Buffer.from(`\ufeff${text}`)],
    ['UTF-16LE', iconv.encode(text, 'utf-16le', { addBOM: true })],
    ['UTF-16LE', iconv.encode(text, 'utf-16le')],
    ['UTF-16BE', iconv.encode(text, 'utf-16be', { addBOM: true })],
    ['UTF-16BE', iconv.encode(text, 'utf-16be')],
    ['Windows-1252', iconv.encode(text, 'windows-1252')],
    ['IBM437', iconv.encode(text, 'cp437')],
  ] as const) {
    it(`reads ${encoding}, ${bytes.length} bytes`, async () => {
      const file = await read(bytes)
      expect(file).toMatchObject({ format: 'csv', encoding, delimiter: ';' })
      expect(file.rows.map((row) => [row.line, row.cells.number, row.cells.givenName, row.cells.familyName])).toEqual([
        [2, '0001', 'Åsa', 'Öberg'],
        [3, '0002', 'Örjan', 'Älg'],
      ])
    })
  }

  it('tells curly quotes and dashes of Windows-1252 from the letters of IBM437', async () => {
    const quotes = iconv.encode(`${header}\n1;”Kaféet” – “Nord” €;1;Åke;Berg;`, 'windows-1252')
    expect((await read(quotes)).rows[0]?.cells.company).toBe('”Kaféet” – “Nord” €')
  })

  it('reads a DOS file with its end mark', async () => {
    expect((await read(iconv.encode(`${text}\x1a`, 'cp437'))).rows).toHaveLength(2)
  })
})

describe('columns', () => {
  it('takes them in any order and case, in English and without accents, with tabs and commas', async () => {
    for (const head of [
      'E-POST VISMA CONNECT\tforetagsnr\tANSTALLNINGSNR',
      'E-mail Visma Connect,Company number,Employment no.',
      '"E-post Visma Connect";"Företagsnr";"Anställningsnr"',
      'sep=;\r\nE-post Visma Connect;FÖRETAGSNR ;Anställningsnummer'.normalize('NFD'),
    ]) {
      const delimiter = /[\t,;](?![^\n]*sep)/.exec(head.replace(/^sep=.*\n/, ''))?.[0] ?? ';'
      const file = await read(`${head}\n${['a@x.example', '007', '0012'].join(delimiter)}`)
      expect(file.rows[0]?.cells).toEqual({ email: 'a@x.example', companyNumber: '007', number: '0012' })
    }
  })

  it('does not believe a first line that tells another delimiter than there is', async () => {
    for (const said of ['sep=,', '"sep=|"', 'sep=\t']) {
      const file = await read(`${said}\r\nFöretagsnr;Anställningsnr;E-post Visma Connect\r\n1;2;a@x.example\r\n`)
      expect(file).toMatchObject({ delimiter: ';', header: 2 })
    }
  })

  it('lists what it does not read, the second of two alike included', async () => {
    const file = await read(
      'Företagsnr;Anställningsnr;E-post Visma Connect;Skostorlek;E-post;Anst.nr\n1;2;a@x.example;43;b@x.example;9',
    )
    expect(file.ignoredColumns).toEqual(['Skostorlek', 'E-post', 'Anst.nr'])
    expect(file.rows[0]?.cells).toEqual({ companyNumber: '1', number: '2', email: 'a@x.example' })
  })

  it('says which columns it expects', async () => {
    expect(await problem('hej;hopp\n1;2')).toMatchObject({
      code: 'no_header',
      expected: expect.stringContaining('Anställningsnr'),
    })
    expect(await problem('Förnamn;Anställningsnr\nAnna;1')).toMatchObject({
      code: 'missing_columns',
      missing: 'Företagsnr, E-post Visma Connect',
    })
    expect(await problem(`${header};E-post Visma Connect\n1;2;3;4;5;6;7`)).toMatchObject({ code: 'header_twice' })
  })
})

describe('broken lines', () => {
  const ok = (n: number) => `1;Acme;${n};Anna;Berg;a${n}@x.example`

  it('are one unreadable row each and take no other with them', async () => {
    const broken = [
      '1;Acme;2;too;many;cells;here',
      '1;Acme;3;"Anna;Berg;a@x.example',
      '1;Acme;4;"Anna"x;Berg;a@x.example',
      `1;Acme;5;too;many;x;cells;a@x.example`,
      '1;Acme;6;"Anna;Berg;a@x.example',
    ]
    const file = await read([header, ...broken.flatMap((line, i) => [ok(10 + i), line]), ok(99)].join('\r\n'))
    expect(file.rows.map((row) => row.problem ?? row.cells.number)).toEqual([
      '10',
      'unreadable',
      '11',
      'unreadable',
      '12',
      'unreadable',
      '13',
      'unreadable',
      '14',
      'unreadable',
      '99',
    ])
    expect(file.rows.map((row) => row.line)).toEqual(Array.from({ length: 11 }, (_, i) => i + 2))
  })

  it('reads line breaks inside quotes, quotes inside names, and empty cells too many at the end', async () => {
    const file = await read(
      `${header}\n1;Acme;1;"An\r\nna ""Nan""";Berg;\n1;Acme;2;Anna "Nan" B;5" Berg;;;;\n1;Acme;3;x;y;`,
    )
    expect(file.rows.map((row) => [row.line, row.cells.givenName, row.cells.familyName])).toEqual([
      [2, 'An\r\nna "Nan"', 'Berg'],
      [4, 'Anna "Nan" B', '5" Berg'],
      [5, 'x', 'y'],
    ])
  })

  const person = (n: number) => ['100', 'Acme AB', `${n}`, `Anna${n}`, `Berg${n}`, `p${n}@acme.example`, 'Lager']
  const people = [2, 3, 4, 5].map(person)
  const places = people[0]!.flatMap((_, opened) => people[0]!.map((_, closed) => [opened, closed] as const))

  it.each(places)('loses no row between a stray quote in column %i and one in column %i of the next', async (a, b) => {
    const spoilt = structuredClone(people)
    spoilt[1]![a] = `"${spoilt[1]![a]}`
    spoilt[2]![b] = `${spoilt[2]![b]}"`
    const { rows } = await read([`${header};Enhet`, ...spoilt.map((cells) => cells.join(';'))].join('\n'))
    expect(rows.map(({ line }) => line)).toEqual([2, 3, 4, 5])
    for (const { line, cells, problem } of rows)
      if (!problem)
        expect([cells.number, cells.email].map((cell) => cell?.replace(/"$/, ''))).toEqual([
          `${line}`,
          `p${line}@acme.example`,
        ])
  })

  it('keeps a cell that somebody wrote over two lines, with a delimiter in it', async () => {
    const { rows } = await read(`${header};Enhet\n1;Acme;1;Anna;Berg;a@x.example;"Lager; norra\nvåningen"\n`)
    expect(rows.map(({ cells }) => cells.unit)).toEqual(['Lager; norra\nvåningen'])
  })

  it('may end early: what is missing at the end is empty', async () => {
    const file = await read(
      `${header};;\n1;Acme;2\n1;Acme;3;Anna;Berg;a@x.example;;;\n1;Acme;4;${'x'.repeat(2000)};;b@x.example`,
    )
    expect(file.rows.map(({ cells }) => [cells.number, cells.email])).toEqual([
      ['2', ''],
      ['3', 'a@x.example'],
      ['4', 'b@x.example'],
    ])
  })

  it('does not count empty lines', async () => {
    const file = await read(`\r\n;;;\n${header}\n\n;;;;;\n   \n${ok(1)}\n"";"";;;;\n\n${ok(2)}\n\n`)
    expect(file.rows.map((row) => [row.line, row.cells.number])).toEqual([
      [7, '1'],
      [10, '2'],
    ])
  })

  it('never crashes, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (noise) => {
        await readPeopleFile(noise)
        const answer = await readPeopleFile(Buffer.concat([Buffer.from(`${header}\n`), noise]))
        if (answer.ok) expect(new Set([...answer.file.rows].map((row) => row.line)).size).toBe(answer.file.rows.length)
      }),
      { numRuns: 500 },
    )
  })
})

describe('what is no usable file', () => {
  it('is named by its kind', async () => {
    expect(await problem('')).toEqual({ code: 'empty_file' })
    expect(await problem('\n\n  \n')).toEqual({ code: 'empty_file' })
    expect(await problem('%PDF-1.7\n...')).toEqual({ code: 'not_text', format: 'pdf' })
    expect(await problem(Buffer.from([0x50, 0x4b, 3, 4, 0, 0]))).toEqual({ code: 'damaged_workbook' })
    const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex')
    expect(await problem(ole)).toEqual({ code: 'not_text', format: 'xls' })
    expect(await problem(Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10]))).toEqual({ code: 'not_text', format: 'image' })
    for (const page of [
      '<html><table>',
      '\ufeff\r\n<!DOCTYPE html>',
      '<?xml version="1.0"?><Workbook>',
      '<TABLE border=1>',
    ])
      expect(await problem(page)).toEqual({ code: 'not_text', format: 'page' })
    expect(await problem(Buffer.from([1, 2, 3, 0, 0, 7, 9, 0]))).toEqual({ code: 'not_text', format: 'binary' })
    expect(await problem(Buffer.alloc(26 * 1024 * 1024, 'a'))).toMatchObject({ code: 'too_large' })
    expect(await problem(`${header}\n${'1;a;1;;;\n'.repeat(200_001)}`)).toEqual({
      code: 'too_many_rows',
      limit: 200_000,
    })
  })

  it('is refused as a whole for one cell, also in a column that is not read, and in a broken line', async () => {
    const refuse = (cell: string) => cell.includes('secret')
    expect(await problem(`${header};Notes\n1;A;1;x;y;;\n1;A;2;x;y;;a secret`, refuse)).toEqual({
      code: 'refused',
      line: 3,
    })
    expect(await problem(`${header}\n1;A;1;"x;secret`, refuse)).toEqual({ code: 'refused', line: 2 })
    expect(await problem(`${header};secret\n`, refuse)).toMatchObject({ code: 'refused' })
  })

  it('does not mistake a telephone column for anything else', async () => {
    const head = header.replace('Förnamn', 'Mobiltelefon')
    expect(await problem(`${head}\n1;A;1;0701010001;y;`, (cell) => cell.includes('070'))).toBeNull()
    expect(await problem(`${header}\n1;A;1;0701010001;y;`, (cell) => cell.includes('070'))).toMatchObject({
      code: 'refused',
    })
  })
})
