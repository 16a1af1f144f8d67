/** Text as Teams shows it: nothing in it acts, and nothing breaks a card. */

/** Control, direction and half characters go; so does the spelling that makes clients compute dates. */
export function clean(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Cs}]/gu, '')
    .replaceAll('{{', '{ {')
}

/** At most so many bytes of UTF-8, whole characters, marked with … where it was cut. */
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

/** Bytes that a value takes on the wire; strings count with their quotes escaped but not surrounded. */
export function weigh(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(JSON.stringify(value)) - 2
  return Buffer.byteLength(JSON.stringify(value))
}
