import { desc, lt } from 'drizzle-orm'
import type { Db } from '../db/open.ts'
import { outbox } from '../db/schema/index.ts'

/** A mail in the outbox of local mode. */
export interface OutboxMail {
  to: string
  subject: string
  text: string
  html: string
  /** The picture that `html` shows as `cid:`, as a `data:` address. */
  logo?: string | null
  /** The header of the message, a field a line, unfolded and decoded. */
  headers?: string | null
  messageId: string
  date: Date
}

/** Stores a mail once, however often it is sent. */
export async function keepMail(db: Db, mail: OutboxMail): Promise<void> {
  await db.insert(outbox).values(mail).onConflictDoNothing({ target: outbox.messageId })
}

const { id, to, subject, text, html, logo, headers, messageId, date } = outbox
const columns = { to, subject, text, html, logo, headers, messageId, date }
const batch = 500

/** The newest mails, newest first, as many as one page can show. */
export async function readOutbox(db: Db): Promise<OutboxMail[]> {
  return db.select(columns).from(outbox).orderBy(desc(id)).limit(5000)
}

/** All mails, newest first, in batches: there may be tens of thousands. */
export async function* allMails(db: Db): AsyncGenerator<OutboxMail[]> {
  for (let before = Number.MAX_SAFE_INTEGER; ; ) {
    const found = await db
      .select({ id, ...columns })
      .from(outbox)
      .where(lt(id, before))
      .orderBy(desc(id))
      .limit(batch)
    if (!found.length) return
    yield found
    before = found.at(-1)!.id
  }
}

export const countMails = (db: Db): Promise<number> => db.$count(outbox)
