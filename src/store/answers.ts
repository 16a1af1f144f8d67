import { eq } from 'drizzle-orm'
import type { Db } from '../db/open.ts'
import { answers } from '../db/schema/index.ts'

/** What names a message: its id and who sent it. */
interface SaidOnce {
  id: string
  who: { platform: string; workspace: string; user: string }
}

/** The key contains the speaker, so that nobody gets another's answer, however a platform numbers its messages. */
const keyOf = ({ id, who }: SaidOnce) => `${who.platform}:${who.workspace}:${who.user}:${id}`

/** The answer that this message got before, for when the platform delivers it again or a crash lost the answer. */
export async function keptAnswer(db: Db, said: SaidOnce): Promise<unknown | null> {
  const [row] = await db
    .select({ reply: answers.reply })
    .from(answers)
    .where(eq(answers.key, keyOf(said)))
  return row?.reply ?? null
}

/** Stores an answer, for a day. Answers with files are not stored: making one again only reads. */
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
