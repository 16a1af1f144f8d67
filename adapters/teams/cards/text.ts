/**
 * Removes what could break a card or act in it: control characters, direction marks and lone surrogates. It also breaks
 * up `{{`, with which clients begin expressions such as dates.
 */
export function clean(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Cs}]/gu, '')
    .replaceAll('{{', '{ {')
}

/** Cuts a text to so many bytes of UTF-8, between characters, and ends it with … if it was longer. */
export function cut(text: string, bytes: number): string {
  if (weigh(text) <= bytes) return text
  let left = bytes - 3
  let kept = ''
  for (const character of text) {
    left -= weigh(character)
    if (left < 0) break
    kept += character
  }
  return `${kept.trimEnd()}…`
}

/** The bytes that a value takes as JSON; a string without its surrounding quotes. */
export function weigh(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(JSON.stringify(value)) - 2
  return Buffer.byteLength(JSON.stringify(value))
}
