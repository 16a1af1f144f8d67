/** Bytes that come in parts, put together where they end up: parts that are joined at the end need twice the room. */
export class Gathered {
  private bytes: Uint8Array
  private length = 0

  /** `expected` bytes need no second allocation. */
  constructor(expected: number) {
    this.bytes = new Uint8Array(expected)
  }

  add(part: Uint8Array): void {
    const needed = this.length + part.length
    if (needed > this.bytes.length) {
      const larger = new Uint8Array(Math.max(needed, this.bytes.length * 2))
      larger.set(this.whole)
      this.bytes = larger
    }
    this.bytes.set(part, this.length)
    this.length = needed
  }

  get whole(): Uint8Array {
    return this.bytes.subarray(0, this.length)
  }
}

/**
 * The bytes of a stream; null if there are more than `most`. `claimed` is how many somebody says they are, and is not
 * trusted: nothing but room is made for them.
 */
export async function gather(
  parts: AsyncIterable<Uint8Array>,
  most: number,
  claimed: number,
): Promise<Uint8Array | null> {
  if (claimed > most) return null
  const gathered = new Gathered(claimed > 0 ? claimed : 0)
  for await (const part of parts) {
    gathered.add(part)
    if (gathered.whole.length > most) return null
  }
  return gathered.whole
}
