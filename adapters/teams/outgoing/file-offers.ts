import { randomUUID } from 'node:crypto'
import type { CardFile } from '#bot'

const lifetime = 60 * 60_000
const mostBytes = 64 * 1024 * 1024

/**
 * Files that wait until whoever asked for them consents, because Teams lets a bot save a file only then. They stay in
 * memory for an hour, or for less time if there are too many; later they are made again.
 */
export interface FileOffers {
  /** Keeps a file that only `owner` may take, and returns its id. */
  put(file: CardFile, owner: string): string
  take(id: string, owner: string): CardFile | undefined
}

export function createFileOffers(now: () => number): FileOffers {
  const offers = new Map<string, { file: CardFile; owner: string; at: number }>()
  let size = 0

  /** Drops old files, and the oldest ones while all together are too large. */
  function tidy(): void {
    for (const [id, { file, at }] of offers) {
      if (size <= mostBytes && now() - at < lifetime) return
      size -= file.bytes.length
      offers.delete(id)
    }
  }

  return {
    put(file, owner) {
      const id = randomUUID()
      offers.set(id, { file, owner, at: now() })
      size += file.bytes.length
      tidy()
      return id
    },
    take(id, owner) {
      tidy()
      const offer = offers.get(id)
      return offer?.owner === owner ? offer.file : undefined
    },
  }
}
