import { parse } from 'csv-parse/sync'

/** A person of the file, with the cells as they ought to be. */
export interface FlexPerson {
  number: string
  cells: string[]
  email: string
}

const given = ['Åsa', 'Björn', 'Cecilia', 'Dan', 'Eva', 'Frédéric', 'Gun', 'Häkan', 'Ida', 'Jörgen', 'Märta', 'Östen']
const family = ['Ek', 'Öberg', 'Ask', 'Lindström', 'Sjö', 'Nyberg', 'von Essen', 'Åkesson', 'Berg-Lund']
const units = ['Lager', 'Kök', 'Kontor', 'Bygg Norr', 'Bygg Syd']
const numberAt = 2
const emailAt = 5
const startAt = 7

/** What goes wrong with one person in ten, cell by cell, as spreadsheets and people do it. */
const faults: ((cells: string[]) => string[])[] = [
  (cells) => cells.with(emailAt, cells[emailAt]!.replace('.example', ',example')),
  (cells) => cells.with(emailAt, cells[emailAt]!.replace('@', '')),
  (cells) => cells.with(emailAt, `${cells[emailAt]} eller ${cells[emailAt]!.replace('@', '.privat@')}`),
  (cells) => cells.with(emailAt, ''),
  (cells) => cells.with(emailAt, cells[emailAt]!.replace('@nordan.example', '@gmial.com')),
  (cells) => cells.with(startAt, 'tills vidare'),
  (cells) => cells.with(numberAt, '1,23457E+11'),
  (cells) => cells.with(emailAt, cells[emailAt]!.replace('.', ' . ')),
  (cells) => cells.slice(0, emailAt),
  (cells) => cells.with(emailAt, 'saknas'),
]

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[^a-z]/gi, '')
    .toLowerCase()

/** So many people of one company, as Flex HRM exports them: by position, without a header, in Windows-1252. */
export function flexPeople(count: number): FlexPerson[] {
  return Array.from({ length: count }, (_, i) => {
    const [first, last] = [given[i % given.length]!, family[Math.floor(i / given.length) % family.length]!]
    const email = `${plain(first)}.${plain(last)}${i}@nordan.example`
    const number = String(2001 + i).padStart(6, '0')
    const day = `20${String(10 + (i % 15))}-0${1 + (i % 9)}-${String(1 + (i % 28)).padStart(2, '0')}`
    return { number, email, cells: ['100', 'Nordan Bygg AB', number, first, last, email, units[i % 5]!, day] }
  })
}

/** The lines of the file, in which every tenth person is spoilt. */
const flexLines = (people: readonly FlexPerson[]): string[] =>
  people.map(({ cells }, i) => (i % 10 === 4 ? faults[Math.floor(i / 10) % faults.length]!(cells) : cells).join(';'))

export const flexFile = (people: readonly FlexPerson[]): Uint8Array =>
  Buffer.from(flexLines(people).join('\r\n'), 'latin1')

const right: Record<string, number> = {
  Företagsnr: 0,
  Företag: 1,
  Anställningsnr: numberAt,
  Förnamn: 3,
  Efternamn: 4,
  'E-post Visma Connect': emailAt,
  'Anställd från': startAt,
}

/** A file that came back, as somebody corrects it in a spreadsheet: each person's cells as they ought to be. */
export function corrected(bytes: Uint8Array, people: readonly FlexPerson[]): Uint8Array {
  const [head, ...rows]: string[][] = parse(Buffer.from(bytes), { bom: true, delimiter: ';' })
  const lines = rows.map((row) => {
    const person = people.find(({ number, email }) => row.includes(number) || row.includes(email))
    if (!person) throw new Error(`Nobody is meant by ${row}`)
    return row.map((cell, i) => person.cells[right[head![i]!] ?? -1] ?? cell)
  })
  return Buffer.from(`\ufeff${[head!, ...lines].map((row) => row.map(quoted).join(';')).join('\r\n')}\r\n`)
}

const quoted = (cell: string) => (/[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
