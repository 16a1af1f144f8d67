import type { Key, Params } from '#text'

/**
 * The only error that is shown to people. `key` is looked up in the reader's language: the text says what happened and
 * what to do next, and holds nothing secret. The card's `data.refused` gets the `code`.
 */
export class UserError extends Error {
  readonly code: string
  readonly key: Key
  readonly params: Params
  /** Buttons for the next step. Their labels are text keys, and each says a command line. */
  readonly next: { label: Key; params?: Params; say: string }[]

  /** Further codes and numbers for programs, which go into the card's `data`. */
  readonly data: Record<string, unknown>

  constructor(
    code: string,
    key: Key,
    params: Params = {},
    next: { label: Key; params?: Params; say: string }[] = [],
    data: Record<string, unknown> = {},
  ) {
    super(code)
    this.name = 'UserError'
    this.code = code
    this.key = key
    this.params = params
    this.next = next
    this.data = data
  }
}
