import { removerOf } from '../../../base/text/joined.ts'

const withoutInvisible = removerOf('\\p{C}')

/**
 * NFC, with single spaces and without control, format or bidirectional characters, which could disguise a name. What is
 * clean stays as it is: otherwise an export would not come back the same.
 */
export const cleanText = (text: string) =>
  withoutInvisible(
    text
      // Excel writes characters that XML cannot hold so.
      .replace(/_x000[9AD]_/gi, ' ')
      .replace(/[\s\p{Zs}]/gu, ' '),
  )
    // Only now: what stood between two letters or two spaces is gone.
    .normalize('NFC')
    .replace(/ {2,}/g, ' ')
    .trim()

/** Cuts by code points, so that no half of an emoji is left. */
export const cutText = (text: string, longest: number) =>
  text.length > longest ? [...text].slice(0, longest).join('') : text

/**
 * Whether letters were lost when the file was made: in their place stands U+FFFD, or `?` within a word or before it, in
 * a name also behind it.
 */
export const hasLostLetters = (text: string, isName = false) =>
  text.includes('\ufffd') || (isName ? /\p{L}\?|\?\p{L}/u : /\p{L}\?+\p{L}|(?<![^\s-])\?+\p{L}/u).test(text)

/**
 * Whether a spreadsheet has saved an error as text: `#N/A` or `#SAKNAS!`, each language has its own, and `####` of a
 * column that was too narrow.
 */
export const isError = (text: string) => /^#(N\/A|I\/T|[\p{Lu}/0]{2,14}[!?]|#{2,})$/u.test(text)

/** Null for a word that is neither yes nor no. */
export function yesOrNo(cell = ''): boolean | undefined | null {
  const word = cleanText(cell).toLowerCase()
  if (!word) return undefined
  if (['ja', 'j', 'yes', 'y', 'sant', 'true', '1', 'x', 'aktiv', 'active'].includes(word)) return true
  return ['nej', 'n', 'no', 'nei', 'falskt', 'false', '0', '-', 'inaktiv', 'inactive'].includes(word) ? false : null
}

/** Null for anything but Swedish and English. */
export function language(cell = ''): 'sv' | 'en' | undefined | null {
  const word = cleanText(cell).toLowerCase()
  if (/^-?$/.test(word)) return undefined
  if (/^(sv|sve|swe|svenska|swedish)(?!\p{L})/u.test(word)) return 'sv'
  return /^(en|eng|engelska|english)(?!\p{L})/u.test(word) ? 'en' : null
}
