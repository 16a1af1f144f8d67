import { randomUUID } from 'node:crypto'
import { type Card, type Chat, cardJson, type Language, type MessageRef, type Reply, type Said, type Who } from '#bot'

/** One thing said on the local page, already checked for its form. */
export interface Spoken {
  as: string
  say: string
  file?: { name: string; bytes: Uint8Array }
  language?: Language
}

export interface Post {
  /** Rises with every post and every replacement. */
  version: number
  message: string
  card: Record<string, unknown>
}

export interface LocalChat extends Chat {
  /** Answers one line as its speaker. */
  speak(spoken: Spoken): Promise<Record<string, unknown>>
  /** What the bot has said of its own accord to this speaker, after a version, oldest first. */
  posts(as: string, after: number): Post[]
}

const keptPosts = 50

/** The chat of local mode: whoever opens the page chooses whom to speak as; nothing leaves the machine. */
export function createLocalChat(): LocalChat {
  const files = new Map<string, Uint8Array>()
  const posted = new Map<string, Post[]>()
  let answer: (said: Said) => Promise<Reply>
  let begin: () => void
  /** The page is there before the application is: what is said waits. */
  const begun = new Promise<void>((resolve) => {
    begin = resolve
  })
  let version = 0

  return {
    name: 'local',
    onSaid(given) {
      answer = given
      begin()
    },
    async post(where, card) {
      return keep(where, card)
    },
    async fetchFile({ ref }) {
      const bytes = files.get(String(ref.id))
      if (!bytes) throw new Error('the file is gone')
      return bytes
    },
    async speak({ as, say, file, language }) {
      await begun
      const id = randomUUID()
      if (file) files.set(id, file.bytes)
      try {
        const who = whoIs(as)
        const where = { chat: 'local', workspace: 'local', channel: who.user, private: true } as const
        const refs = file ? [{ name: file.name, size: file.bytes.length, ref: { id } }] : []
        const { card } = await answer({ id, who, where, text: say, files: refs, language, readAgain: async () => who })
        return cardJson(card)
      } finally {
        files.delete(id)
      }
    },
    posts: (as, after) => (posted.get(whoIs(as).user) ?? []).filter((post) => post.version > after),
  }

  function keep(where: MessageRef, card: Card): MessageRef {
    const message = where.message ?? randomUUID()
    const others = (posted.get(where.channel) ?? []).filter((post) => post.message !== message)
    version += 1
    posted.set(where.channel, [...others, { version, message, card: cardJson(card) }].slice(-keptPosts))
    return { ...where, message }
  }
}

/**
 * `owner`, `admin` or `employee:<address>`; the address is vouched for, since there is nobody to deceive here. Owner and
 * admin have one each as well: without, they could be one human, and none of them could approve what the other plans.
 */
function whoIs(as: string): Who {
  const employee = as.startsWith('employee:')
  const email = employee ? as.slice('employee:'.length) : `${as}@verifiera.example`
  const user = employee ? `employee:${email.toLowerCase()}` : as
  return { platform: 'local', workspace: 'local', user, email, standing: 'member' }
}
