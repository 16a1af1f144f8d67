import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash, randomBytes } from 'node:crypto'

/**
 * What one message, one request or one letter leads to, wherever the code that does it stands. Its reference is the
 * correlation id: twelve hexadecimal digits in every line of the log, in the history, and in what a person is shown
 * when something goes wrong.
 */
export interface Thread {
  reference: string
  /** The reference under which it began, if it has since turned out to belong to something older. */
  began?: string
}

/** A thread, and the innermost span that is open in it, as the tracer knows it. */
interface Place {
  thread: Thread
  span?: unknown
}

const places = new AsyncLocalStorage<Place>()

/** Where the code that asks is. Undefined in work that nobody has asked for. */
export const place = (): Place | undefined => places.getStore()

export const within = <T>(where: Place, work: () => T): T => places.run(where, work)

export const reference = (): string | undefined => place()?.thread.reference

/** The same for the same key, so that a message that is worked on again after a crash keeps its reference. */
export const referenceOf = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 12)

export const newReference = (): string => randomBytes(6).toString('hex')

/** Does `work` under a reference. Without one, it belongs to what its caller belongs to. */
export const under = <T>(given: string | null | undefined, work: () => T): T =>
  given ? within({ thread: { reference: given } }, work) : work()

/**
 * From here on the message belongs to what an earlier one began: a confirm goes on under the reference of its plan,
 * under which the plan was made and its letters will leave.
 */
export function continueUnder(earlier: string | null): void {
  const thread = place()?.thread
  if (!thread || !earlier || thread.reference === earlier) return
  thread.began ??= thread.reference
  thread.reference = earlier
}

/** What every line of the log says. */
export const referenceFields = (): Partial<Thread> => ({ ...place()?.thread })
