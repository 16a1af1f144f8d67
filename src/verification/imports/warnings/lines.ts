/** So many mistakes of a kind are told. */
export const shown = 5

/** How many there are of a kind of mistake, and the lines of the first. */
export interface FirstLines {
  n: number
  lines: readonly number[]
}

/** Counts lines with a mistake. */
export class LineCount implements FirstLines {
  n = 0
  readonly lines: number[] = []

  add(line: number): void {
    this.n += 1
    if (this.lines.length < shown) this.lines.push(line)
  }
}
