import { desc } from 'drizzle-orm'
import type { Db } from '../db/open.ts'
import { outbox } from '../db/schema/index.ts'

/** A mail of local mode. */
export interface OutboxMail {
  to: string
  subject: string
  text: string
  html: string
  messageId: string
  date: Date
}

/** Keeps a mail; the same one twice is one. */
export async function keepMail(db: Db, mail: OutboxMail): Promise<void> {
  await db.insert(outbox).values(mail).onConflictDoNothing({ target: outbox.messageId })
}

/** Newest first. */
export async function readOutbox(db: Db): Promise<OutboxMail[]> {
  const { to, subject, text, html, messageId, date } = outbox
  return db.select({ to, subject, text, html, messageId, date }).from(outbox).orderBy(desc(outbox.id)).limit(5000)
}
