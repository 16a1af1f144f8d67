/** What programs write in place of no value. Spelt in any other way it may be a name: there are people called Null. */
export const isNull = (text: string): boolean => /^(NULL|\(null\)|<null>|\\N|N\/A|NaN|undefined)$/.test(text)

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
