/** A word as it must be typed to be read back the same: `"Acme Bygg AB"`; a quote inside is doubled. */
export function quote(word: string): string {
  if (/^<@[^\s<>|,"']+>$/.test(word)) return word
  if (/[.;:!?]$/.test(word)) return inQuotes(word)
  if (/^[^\s,"'=<>≠≤≥:&\u2012-\u2015\u2212][^\s,"=<>≠≤≥:&]*$/.test(word)) return word
  return inQuotes(word)
}

const inQuotes = (word: string): string => `"${escapeMarkup(word.replaceAll('"', '""'))}"`

/** What `clean` would take for markup is written as entities. */
const escapeMarkup = (word: string): string =>
  word.replace(/&(?=(?:amp|lt|gt|quot|apos|nbsp|#\w+);)/gi, '&amp;').replace(/<(?=[@#!/a-z])/gi, '&lt;')
