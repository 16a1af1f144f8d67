/** What programs write in place of no value. Spelt in any other way it may be a name: there are people called Null. */
export const isNull = (text: string): boolean => /^(NULL|\(null\)|<null>|\\N|N\/A|NaN|undefined)$/.test(text)

/** Words for nothing that are people's names, too. */
const names = /^(tomt?|nil|nan?|inga?|ingen|none|blank|null|missing|kommer|x+)$/i
const isBracketed = (text: string) => /^(\(.*\)|\[.*\]|<.*>|\{.*\})$/.test(text)

/** Whether a cell holds what is written in place of a name: `-`, `?`, `null`, `(tom)`, `saknas`; but not `Tom`. */
export function isNoName(text: string): boolean {
  if (isNull(text) || text === 'null' || /^[\p{P}\p{Sm}\s]+$/u.test(text)) return true
  return /\p{L}/u.test(text) && isNothing(text) && (isBracketed(text) || !names.test(text))
}

/** What programs write, in lower case and without what stands around it. */
const ofPrograms =
  /^(null|nil|none|nan|na|n\/a|n\.a|undefined|unknown|missing|empty|blank|not (available|applicable)|tb[ad]|x{2,})$/
/** What people write, in Swedish, Norwegian, Danish and Finnish. */
const ofPeople =
  /^((uppgift |nummer )?saknas|saknar|okän[dt]|ing(en|et|a)|tomt?|ej (angiv(et|en)|kän[dt]|tillämpligt|aktuellt|klart)|vet (ej|inte)|kommer( senare)?|kompletteras|mangler|uk(jent|endt)|ikke (angitt|angivet)|puuttuu)$/

/**
 * Whether a cell holds what spreadsheets, programs and people write in place of a number or a company: dashes, `N/A`,
 * `(tom)`, `saknas`.
 */
export function isNothing(text: string): boolean {
  const bare = text.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
  return bare === '' || ofPrograms.test(bare) || ofPeople.test(bare)
}
