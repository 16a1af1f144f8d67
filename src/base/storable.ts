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

/** A part of a text without half of a sign at its ends: a database or a chat would refuse that. */
export const withoutHalves = (part: string): string => part.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '')

/** The text up to this many UTF-16 units. */
export const prefixOf = (text: string, most: number): string => withoutHalves(text.slice(0, most))
