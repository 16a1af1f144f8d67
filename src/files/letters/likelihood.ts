const nordic = new Set('åäöÅÄÖøæØÆ')
const western = new Set('éèëêüáàâïîíìóôòúûùçñýšžõãıðþÉÈËÊÜÁÀÂÏÎÍÓÔÚÛÇÑÝŠŽÕÃßÐÞ')
const central = new Set('ąćęłńśźżčďěňřťůőűăĺľŕđĄĆĘŁŃŚŹŻČĎĚŇŘŤŮŐŰĂĽŔĐĞŞİ')
const baltic = new Set('āēėģīįķļņōūųĀĒĖĢĪĮĶĻŅŌŪŲ')
const otherScripts = /[\p{Script=Cyrillic}\p{Script=Greek}]/u

/**
 * How likely a character is between two others: high for `ö` in `Björn`, negative for `Œ` in `BjŒrn` or a box. It is
 * about 3 for a Scandinavian letter that can be pronounced there, and less for rarer ones.
 */
export function likelihood(before: string, char: string, after: string): number {
  if (!isLetter(char)) return symbolBetween(before, char, after)
  const inWord = isLetter(before)
  if (otherScripts.test(char)) return ofOtherScript(before, char, after)
  if (!inWord && !isLetter(after)) return nordic.has(char) ? 0 : -1
  if (isUpper(char) && isLower(before)) return -2
  if (isLower(char) && isUpper(after)) return -2
  // Of two capital letters the second begins no word: `JÅrgen`.
  if (isUpper(char) && isUpper(before) && isLower(after)) return -2
  const base = nordic.has(char) ? 3 : western.has(char) ? 2 : central.has(char) || baltic.has(char) ? 1.5 : 0
  // Names begin with a capital letter.
  return base + (inWord ? 0 : isUpper(char) ? 0.5 : -0.5) + sound(before, char, after)
}

/** Whether nobody would write the letter there, or anywhere in a name. */
export function isUnspoken(before: string, char: string, after: string): boolean {
  const isKnown = /[œÿ]/i.test(char) || [nordic, western, central, baltic].some((letters) => letters.has(char))
  if (!isKnown && !otherScripts.test(char)) return true
  return likelihood(before, char, after) < 0 || (isKnown && sound(before, char, after) <= -1)
}

/**
 * In words, vowels and consonants take turns: `Dvořák` is likelier than `Dvoøák`, and `Jørgen` than `Jřrgen`. Least of
 * all stands `æ` beside another vowel: `Đurić`, not `Ðuriæ`.
 */
function sound(before: string, char: string, after: string): number {
  const letters = [before, after].filter(isLetter)
  const vowels = letters.filter(isVowel).length
  if (isDiphthong(before, char, after)) return 0.5
  if (/æ/i.test(char) && vowels === 1) return -1.5
  // Icelandic words do not begin with ð, and þ only begins them; ë ends names only after a vowel, and đ none.
  const isInside = isLetter(before)
  if ((/ð/i.test(char) && !isInside) || (/þ/i.test(char) && isInside)) return -2
  if (/[ëđ]/i.test(char) && isInside && !isLetter(after)) return -1.5
  // What looks like û and õ at the end is ū or ű, and ő, in nearly every name.
  if (/û/i.test(char) || (/õ/i.test(char) && isInside && !isLetter(after))) return -1
  // Italian names end with ò and ì; none ends with ç after a consonant, `Genç` apart.
  if (/[òì]/i.test(char) && isLetter(after)) return -1
  if (/ç/i.test(char) && isLetter(before) && !isLetter(after) && !isVowel(before) && !/[nr]/i.test(before)) return -1
  if (isVowel(char)) return vowels === 2 ? -2 : vowels === 0 ? 0.5 : 0
  return vowels > 0 ? 0.5 : letters.length === 2 ? -1 : 0
}

/** A word has the letters of one script. */
function ofOtherScript(before: string, char: string, after: string): number {
  const letters = [before, after].filter(isLetter)
  if (letters.length === 0 || letters.some((letter) => !otherScripts.test(letter))) return -3
  if (/[ΰΐ]/.test(char)) return -1
  return isUpper(char) && isLower(before) ? -2 : 2.5
}

/** Vowels with these accents stand beside another one: `João`, `Camões`, `Zoë`. */
const isDiphthong = (before: string, char: string, after: string) =>
  (/[ãõ]/i.test(char) && /[oe]/i.test(after)) || (/[ëï]/i.test(char) && isLetter(before) && isVowel(before))

function symbolBetween(before: string, char: string, after: string): number {
  if (/[\u0000-\u001f\u007f-\u009f\uf180-\uf19f]/.test(char)) return -5
  const inWord = isLetter(before) && isLetter(after)
  if (char === '’' && inWord) return 1.5
  if (/[‘´]/.test(char) && inWord && isUpper(before) && isUpper(after)) return 1.5
  if (char === '€' && /[\d\s]/.test(before) && !/[\p{L}\d]/u.test(after)) return 1
  if (!/[–—‘’“”€¤…\u00a0§°´·«»&½×]/.test(char)) return -2
  return inWord && char !== '¤' ? -2 : 0.5
}

const known = new Map<string, boolean>()

/** Vowels, also with an accent. */
export function isVowel(char: string): boolean {
  const found = known.get(char) ?? /[aeiouyæøœı]/i.test(char.normalize('NFD').charAt(0))
  if (known.size < 1000) known.set(char, found)
  return found
}

export const isLetter = (char: string) => isUpper(char) || isLower(char) || char === 'ß'
const isUpper = (char: string) => char !== char.toLowerCase()
const isLower = (char: string) => char !== char.toUpperCase()
