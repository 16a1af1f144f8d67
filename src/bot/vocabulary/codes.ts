/** A plan's code as typed: any case, perhaps with `#` or a full stop. Undefined when it cannot be one (no I O 0 1). */
export function readCode(text: string): string | undefined {
  const code = text
    .replace(/^#/, '')
    .replace(/[.!?]+$/, '')
    .toUpperCase()
  return /^[A-HJ-NP-Z2-9]{3,12}$/.test(code) ? code : undefined
}

/** A domain as typed, perhaps as `@acme.example` or a web address. Whether it is a good one is the service's to say. */
export const readDomain = (text: string): string =>
  text
    .replace(/^(?:https?:\/\/|@)/i, '')
    .replace(/[/?#].*$/s, '')
    .replace(/\.$/, '')
    .toLowerCase()
