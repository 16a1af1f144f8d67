import { type PersonColumn, personColumns } from '../../base/columns.ts'

export type Column = PersonColumn
export const columns: readonly Column[] = personColumns

/** The headers of the Flex export. */
export const headers: Record<Column, string> = {
  companyNumber: 'Företagsnr',
  company: 'Företag',
  number: 'Anställningsnr',
  givenName: 'Förnamn',
  familyName: 'Efternamn',
  email: 'E-post Visma Connect',
  unit: 'Enhet',
  role: 'Roll',
  active: 'Aktiv',
  startsOn: 'Anställd från',
  endsOn: 'Anställd till',
  language: 'Språk',
  protected: 'Skyddad',
}

/**
 * The header of a column that our files of rows to be corrected have: in which import, and by its cells on which line
 * there, the row was. It and the columns right of it are ours.
 */
export const originHeader = (code: string): string => `Rad i ${code}`

/** The import that such a header names; null for another header. */
export const originOf = (header: string): string | null =>
  /^Rad i ([A-HJ-NP-Z2-9]{4,12})$/i.exec(header)?.[1]?.toUpperCase() ?? null

/**
 * Other headers that are read without asking. Plain `E-post` is not among them: in Flex it is another field, the
 * employee's private address.
 */
export const aliases: Record<Column, string[]> = {
  companyNumber: [
    'Företagsnummer',
    'Företagnr',
    'Bolagsnr',
    'Bolagsnummer',
    'Company number',
    'Company no',
    'Company nr',
    'Firmanr',
    'Selskapsnr',
  ],
  company: ['Företagsnamn', 'Bolag', 'Company', 'Company name'],
  number: [
    'Anställningsnummer',
    'Anst.nr',
    'Anstnummer',
    'Anställnr',
    'Employment number',
    'Employment no',
    'Employee number',
    'Employee no',
    'Ansattnr',
    'Ansattnummer',
    'Medarbejdernr',
    'Medarbejdernummer',
  ],
  givenName: ['Tilltalsnamn', 'Given name', 'First name', 'Fornavn'],
  familyName: ['Family name', 'Last name', 'Surname', 'Etternavn', 'Efternavn'],
  email: [
    'Visma Connect e-post',
    'Epostadress Visma Connect',
    'E-postadress Visma Connect',
    'E-mail Visma Connect',
    'Visma Connect e-mail',
    'Visma Connect',
  ],
  unit: ['Avdelning', 'Unit', 'Department', 'Avdeling', 'Afdeling'],
  role: ['Role', 'Rolle'],
  active: ['Active', 'Aktiv anställd'],
  startsOn: ['Anställd fr.o.m.', 'Employed from', 'Starts on', 'Start date'],
  endsOn: ['Anställd t.o.m.', 'Employed to', 'Employed until', 'Ends on', 'End date'],
  language: ['Language', 'Språk/Language', 'Sprog'],
  protected: ['Skyddad identitet', 'Skyddade personuppgifter', 'Protected', 'Protected identity'],
}

/** Headers that probably mean a column, in Swedish, English, Norwegian and Danish. Proposed, never taken for granted. */
export const likely: Record<Column, RegExp> = {
  companyNumber:
    /^(bolag|foretag|firma|selskab|selskap|company|arbetsgivar|virksomhed)\w*(nr|nummer|number|no|id|kod|kode|code)$|^(orgnr|organisationsnummer|ftgnr|ftg)$/,
  company: /^(bolag|bolagsnamn|foretag\w*|firma|selskab|selskap|company|arbetsgivare|employer|virksomhed)$/,
  number:
    /^(anst|anstid|anstallnings?id|anst\w*nr|employeeid|employmentid|personalnr|personalnummer|lonnsnr|lonenr|ansatt\w*|medarbejder\w*|medarbetar\w*|staffid|staffno|id|nr|nummer|number)$/,
  givenName: /^(fornamn|fornavn|givenname|firstname|first|tilltalsnamn)\w*$/,
  familyName: /^(efternamn|etternavn|efternavn|lastname|surname|familyname|last)\w*$/,
  email: /(epost|mail)/,
  unit: /^(enhet|avd|avdelning|unit|department|dept|avdeling|afdeling|kostnadsstalle|arbetsplats)\w*$/,
  role: /^(roll|role|rolle|befattning|titel|title|stilling|tjanst)\w*$/,
  active: /^(aktiv|active|status)\w*$/,
  startsOn:
    /^(anstalld\w*(fran|from)|startdat\w*|start|anstallningsdatum|from|fran|fom|ansat\w*dato|hiredate|begindate)$/,
  endsOn: /^(anstalld\w*(till|tom)|slutdat\w*|slut|sluttdato|enddate|tom|till|avgang\w*|terminationdate)$/,
  language: /^(sprak|language|lang|sprog)\w*$/,
  // Not `Skyddsombud`, nor `Sekretessavtal`.
  protected: /^(skyddad\w*|sekretess?(mark\w*|skydd\w*|belagd|uppgift\w*)|sekretess|protected\w*|confidential)$/,
}

/** Lower case without accents and punctuation, so that `Anställningsnr.` and `ANSTALLNINGSNR` are the same header. */
export function plain(header: string): string {
  return header
    .normalize('NFD')
    .toLowerCase()
    .replace(/ø/g, 'o')
    .replace(/æ/g, 'a')
    .replace(/[^\p{L}\p{N}]/gu, '')
}
