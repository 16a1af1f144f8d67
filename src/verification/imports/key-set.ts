import { hash } from 'node:crypto'

/**
 * A set of texts, of each of which it keeps 64 bits of a hash: a million take some twenty megabytes, where the texts
 * take a hundred. That two of a million differ and are taken for the same has a chance of one in thirty million.
 */
export class KeySet {
  private size = 0
  private high = new Uint32Array(1024)
  private low = new Uint32Array(1024)

  has(text: string): boolean {
    const [high, low] = bitsOf(text)
    return this.low[this.placeOf(high, low)] !== 0
  }

  add(text: string): void {
    const [high, low] = bitsOf(text)
    const at = this.placeOf(high, low)
    if (this.low[at] !== 0) return
    this.high[at] = high
    this.low[at] = low
    this.size += 1
    if (this.size * 2 > this.low.length) this.grow()
  }

  /** Where it is, or else the free place for it. */
  private placeOf(high: number, low: number): number {
    const last = this.low.length - 1
    let at = high & last
    while (this.low[at] !== 0 && (this.low[at] !== low || this.high[at] !== high)) at = (at + 1) & last
    return at
  }

  private grow(): void {
    const { high, low } = this
    this.high = new Uint32Array(2 * high.length)
    this.low = new Uint32Array(2 * low.length)
    for (let i = 0; i < low.length; i++) {
      if (low[i] === 0) continue
      const at = this.placeOf(high[i]!, low[i]!)
      this.high[at] = high[i]!
      this.low[at] = low[i]!
    }
  }
}

/** The lower half is never 0, which stands for a free place. */
function bitsOf(text: string): [high: number, low: number] {
  const bytes = hash('sha1', text, 'buffer')
  return [bytes.readUInt32LE(0), bytes.readUInt32LE(4) || 1]
}
