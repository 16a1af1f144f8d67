import type { Card } from '#bot'
import type { Say } from '#text'
import { mailboxCard } from '../commands/sends/trouble-card.ts'
import type { Db } from '../db/open.ts'
import type { MailboxFault } from '../mail/mailbox.ts'
import { isFirst } from '../store/settings.ts'

/**
 * Tells the owners that reports of bounces cannot be read. Several processes read the mailbox, and its trouble may come
 * and go, so they hear of it once a day at most. `fault`: null when it can be read again. Never rejects.
 */
export async function tellMailboxTrouble(
  { db, clock }: { db: Db; clock(): Date },
  fault: MailboxFault | null,
  tell: (card: (say: Say) => Card) => Promise<void>,
): Promise<void> {
  const day = clock().toISOString().slice(0, 10)
  if (fault && (await isFirst(db, `mailbox-trouble:${day}`).catch(() => false)))
    await tell((say) => mailboxCard(say, fault))
}
