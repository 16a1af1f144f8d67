import { columnOf } from '../../files/table/columns.ts'
import type { Column } from '../../files/table/names.ts'

/** The word that `tolka` has for each column. */
export const columnWords: Readonly<Record<Column, { sv: string; en: string }>> = {
  email: { sv: 'epost', en: 'email' },
  number: { sv: 'anstnr', en: 'employmentno' },
  companyNumber: { sv: 'företagsnr', en: 'companyno' },
  givenName: { sv: 'förnamn', en: 'firstname' },
  familyName: { sv: 'efternamn', en: 'lastname' },
  // `företag` says which company all belong to.
  company: { sv: 'företagsnamn', en: 'companyname' },
  active: { sv: 'aktiv', en: 'active' },
  startsOn: { sv: 'från', en: 'from' },
  endsOn: { sv: 'till', en: 'to' },
  protected: { sv: 'skyddad', en: 'protected' },
  unit: { sv: 'enhet', en: 'unit' },
  role: { sv: 'roll', en: 'role' },
  language: { sv: 'språk', en: 'language' },
  // Which name stands first there is a word instead of a number: `namn efternamn`.
  wholeName: { sv: 'namn', en: 'name' },
  turnedName: { sv: 'namn', en: 'name' },
}

/** What says which name stands first in whole names. */
export const nameWords = { given: 'förnamn', family: 'efternamn' } as const

const columnsWithWords = Object.entries(columnWords) as [Column, { sv: string; en: string }][]

/** The column that is meant by its word in either language, or by a header that is known. */
export function columnSaid(said: string): Column | null {
  const word = fold(said)
  const found = columnsWithWords.find(([, { sv, en }]) => word === fold(sv) || word === fold(en))
  return found?.[0] ?? (/^(foretag|company)$/.test(word) ? null : columnOf(said))
}

export const fold = (word: string) =>
  word
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '')
