/** Whether a database, JSON and a card can hold the text: no NUL, and no half of a surrogate pair. */
export const isStorable = (text: string): boolean => !/[\0\p{Surrogate}]/u.test(text)

/** The text without what they cannot hold. For words that people write; an id with such a sign is refused instead. */
export const storable = (text: string): string =>
  isStorable(text) ? text : text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd')

/** Deeper JSON is nobody's message: to walk through it takes more stack than there is. */
const deepest = 60

/** Whether JSON is nested no deeper than a message ever is. */
export function isShallow(value: unknown, left = deepest): boolean {
  if (typeof value !== 'object' || value === null) return true
  return left > 0 && Object.values(value).every((each) => isShallow(each, left - 1))
}
