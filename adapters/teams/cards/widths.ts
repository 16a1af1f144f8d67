import { piecesOf } from '#bot'

/** In pixels: how wide text is drawn, in the size of a card's first lines and of what stands smaller below them. */
export type Size = 14 | 12

/**
 * The width of letters in parts of their size, in a wide font (DejaVu Sans), because clients choose theirs: Segoe UI on
 * Windows and the phone's own elsewhere are narrower.
 */
const widths: readonly [letters: RegExp, width: number][] = [
  [/[ilj.,:;!|'’]/, 0.32],
  [/[ftr()[\]\-/"I]/, 0.42],
  [/[mwMW@%]/, 1],
  [/[\p{Lu}]/u, 0.73],
  [/[\p{L}\p{N}_=<>?+*]/u, 0.64],
]
const other = 1.2
const bolder = 1.075
const widthOfLetter = (letter: string): number => widths.find(([letters]) => letters.test(letter))?.[1] ?? other
/** Those of the Latin letters, looked up once. */
const latin = Array.from({ length: 0x180 }, (_, code) => widthOfLetter(String.fromCharCode(code)))

export function widthOf(text: string, size: Size, isBold = false): number {
  let width = 0
  for (const letter of text) width += latin[letter.codePointAt(0)!] ?? widthOfLetter(letter)
  return width * size * (isBold ? bolder : 1)
}

/** Shorter pieces could not be read. */
const shortest = 4

/** The line in pieces of at most so many pixels, where it has words that are wider. */
export function fitted(line: string, pixels: number, size: Size): string[] {
  const most = line
    .split(' ')
    .map((word) => ({ length: word.length, width: widthOf(word, size) }))
    .filter(({ width }) => width > pixels)
    .map(({ length, width }) => Math.max(shortest, Math.floor((length * pixels) / width) - 1))
  return piecesOf(line, Math.min(...most, line.length))
}
