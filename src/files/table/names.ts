import { type FileColumn, personColumns } from '../../base/columns.ts'

export type Column = FileColumn
/** Those of our own files; whole names are read only where others have them. */
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
  wholeName: 'Förnamn och efternamn',
  turnedName: 'Efternamn och förnamn',
}

/** The columns that keep somebody from being mailed or shown. */
export const guards: readonly Column[] = ['active', 'endsOn', 'protected']

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
    'Bolag nr',
    'Bolagsnummer',
    'Company number',
    'Company no',
    'Company nr',
    'Firmanr',
    'Selskapsnr',
  ],
  company: ['Företagsnamn', 'Företag namn', 'Bolag', 'Bolagsnamn', 'Bolag namn', 'Company', 'Company name'],
  number: [
    'Anställningsnummer',
    'Anst.nr',
    'Anstnummer',
    'Anställnr',
    'Anställd nr',
    'Anställning nr',
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
  startsOn: [
    'Anställd fr.o.m.',
    'Anställning fr.o.m.',
    'Anställning från',
    'Anställningsdatum',
    'Startdatum',
    'Första anställningsdag',
    'Employed from',
    'Starts on',
    'Start date',
  ],
  endsOn: [
    'Anställd t.o.m.',
    'Anställning t.o.m.',
    'Anställning till',
    'Anställningens slut',
    'Anställning upphör',
    'Slutdatum',
    'Slutdag',
    'Sista anställningsdag',
    'Avgångsdatum',
    'Employed to',
    'Employed until',
    'Ends on',
    'End date',
    'Sluttdato',
    'Slutdato',
    'Fratrædelsesdato',
    'Termination date',
    'Last day of employment',
  ],
  language: ['Language', 'Språk/Language', 'Sprog'],
  protected: ['Skyddad identitet', 'Skyddade personuppgifter', 'Protected', 'Protected identity'],
  wholeName: [],
  turnedName: [],
}

/** Headers of given and family name in one. */
export const wholeName =
  /^((hela|full|fullstandigt)?(namn(et)?|name|navn(et)?)|fullname|(anstalld|person|medarbetare|employee|ansatt|medarbejder)s?(namn|name|navn)?|(namn)?(for|first|given|efter|etter|last|sur|family)(namn|navn|name)?(och|og|and)?(for|first|given|efter|etter|last|sur|family)(namn|navn|name))$/

/**
 * Headers that probably mean a column, in Swedish, English, Norwegian and Danish. Proposed, never taken for granted.
 */
export const likely: Record<Column, RegExp> = {
  companyNumber:
    /^(bolag|foretag|firma|selskab|selskap|company|arbetsgivar|virksomhed)\w*(nr|nummer|number|no|id|kod|kode|code)$|^(orgnr|organisationsnummer|ftgnr|ftg)$/,
  company: /^(bolag|bolagsnamn|foretag\w*|firma|selskab|selskap|company|arbetsgivare|employer|virksomhed)$/,
  number:
    /^(anst|anstid|anstallnings?id|anst\w*nr|employeeid|employmentid|personalnr|personalnummer|lonnsnr|lonenr|ansatt\w*|medarbejder\w*|medarbetar\w*|staffid|staffno|id|nr|nummer|number)$/,
  givenName: /^(fornamn|fornavn|givenname|firstname|first|tilltalsnamn)\w*$/,
  familyName: /^(efternamn|etternavn|efternavn|lastname|surname|familyname|last)\w*$/,
  email: /(epost|mail|mejl)/,
  unit: /^(enhet|avd|avdelning|unit|department|dept|avdeling|afdeling|kostnadsstalle|arbetsplats)\w*$/,
  role: /^(roll|role|rolle|befattning|titel|title|stilling|tjanst)\w*$/,
  active:
    /^(aktiv|active|inaktiv|inactive|ejaktiv|passiv|vilande)\w*$|^(anstallnings?|anstalld|anst|person\w*|medarbetar|employment|employees?|worker|work|staff|user|hr|ansettelses|ansaettelses|ansatt)?status(kod|code)?$|^(har)?(slutat|slutade|avslutad|avslutat|upphort|avgatt|sluttet|fratradt|left|terminated)$/,
  startsOn:
    /^(anstalld\w*(fran|from|fom)|startdat\w*|start|anstallningsdatum|from|fran|fom|ansat\w*dato|hiredate|begindate)$/,
  endsOn:
    /^(anst\w*(till|tom|slut|upphor)|slutdat\w*|slutt?dato|slut|slutat|slutade|slutar|sluttet|enddate|tom|till|until|avgang|avgangs?(dat\w*|dag)|avslut(ad|ning)?s?(dat\w*|dag)?|sista(anstallnings?|arbets?)?dag(en)?|last(working)?day|leavingdate|leavedate|exitdate|terminat\w*|upphor|upphorde|fratrad\w*|fratratt\w*|uttrade|opsagt|oppsagt|uppsagd\w*)$/,
  language: /^(sprak|language|lang|sprog)\w*$/,
  // A header that speaks of protection without saying it outright; see `certainlyProtected`.
  protected:
    /^(skydd|skydds?(kod|niva|markering|klass)|personskydd|sparr(ad|at|markering|markerad)?|hemlig\w*|konfident\w*|confidential\w*|fortrolig\w*|hemmelig\w*|kvarskriv\w*|fingera\w*|adressebeskytt\w*|navneogadressebeskytt\w*|beskyttet\w*|sperret\w*|secret\w*|restricted\w*|skjermet\w*|sekretess(?!avtal)\w*)$/,
  wholeName,
  turnedName: wholeName,
}

/** Headers that certainly say who is protected. Not `Skyddsombud`, nor `Sekretessavtal`. */
export const certainlyProtected =
  /^(skyddad\w*|sekretess?(mark\w*|skydd\w*|belagd|uppgift\w*)|sekretess|protected\w*|confidential)$/

/** Whether a header that has lost letters (`F?retag`, a sign for each) is one of this column's. */
export function isLostFor(column: Column, header: string): boolean {
  if (!/[?\ufffd]/.test(header)) return false
  const parts = header.trim().split(/[?\ufffd]+/)
  const pattern = new RegExp(
    `^${parts.map((part) => part.replace(/[\\^$.*+()[\]{}|]/g, '\\$&')).join('\\p{L}{1,2}')}$`,
    'iu',
  )
  return [headers[column], ...aliases[column]].some((name) => pattern.test(name))
}

/** Headers under which *yes* says that somebody no longer is there. */
export const saysInactive =
  /^(har)?(inaktiv\w*|inactive|ejaktiv|passiv|vilande|slutat|slutade|avslutad|avslutat|upphort|avgatt|sluttet|fratradt|left|terminated)$/

/** Headers of the address that somebody has at work. */
const workAddress = /arbet|jobb|work|tjanst|foretag|business|company|office|kontor|firma|job|arbeid|connect/
/** Headers that say no more than that it is an address. */
const plainAddress = /^(epost|email|mail|mejl)(adress|address)?$/
/** How private the address below a header is, from -1 to 1. */
export function privacyOf(name: string): number {
  if (/privat|hem|home|personlig|personalemail/.test(name)) return 1
  if (workAddress.test(name)) return -1
  return plainAddress.test(name) ? 0 : 0.5
}

/** Headers of an address that is not the person's own, or no longer is. */
export const addressOfOthers =
  /(chef|manager|supervisor|boss|leder|anhorig|narstaende|parorend|kontaktperson|nodkontakt|emergency|nextofkin|gammal|gamla|tidigare|forra|former|previous|gammel|faktur|invoice|billing|lonespec|attest|handlaggare|arbetsledare|ansvarig|mentor)|^(old|vd)/
/** Headers of days that are no employment's: of the record, of birth, of a salary. */
export const dayOfOther =
  /^(skapa[dt]|skapat|created|opprettet|oprettet|andra[dt]|andrat|modified|changed|updated|uppdatera[dt]|endret|aendret|registrera[dt]|registered|importera[dt]|exportera[dt]|hamta[dt]|utskriven|inskickad|signerad|senast|last(login|seen|changed|updated|modified)|inloggad|fodd|fodelse|fd(dat\w*)?$|birth|dob|lonedatum|lonerevision|utbild|kurs|giltig|semester)/

/** What some add to a header: that it has to be filled in, or how. */
const remark =
  /\((obligatoriskt?|m[åa]ste fyllas i|required|mandatory|valfri(tt)?|frivillig(t)?|optional|ja ?\/ ?nej|j ?\/ ?n|yes ?\/ ?no|[åyäamd\d./ -]+)\)/i

/**
 * Lower case without accents, punctuation and remarks, so that `Anställningsnr.`, `ANSTALLNINGSNR *` and
 * `Anställningsnr (obligatorisk)` are the same header.
 */
export function plain(header: string): string {
  return header
    .normalize('NFC')
    .replace(remark, '')
    .normalize('NFD')
    .toLowerCase()
    .replace(/ø/g, 'o')
    .replace(/æ/g, 'a')
    .replace(/[^\p{L}\p{N}]/gu, '')
}
