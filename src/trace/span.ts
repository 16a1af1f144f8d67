import { place, within } from './reference.ts'

/**
 * What a span may say: codes, kinds, counts and ids of sends, never an address, a name or what somebody wrote. A trace
 * leaves the machine, for a service whose readers are not those of the log.
 */
export interface Facts {
  chat?: string
  command?: string
  outcome?: string
  kind?: string
  route?: string
  method?: string
  status?: number
  send?: number
  action?: string
  attempt?: number
}

/** Where spans go: runtime/tracing.ts, when `OTEL_…` asks for it. */
export interface Tracer {
  /**
   * @param parent what `start` has returned for the span around it; undefined for the first one of its thread
   * @param reference that of the thread
   */
  start(name: string, reference: string, parent: unknown): Span
}

export interface Span {
  set(facts: Facts): void
  /**
   * @param reference that of the thread now
   * @param failed the name or code of the error that ended it
   */
  end(reference: string, failed?: string): void
}

let tracer: Tracer | undefined

/** Nothing is traced until this has been called. */
export function traceTo(given: Tracer | undefined): void {
  tracer = given
}

/** Does `work` in a span, if it is part of what somebody has asked for. It costs nothing while nothing is traced. */
export async function span<T>(name: string, facts: Facts, work: () => Promise<T>): Promise<T> {
  const here = place()
  if (!tracer || !here) return work()
  const { thread } = here
  const open = tracer.start(name, thread.reference, here.span)
  open.set(facts)
  try {
    const result = await within({ thread, span: open }, work)
    open.end(thread.reference)
    return result
  } catch (error) {
    const { code, name } = error as { code?: unknown; name?: unknown }
    open.end(thread.reference, String(code ?? name ?? 'error'))
    throw error
  }
}

/** Adds to what the innermost open span says. */
export function tell(facts: Facts): void {
  const open = place()?.span as Span | undefined
  open?.set(facts)
}
