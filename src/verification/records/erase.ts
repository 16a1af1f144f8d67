import { and, eq, inArray, isNotNull, or, type SQL, sql } from 'drizzle-orm'
import { type AnyPgColumn, union } from 'drizzle-orm/pg-core'
import type { Db } from '../../db/open.ts'
import {
  answers,
  deliveries,
  identities,
  importFiles,
  importRows,
  inbox,
  limitHits,
  links,
  lower,
  outbox,
  type people,
  plans,
} from '../../db/schema/index.ts'

type PersonRow = typeof people.$inferSelect

/**
 * Erases a person's data from everything that is not part of the record itself: what was typed, uploaded, answered, or
 * mailed locally. Links, deliveries and the places on lists are deleted with the record.
 */
export async function eraseTraces(tx: Db, person: PersonRow): Promise<void> {
  const { id, number, emailKey } = person
  const needles = JSON.stringify([...needlesOf(person), ...(await formerAddresses(tx, id))])
  const mentions = (column: AnyPgColumn): SQL =>
    sql`exists (select 1 from jsonb_array_elements_text(${needles}::jsonb) n
      where position(n in ${lower(sql`${column}::text`)}) > 0)`
  const hasNumber = (column: AnyPgColumn, written: string): SQL => sql`position(${written} in ${column}::text) > 0`

  const row = importRows.row
  const inColumn = (column: AnyPgColumn) =>
    and(isNotNull(column), or(mentions(column), hasNumber(column, JSON.stringify(number))))
  await tx
    .update(importRows)
    .set({ row: null, cells: null, notes: null })
    .where(or(eq(importRows.personId, id), inColumn(row), inColumn(importRows.cells)))
  // A file waits for an answer for a day at most; whether the person is in it cannot be told without reading it.
  await tx.delete(importFiles)
  await tx.delete(answers).where(or(mentions(answers.reply), mentions(answers.key)))
  await tx
    .update(inbox)
    .set({ body: null, state: 'failed' })
    .where(and(isNotNull(inbox.body), mentions(inbox.body)))
  await tx
    .update(plans)
    .set({ line: '', selection: {} })
    .where(or(mentions(plans.line), mentions(plans.selection), hasNumber(plans.line, number)))
  await tx.delete(outbox).where(or(mentions(outbox.to), mentions(outbox.text)))
  const holdsAddress = emailKey === null ? undefined : eq(identities.emailKey, emailKey)
  await tx
    .update(identities)
    .set({ name: null, emailKey: null, place: null, personId: null })
    .where(or(eq(identities.personId, id), holdsAddress))
  // Only in the chat of local mode is an address somebody's user id.
  await tx
    .update(identities)
    .set({ user: sql`'erased:' || ${identities.id}` })
    .where(and(eq(identities.platform, 'local'), mentions(identities.user)))
  await tx.delete(limitHits).where(inArray(limitHits.key, [`self.person:${id}`, `tie.person:${id}`]))
}

/** Addresses that the person had before, which letters and uploads may still contain. */
async function formerAddresses(tx: Db, id: number): Promise<string[]> {
  const uploaded = sql<string>`${importRows.row} ->> 'emailKey'`
  const found = await union(
    tx.select({ key: links.emailKey }).from(links).where(eq(links.personId, id)),
    tx.select({ key: deliveries.emailKey }).from(deliveries).where(eq(deliveries.personId, id)),
    tx
      .select({ key: uploaded })
      .from(importRows)
      .where(and(eq(importRows.personId, id), isNotNull(uploaded))),
  )
  return found.map(({ key }) => key)
}

/** How free text may name the person: by the address in both forms, or by the whole name. In lower case. */
function needlesOf({ email, emailKey, givenName, familyName }: PersonRow): string[] {
  const name = `${givenName} ${familyName}`.trim()
  return [email, emailKey, name.includes(' ') ? name : null].flatMap((text) => (text ? [text.toLowerCase()] : []))
}
