import { domainOf } from '../../base/domain.ts'
import { RecentMap } from '../../base/recent-map.ts'
import type { Letter, Slot } from '../../mail/mailer.ts'

/** A message without content: its final dot is never sent. */
const nothing = new TextEncoder().encode('\r\n')

/**
 * Whom an answer blames that does not say so: the server is asked for another recipient of the same domain, to whom it
 * has taken a letter. If it takes him now, in the same session and from the same sender, the refusal is about the
 * address; if not, or if there is no such recipient, it may be about us. The question ends before the final dot, so
 * nobody is mailed.
 */
export function createEvidence() {
  /** By domain, the recipient of the latest letter that was taken. */
  const lastTaken = new RecentMap<string, string>(1000)

  return {
    taken({ to }: Letter): void {
      lastTaken.set(domainOf(to), to)
    },
    async takesOthers(letter: Letter, slot: Slot): Promise<boolean> {
      const other = lastTaken.get(domainOf(letter.to))
      if (!other || other === letter.to) return false
      const { kind } = await slot.send({ ...letter, to: other, raw: nothing }, async () => false)
      return kind === 'withheld'
    },
  }
}
