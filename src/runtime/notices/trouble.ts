import type { Card } from '#bot'
import type { Say } from '#text'
import { mailboxCard, slackCard } from '../../commands/sends/trouble-card.ts'
import type { Db } from '../../db/open.ts'
import type { MailboxFault } from '../../mail/mailbox.ts'
import { isFirst } from '../../store/settings.ts'

type Tell = (card: (say: Say) => Card) => Promise<void>

interface Place {
  db: Db
  clock(): Date
}

/**
 * Tells the owners that Slack refuses the bot; those who have another platform, too, are reached there. `area`: where
 * the trouble is. Never rejects.
 */
export async function tellChatTrouble(place: Place, area: string, tell: Tell): Promise<void> {
  if (area === 'slack' && (await isFirstToday(place, 'slack'))) await tell(slackCard)
}

/** Tells the owners that reports of bounces cannot be read. `fault`: null when they can again. Never rejects. */
export async function tellMailboxTrouble(place: Place, fault: MailboxFault | null, tell: Tell): Promise<void> {
  if (fault && (await isFirstToday(place, 'mailbox'))) await tell((say) => mailboxCard(say, fault))
}

/** Several processes see the same trouble, and it may come and go: the owners hear of it once a day at most. */
const isFirstToday = ({ db, clock }: Place, what: string): Promise<boolean> =>
  isFirst(db, `${what}-trouble:${clock().toISOString().slice(0, 10)}`).catch(() => false)
