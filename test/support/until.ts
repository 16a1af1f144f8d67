/**
 * Calls `look` until its result is wanted, and returns that result. After `seconds` it throws with the last result.
 * @param every milliseconds between two calls
 */
export async function until<T>(
  look: () => Promise<T> | T,
  isWanted: (found: T) => boolean = Boolean,
  seconds = 60,
  every = 50,
): Promise<T> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const found = await look()
    if (isWanted(found)) return found
    if (Date.now() > end) throw new Error(`Still ${JSON.stringify(found)?.slice(0, 500)} after ${seconds} s`)
    await new Promise((done) => setTimeout(done, every))
  }
}
