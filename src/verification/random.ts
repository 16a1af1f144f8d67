import { randomFillSync } from 'node:crypto'

/**
 * Cryptographically random bytes, fetched from the system some thousand at a time: a bulk send asks for a few twice a
 * letter, and each call to the system costs more than what it brings. No byte is given twice.
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
