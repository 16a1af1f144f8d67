/** What Excel may take for a formula, behind any number of guards of ours. */
const risky = /^'*[=+\-@\t\r\0]/

/** Puts a `'` before what a spreadsheet could run. A guarded text gets another, so that `unguard` always has the last word. */
export const guard = (text: string) => (risky.test(text) ? `'${text}` : text)

/** Takes off exactly what `guard` put on. */
export const unguard = (text: string) => (text.startsWith("'") && risky.test(text) ? text.slice(1) : text)
