import type { Key, Params } from '#text'

/** A button for the next step: its label is a text key, and it says a command line, or the beginning of one. */
export interface Next {
  label: Key
  params?: Params
  say: string
  /** What is typed after the beginning, as in `Button` of `#bot`. */
  input?: 'address'
}

/**
 * The only error that is shown to people. `key` is looked up in the reader's language: the text says what happened and
 * what to do next, and holds nothing secret. The card's `data.refused` gets the `code`.
 */
export class UserError extends Error {
  readonly code: string
  readonly key: Key
  readonly params: Params
  readonly next: Next[]

  /** Further codes and numbers for programs, which go into the card's `data`. */
  readonly data: Record<string, unknown>

  constructor(code: string, key: Key, params: Params = {}, next: Next[] = [], data: Record<string, unknown> = {}) {
    super(code)
    this.name = 'UserError'
    this.code = code
    this.key = key
    this.params = params
    this.next = next
    this.data = data
  }
}
