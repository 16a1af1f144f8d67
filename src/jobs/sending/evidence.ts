import { domainOf, sentTo } from '../../base/domain.ts'
import { RecentMap } from '../../base/recent-map.ts'
import type { Letter, Slot } from '../../mail/mailer.ts'
import type { Service } from '../../verification/context.ts'
import type { Claimed } from '../../verification/delivery/deliveries.ts'
import { colleagueReached } from '../../verification/delivery/evidence.ts'
import type { Health } from '../health.ts'

/** A message without content: its final dot is never sent. */
const nothing = new TextEncoder().encode('\r\n')

/**
 * Whom an answer blames that does not say so: the server is asked for another recipient of the same domain, to whom it
 * has taken a letter. If it takes him now, in the same session and from the same sender, the refusal is about the
 * address; if not, or if there is no such recipient, it may be about us. The question ends before the final dot, so
 * nobody is mailed.
 */
export function createEvidence({ db }: Pick<Service, 'db'>, health: Health) {
  /** By domain, the recipient of the latest letter that this process has got through. */
  const lastTaken = new RecentMap<string, string>(1000)

  /** Another process may have sent the letters, or this one before it was started anew: the database knows. */
  async function otherThan(letter: Letter, { personId }: Claimed): Promise<string | null> {
    const last = lastTaken.get(domainOf(letter.to))
    if (last && last !== letter.to) return last
    try {
      const colleague = await colleagueReached(db, personId)
      return colleague && sentTo(colleague)
    } catch (error) {
      await health.failed(error)
      return null
    }
  }

  return {
    taken({ to }: Letter): void {
      lastTaken.set(domainOf(to), to)
    },
    async takesOthers(letter: Letter, held: Claimed, slot: Slot): Promise<boolean> {
      const other = await otherThan(letter, held)
      if (!other) return false
      const { kind } = await slot.send({ ...letter, to: other, raw: nothing }, async () => false)
      return kind === 'withheld'
    },
  }
}
