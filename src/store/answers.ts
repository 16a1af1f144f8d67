import { eq } from 'drizzle-orm'
import type { Db } from '../db/open.ts'
import { answers } from '../db/schema/index.ts'

interface SaidOnce {
  id: string
  who: { platform: string; workspace: string; user: string }
}

/** With the speaker in it: however a platform numbers its messages, nobody is ever given another's answer. */
const keyOf = ({ id, who }: SaidOnce) => `${who.platform}:${who.workspace}:${who.user}:${id}`

/** The answer that this very message got before, when the platform delivers it again or a crash came in between. */
export async function keptAnswer(db: Db, said: SaidOnce): Promise<unknown | null> {
  const [row] = await db
    .select({ reply: answers.reply })
    .from(answers)
    .where(eq(answers.key, keyOf(said)))
  return row?.reply ?? null
}

/** Keeps an answer for a day. One with files is made anew instead: it only reads. */
export async function keepAnswer(
  db: Db,
  now: Date,
  said: SaidOnce,
  reply: { card: { files?: unknown[] } },
): Promise<void> {
  if (reply.card.files?.length) return
  await db
    .insert(answers)
    .values({ key: keyOf(said), reply, at: now })
    .onConflictDoNothing()
}
