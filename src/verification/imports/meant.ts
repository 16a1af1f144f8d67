import type { Note } from './cells/notes.ts'
import { dividedAs } from './cells/whole-name.ts'
import type { PersonRow } from './rows.ts'
import type { Stored } from './stored.ts'
import type { ZeroLed } from './survey/zero-led.ts'

/** What is known of zeros that a spreadsheet has dropped. For rows that were judged before, their notes tell it. */
export interface Zeros {
  /** What somebody has said: numbers with other leading zeros are those that they look like, or other people's. */
  areTheSame?: boolean
  /** The numbers of the file that begin with zeros. */
  inFile?: ZeroLed
  /** Companies whose numbers have lost their zeros in this file: companies.id. */
  lost?: ReadonlySet<number>
}

/** The people whom a row may be about. */
interface Candidates {
  /** Who has this number in the row's company. */
  withNumber(number: string): Stored | undefined
  /** Who has its number but for leading zeros, and may be known here. */
  alike: Stored | undefined
  /** The number that its own probably was, before it lost zeros. */
  doubt: string | undefined
}

/** `isOwn`: somebody has said that the number is another person's than whose it looks like. */
interface Meant {
  person: Stored | undefined
  number: string
  isExact: boolean
  isOwn: boolean
}

/** Whom a row is about: whoever has its number, or else the number that it probably was before it lost zeros. */
export function whoIsMeant(row: PersonRow, { withNumber, alike, doubt }: Candidates, { areTheSame }: Zeros): Meant {
  const exact = withNumber(row.written ?? row.number) ?? withNumber(row.number)
  if (exact) return { person: exact, number: exact.number, isExact: true, isOwn: false }
  const isOwn = areTheSame === false && (alike ?? doubt) !== undefined
  if (isOwn) return { person: undefined, number: row.number, isExact: false, isOwn }
  const person = alike ?? (doubt ? withNumber(doubt) : undefined)
  return { person, number: person?.number ?? doubt ?? row.number, isExact: false, isOwn }
}

/** The number that the row's probably was before it lost zeros, as was judged before or as the file shows. */
export function doubtOf(row: PersonRow, notes: readonly Note[], { inFile }: Zeros): string | undefined {
  if (row.own) return undefined
  const noted = notes.find(({ cell, why }) => cell === 'number' && why === 'zeros')
  const twin = inFile?.twinOf(row)
  if (noted?.proposal || twin) return noted?.proposal ?? (twin?.agrees ? twin.number : undefined)
  return inFile?.filledUp(row)
}

/** The cells of a row whose numbers differ from those that are meant by leading zeros. */
export function zerosOf(row: PersonRow, companyNumber: string | undefined, number: string): Note[] {
  const zeros = (cell: 'number' | 'companyNumber', proposal: string): Note => ({ cell, why: 'zeros', proposal })
  return [
    ...(number === row.number ? [] : [zeros('number', number)]),
    ...(companyNumber ? [zeros('companyNumber', companyNumber)] : []),
  ]
}

/** The names of a row that has them in one cell, divided as those of the person whom it is about. */
export function namedAs(
  row: PersonRow,
  person: Pick<Stored, 'givenName' | 'familyName'> | undefined,
): { row: PersonRow; isSure?: true; isTurned?: boolean } {
  const found = row.wholeName && person ? dividedAs(row.wholeName, row.turned ?? false, person) : null
  if (!found) return { row }
  const { isTurned, isGuess: _guess, ...names } = found
  const { givenName: _given, familyName: _family, ...others } = row
  return { row: { ...others, ...names }, isSure: true, isTurned }
}
