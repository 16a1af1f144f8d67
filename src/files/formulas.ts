/**
 * A text that a spreadsheet may run as a formula, with ordinary or full-width signs, after any number of `'` that
 * `guard` has added.
 */
const risky = /^'*[=+\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]/

/**
 * Puts a `'` before a text that a spreadsheet could run. An already guarded text gets another, so `unguard` is exact.
 */
export const guard = (text: string) => (risky.test(text) ? `'${text}` : text)

/** Removes exactly what `guard` added. */
export const unguard = (text: string) => (text.startsWith("'") && risky.test(text) ? text.slice(1) : text)
