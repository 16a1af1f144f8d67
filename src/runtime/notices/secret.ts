import type { Card } from '#bot'
import type { Say } from '#text'
import { secretEndsCard } from '../../commands/sends/trouble-card.ts'
import type { Db } from '../../db/open.ts'
import { isFirst } from '../../store/settings.ts'
import { dayStart, today } from '../../verification/days.ts'

/** How many days before its end the owners are told of a client secret, each time once. */
export const secretNotices = [30, 7, 1] as const

/** Tells the owners that the client secret of OAuth ends soon. `ends`: an ISO day. Is asked every hour. */
export async function tellSecretEnds(
  { db, clock }: { db: Db; clock(): Date },
  ends: string,
  tell: (card: (say: Say) => Card) => Promise<void>,
): Promise<void> {
  const now = clock()
  const due = secretNotices.filter((days) => dayStart(ends, -days) <= now)
  const latest = due.at(-1)
  if (latest === undefined || !(await isFirst(db, `secret-ends:${ends}:${latest}`))) return
  await tell((say) => secretEndsCard(say, ends, today(now) >= ends))
}
