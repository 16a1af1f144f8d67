import type { FileRef, Reply, Said } from '#bot'

/**
 * A chat through which the dialogs can be held: its adapter, with nothing faked but the platform. The words and files
 * go in as the platform sends them, and the answer must come out as a message that the platform takes. Who speaks is
 * the test's affair: `test/adapters` has the tests of how people are recognised.
 */
export interface Way {
  /** Says a line there. Resolves to the reply as soon as it stands in the chat; throws if it does not get there. */
  carry(line: Line): Promise<Reply>
  stop(): Promise<void>
}

export interface Line {
  said: Said
  answer(said: Said): Promise<Reply>
  /** The content of one of its files. */
  bytes(file: FileRef): Uint8Array
}

/** The lines that are on their way, each found again by a mark that the platform hands through. */
export class Turns {
  readonly #open = new Map<string, Turn>()

  begin(mark: string, line: Line): Turn {
    const turn = new Turn(line)
    this.#open.set(mark, turn)
    return turn
  }

  /** What the adapter calls for what it has heard. */
  answer(heard: Said, fetchFile: (file: FileRef) => Promise<Uint8Array>): Promise<Reply> {
    const found = [...this.#open].find(([mark]) => heard.id.includes(mark) || heard.who.user.includes(mark))
    if (!found) throw new Error(`Nobody has said "${heard.text}"`)
    return found[1].answer(heard, fetchFile)
  }
}

export class Turn {
  readonly #line: Line
  #reply: Reply | undefined

  constructor(line: Line) {
    this.#line = line
  }

  async answer(heard: Said, fetchFile: (file: FileRef) => Promise<Uint8Array>): Promise<Reply> {
    const { said, answer, bytes } = this.#line
    for (const [at, file] of said.files.entries()) {
      const arrived = heard.files[at] && (await fetchFile(heard.files[at]))
      if (!arrived || Buffer.compare(arrived, bytes(file)) !== 0) throw new Error(`${file.name} has not arrived whole`)
    }
    this.#reply = await answer({ ...said, text: heard.text })
    return this.#reply
  }

  /** The reply, which must stand among what is now to be read in the chat. */
  replyIn(shown: readonly string[]): Reply {
    const { text } = this.#line.said
    if (!this.#reply) throw new Error(`"${text}" was not heard`)
    const found = shown.map(lettersOf)
    for (const { card } of [this.#reply, ...(this.#reply.more ?? [])])
      if (!found.some((one) => one.includes(lettersOf(card.title).slice(0, 60))))
        throw new Error(`"${text}" is answered by "${card.title}", but one reads: ${shown.join(' | ').slice(0, 1000)}`)
    return this.#reply
  }
}

/** Letters and digits: platforms write the signs between them in different ways. */
const lettersOf = (words: string): string =>
  words
    .replace(/&(amp|lt|gt);/g, ' ')
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
