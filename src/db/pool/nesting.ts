import type { AsyncLocalStorage } from 'node:async_hooks'

/** A transaction, as the code in it is watched. */
interface Watched {
  open: boolean
  /** Its entries in the audit have been written. */
  audited?: boolean
}

/**
 * Knows in which transaction code runs, in the tests. A statement that such code sends through the outer handle would
 * not see what the transaction has done, and on a database with one session it would wait for itself for ever.
 */
export type Nesting = AsyncLocalStorage<Watched>

/** What is done in a transaction. */
export type Work = (tx: unknown) => Promise<unknown>

export function refuseNested(nesting: Nesting | undefined): void {
  if (nesting?.getStore()?.open) throw new Error('The outer handle is used inside a transaction')
}

/** What changes or locks rows, except the entries of the audit and the answer that is kept for the same message. */
const mayWait =
  /^\s*(insert into (?!"audit")|update (?!"message_effects")|delete|lock|with |select .* for (no key )?update)/is

/** Everybody's changes wait for the audit of a transaction: what could wait for others comes before it. */
export function refuseAfterAudit(nesting: Nesting | undefined, text: string): void {
  const transaction = nesting?.getStore()
  if (!transaction) return
  if (transaction.audited && mayWait.test(text))
    throw new Error(`After the audit of a transaction: ${text.slice(0, 80)}`)
  if (/^insert into "audit"/i.test(text)) transaction.audited = true
}

/** Work that is known to be inside a transaction until it ends; what it has started to run later is not. */
export function marked(nesting: Nesting, work: Work): Work {
  return (tx) => {
    const transaction: Watched = { open: true }
    return nesting
      .run(transaction, () => work(tx))
      .finally(() => {
        transaction.open = false
      })
  }
}
