import { randomUUID } from 'node:crypto'
import {
  type Card,
  type CardJson,
  type Chat,
  cardJson,
  type Language,
  type MessageRef,
  namesItsParts,
  type Reply,
  type Said,
  type Who,
} from '#bot'

/** A line that somebody said on the local page. */
export interface SpokenLine {
  /** The identity of the speaker: `owner`, `admin` or `employee:<address>`. */
  as: string
  say: string
  file?: { name: string; bytes: Uint8Array }
  language?: Language
}

/** A card that the bot posted without being asked. */
export interface Post {
  /** Rises with each post and each replacement. */
  version: number
  message: string
  card: PageCard
}

export interface LocalChat extends Chat {
  /** Answers a line with a card. While that takes long, `meanwhile` gets a card that shows how far it is. */
  speak(line: SpokenLine, meanwhile?: (card: PageCard) => void): Promise<Spoken>
  /** The posts to this identity with a version above `after`, oldest first. */
  posts(as: string, after: number): Post[]
}

/** All that a card says, for the page: files as `data:` addresses. */
export type PageCard = Omit<Card, 'files'> & {
  files?: { name: string; open: string }[]
  /** The picture of the parts needs no legend. */
  namesItsParts?: boolean
}

export interface Spoken {
  /** The card as the README describes it, for programs. */
  card: CardJson
  page: PageCard
}

const mostPosts = 50

/** The chat of local mode. Whoever opens the page chooses an identity; nothing leaves the machine. */
export function createLocalChat(): LocalChat {
  const files = new Map<string, Uint8Array>()
  const posted = new Map<string, Post[]>()
  let answer: (said: Said) => Promise<Reply>
  let start: () => void
  /** The page is served before the application has started; until then lines wait for this. */
  const started = new Promise<void>((resolve) => {
    start = resolve
  })
  let version = 0

  return {
    name: 'local',
    onSaid(given) {
      answer = given
      start()
    },
    async post(where, card) {
      return addPost(where, card)
    },
    async fetchFile({ ref }) {
      const bytes = files.get(String(ref.id))
      if (!bytes) throw new Error('the file is gone')
      return bytes
    },
    async speak({ as, say, file, language }, meanwhile) {
      await started
      const id = randomUUID()
      if (file) files.set(id, file.bytes)
      try {
        const who = whoIs(as)
        const where = { chat: 'local', workspace: 'local', channel: who.user, private: true } as const
        const refs = file ? [{ name: file.name, size: file.bytes.length, ref: { id } }] : []
        const said: Said = { id, who, where, text: say, files: refs, language, readAgain: async () => who }
        if (meanwhile) said.meanwhile = async (card) => meanwhile(pageCard(card))
        const { card } = await answer(said)
        const json = cardJson(card)
        return { card: json, page: pageCard(card, json) }
      } finally {
        files.delete(id)
      }
    },
    posts: (as, after) => (posted.get(whoIs(as).user) ?? []).filter((post) => post.version > after),
  }

  function addPost(where: MessageRef, card: Card): MessageRef {
    const message = where.message ?? randomUUID()
    const others = (posted.get(where.channel) ?? []).filter((post) => post.message !== message)
    version += 1
    posted.set(where.channel, [...others, { version, message, card: pageCard(card) }].slice(-mostPosts))
    return { ...where, message }
  }
}

const pageCard = (card: Card, json = cardJson(card)): PageCard => ({
  ...card,
  files: json.files as PageCard['files'],
  ...(namesItsParts(card) && { namesItsParts: true }),
})

/**
 * The person behind an identity. Their address counts as verified by the platform, because on the local page there is
 * nobody to deceive. Owner and admin have different addresses, so that they are two humans and one can approve what the
 * other plans.
 */
export function whoIs(as: string): Who {
  const isEmployee = as.startsWith('employee:')
  const email = isEmployee ? as.slice('employee:'.length) : `${as}@verifiera.example`
  const user = isEmployee ? `employee:${email.toLowerCase()}` : as
  return { platform: 'local', workspace: 'local', user, email, standing: 'member' }
}
