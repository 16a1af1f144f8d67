import { dividedAs } from './cells/whole-name.ts'
import type { PersonRow } from './rows.ts'
import type { Stored } from './stored.ts'

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
