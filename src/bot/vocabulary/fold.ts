/**
 * Lower case without accents: `Företag` becomes `foretag`. Used for names of commands, keys and closed values, and for
 * suggestions. People, addresses and companies are never matched this way: Björn is not Bjorn.
 */
export function fold(text: string): string {
  const lower = text.toLowerCase()
  if (!/[^\x00-\x7f]/.test(lower)) return lower
  return lower.normalize('NFD').replace(/[\u0300-\u036f]/g, '')
}

/** Like `fold`, and without spaces, hyphens and underscores: `E-post`, `e_post` and `e post` become `epost`. */
export function squeeze(text: string): string {
  const folded = fold(text)
  return /[\s_-]/.test(folded) ? folded.replace(/[\s_-]+/g, '') : folded
}
