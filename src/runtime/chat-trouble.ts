import type { Card } from '#bot'
import type { Say } from '#text'
import { slackCard } from '../commands/sends/trouble-card.ts'
import type { Db } from '../db/open.ts'
import { isFirst } from '../store/settings.ts'

/**
 * Tells the owners that Slack refuses the bot; those who have another platform, too, are reached there. Several
 * processes see it, and it may come and go, so they hear of it once a day at most. `area`: where the trouble is. Never
 * rejects.
 */
export async function tellChatTrouble(
  { db, clock }: { db: Db; clock(): Date },
  area: string,
  tell: (card: (say: Say) => Card) => Promise<void>,
): Promise<void> {
  if (area !== 'slack') return
  const day = clock().toISOString().slice(0, 10)
  if (await isFirst(db, `slack-trouble:${day}`).catch(() => false)) await tell(slackCard)
}
