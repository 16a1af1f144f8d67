import { randomUUID } from 'node:crypto'
import type { CardFile } from '#bot'

const life = 60 * 60_000
const mostBytes = 64 * 1024 * 1024

/**
 * Files wait here until their asker agrees to take them, an hour at the longest. Teams lets a bot hand over a file only
 * after a press. What has been put away too long is asked for again: a file is never kept on disk.
 */
export interface FileOffers {
  /** `owner` is the only one who may take it. */
  put(file: CardFile, owner: string): string
  take(id: string, owner: string): CardFile | undefined
}

export function createFileOffers(now: () => number): FileOffers {
  const held = new Map<string, { file: CardFile; owner: string; at: number }>()
  let size = 0

  function drop(id: string): void {
    size -= held.get(id)?.file.bytes.length ?? 0
    held.delete(id)
  }

  function tidy(): void {
    for (const [id, { at }] of held) {
      if (size <= mostBytes && now() - at < life) return
      drop(id)
    }
  }

  return {
    put(file, owner) {
      const id = randomUUID()
      held.set(id, { file, owner, at: now() })
      size += file.bytes.length
      tidy()
      return id
    },
    take(id, owner) {
      tidy()
      const found = held.get(id)
      return found?.owner === owner ? found.file : undefined
    },
  }
}
