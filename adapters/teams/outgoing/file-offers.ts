import { randomUUID } from 'node:crypto'
import { type Card, type CardFile, type Place, prefixOf } from '#bot'
import type { Message } from '../api.ts'
import { summarise } from '../render.ts'

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

/** The owner of files that are offered in a place: whoever is in that personal chat. */
export const ownerOf = (where: Place): string => `${where.workspace}/${where.channel}`

/** The card on which Teams asks whether the bot may save a file; `line` is the command that makes the file again. */
export function consentMessage(file: CardFile, card: Card, id: string, line: string): Message {
  const description = summarise({ kind: 'file', tone: 'info', title: card.title })
  const context = { file: id, name: file.name, say: prefixOf(line, 2000) }
  const content = { description, sizeInBytes: file.bytes.length, acceptContext: context, declineContext: context }
  const contentType = 'application/vnd.microsoft.teams.card.file.consent'
  return { type: 'message', attachments: [{ contentType, name: file.name, content }] }
}
