import { sql } from 'drizzle-orm'
import { type Db, rows } from '../db/open.ts'
import type { Service } from '../verification/context.ts'

interface SaidOnce {
  id: string
  who: { platform: string; workspace: string; user: string }
}

/** With the speaker in it: however a platform numbers its messages, nobody is ever given another's answer. */
const keyOf = ({ id, who }: SaidOnce) => `${who.platform}:${who.workspace}:${who.user}:${id}`

/** The answer that this very message got before, when the platform delivers it again or a crash came in between. */
export async function keptAnswer(db: Db, said: SaidOnce): Promise<unknown | null> {
  const [row] = await rows<{ reply: unknown }>(db, sql`select reply from answers where key = ${keyOf(said)}`)
  return row?.reply ?? null
}

/** Keeps an answer for a day. One with files is made anew instead: it only reads. */
export async function keepAnswer(
  service: Service,
  said: SaidOnce,
  reply: { card: { files?: unknown[] } },
): Promise<void> {
  if (reply.card.files?.length) return
  const at = service.clock().toISOString()
  await service.db.execute(sql`insert into answers (key, reply, at)
    values (${keyOf(said)}, ${JSON.stringify(reply)}::jsonb, ${at}::timestamptz) on conflict do nothing`)
}
