/**
 * The code of a plan, normalised: upper case, without a leading `#` and punctuation at the end. Undefined if it cannot
 * be a code; codes never contain I, O, 0 or 1.
 */
export function readCode(text: string): string | undefined {
  const code = text
    .replace(/^#/, '')
    .replace(/[.!?]+$/, '')
    .toUpperCase()
  return /^[A-HJ-NP-Z2-9]{3,12}$/.test(code) ? code : undefined
}

/**
 * The domain in what was typed: a domain, `@acme.example` or a web address. The service decides whether it is valid.
 */
export const readDomain = (text: string): string =>
  text
    .replace(/^(?:https?:\/\/|@)/i, '')
    .replace(/[/?#].*$/s, '')
    .replace(/\.$/, '')
    .toLowerCase()
