import type { Key, Params } from '#text'

/**
 * The only error whose words reach a person. `code` goes into `data.refused`; the text is looked up in the reader's
 * language, says what happened and what to do next, and holds nothing secret. Buttons offer the next step.
 */
export class UserError extends Error {
  readonly code: string
  readonly key: Key
  readonly params: Params
  /** Next steps, as lines to say; the labels are keys too. */
  readonly next: { label: Key; params?: Params; say: string }[]

  /** More codes and numbers for programs. */
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
