import { randomFillSync } from 'node:crypto'

/**
 * Cryptographically random bytes, read from the system `size` at a time: a bulk send needs a few for each letter, and a
 * call to the system costs much more than the bytes. No byte is returned twice.
 */
export function createRandom(size = 4096): (count: number) => Uint8Array {
  const pool = new Uint8Array(size)
  let used = size
  return (count) => {
    if (count > size) return randomFillSync(new Uint8Array(count))
    if (used + count > size) {
      randomFillSync(pool)
      used = 0
    }
    const taken = pool.slice(used, used + count)
    pool.fill(0, used, used + count)
    used += count
    return taken
  }
}
