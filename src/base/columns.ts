/** What a file of people may say of a person, by the names that the code uses, in the order of our own files. */
export const personColumns = [
  'companyNumber',
  'company',
  'number',
  'givenName',
  'familyName',
  'email',
  'unit',
  'role',
  'active',
  'startsOn',
  'endsOn',
  'language',
  'protected',
] as const

/** What others' files have in place of two of them: the whole name, with the given name first, or the family name. */
export const wholeNameColumns = ['wholeName', 'turnedName'] as const

export const fileColumns = [...personColumns, ...wholeNameColumns] as const
export type FileColumn = (typeof fileColumns)[number]
