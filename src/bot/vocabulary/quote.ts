/** A word as it must be typed to be parsed as that word: `"Acme Bygg AB"`. Quotes inside are doubled. */
export function quote(word: string): string {
  if (/^<@[^\s<>|,"']+>$/.test(word)) return word
  // `clean` takes signs of emphasis away, and what ends a sentence.
  if (/^[*_~]|[.;:!?]$/.test(word)) return inQuotes(word)
  if (/^[^\s,"'=<>≠≤≥:&\u2012-\u2015\u2212][^\s,"=<>≠≤≥:&]*$/.test(word)) return word
  return inQuotes(word)
}

const inQuotes = (word: string): string => `"${escapeMarkup(word.replaceAll('"', '""'))}"`

/** Writes as entities what `clean` would otherwise take for markup. */
const escapeMarkup = (word: string): string =>
  word.replace(/&(?=(?:amp|lt|gt|quot|apos|nbsp|#\w+);)/gi, '&amp;').replace(/<(?=[@#!/a-z])/gi, '&lt;')
