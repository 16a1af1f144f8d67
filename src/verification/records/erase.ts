import { and, eq, inArray, isNotNull, isNull, not, or, type SQL, sql } from 'drizzle-orm'
import { union } from 'drizzle-orm/pg-core'
import type { Db } from '../../db/open.ts'
import {
  answers,
  companies,
  deliveries,
  disconnects,
  identities,
  importRows,
  limitHits,
  links,
  lower,
  outbox,
  type people,
} from '../../db/schema/index.ts'
import { hasToken, jsonHasToken, tokenPattern } from './mentions.ts'
import { eraseFromLetters } from './named-letters.ts'

type PersonRow = typeof people.$inferSelect

/** How texts may name a person: by an address, also a former one, or by the whole name, each as a whole token. */
export async function patternOf(tx: Db, person: PersonRow): Promise<string | null> {
  const { id, email, emailKey, givenName, familyName } = person
  const former = await formerAddresses(tx, id)
  const addresses = [email, emailKey, ...former].flatMap((address) => address?.toLowerCase() ?? [])
  const whole = givenName && familyName
  const names = whole ? [`${givenName} ${familyName}`, `${familyName} ${givenName}`, `${familyName}, ${givenName}`] : []
  return tokenPattern([...new Set(addresses)], names)
}

/**
 * Erases a person's data from everything that is not part of the record itself: what was uploaded, answered, or mailed
 * locally. Links, deliveries and the places on lists are deleted with the record; of plans see erase-plans.ts. Whatever
 * is about somebody else stays as it is, and a message that waits to be answered is answered: its text goes then.
 */
export async function eraseTraces(tx: Db, person: PersonRow, pattern: string | null): Promise<void> {
  const { id } = person
  await tx
    .update(importRows)
    .set({ row: null, cells: null, notes: null })
    .where(or(eq(importRows.personId, id), isRowOf(person), pattern ? mayBeRowOf(person, pattern) : undefined))
  if (pattern) {
    await tx.delete(answers).where(or(jsonHasToken(answers.reply, pattern), hasToken(answers.key, pattern)))
    await eraseFromLetters(tx, pattern)
    await tx.delete(outbox).where(or(hasToken(outbox.to, pattern), hasToken(outbox.text, pattern)))
  }
  await tx
    .update(identities)
    .set({ name: null, emailKey: null, place: null })
    .where(and(isAccountOf(person), not(isHeldByAnother(id))))
  await tx
    .update(identities)
    .set({ personId: null, linkedBy: null, addressSetBy: null })
    .where(eq(identities.personId, id))
  // Only in the chat of local mode is an address somebody's user id.
  if (pattern)
    await tx
      .update(identities)
      .set({ user: sql`'erased:' || ${identities.id}` })
      .where(and(eq(identities.platform, 'local'), hasToken(identities.user, pattern), not(isHeldByAnother(id))))
  // One that is still open outlives the person: the identity provider has to be told.
  const ended = or(isNotNull(disconnects.doneAt), isNotNull(disconnects.refusedAt))
  await tx.delete(disconnects).where(and(eq(disconnects.personId, id), ended))
  await tx.delete(limitHits).where(inArray(limitHits.key, [`self.person:${id}`, `tie.person:${id}`]))
}

/** Chat accounts that are linked to the record, or that are to none and have its address. */
function isAccountOf({ id, emailKey }: Pick<PersonRow, 'id' | 'emailKey'>): SQL | undefined {
  const isUnlinked = emailKey === null ? undefined : and(eq(identities.emailKey, emailKey), isNull(identities.personId))
  return or(eq(identities.personId, id), isUnlinked)
}

/** Whether an account's address is that of another record, too: a colleague's, or another employment. */
const isHeldByAnother = (id: number): SQL =>
  sql`exists (select 1 from people p where p.email_key = ${identities.emailKey} and p.id <> ${id})`

/** What is kept of the person's chat accounts, without those that may be somebody else's. */
export const accountsOf = (db: Db, person: PersonRow) =>
  db
    .select()
    .from(identities)
    .where(or(eq(identities.personId, person.id), and(isAccountOf(person), not(isHeldByAnother(person.id)))))

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

/** Kept rows that name the person and are not about another number: a namesake's are the namesake's. */
function mayBeRowOf({ number }: PersonRow, pattern: string): SQL {
  const bare = (text: SQL) => sql`ltrim(lower(trim(${text})), '0')`
  const said = bare(sql`${importRows.cells} ->> 'number'`)
  const isAnother = sql`coalesce(${said} ~ '^[a-z0-9-]+$' and ${said} <> ${bare(sql`${number}`)}, false)`
  return sql`(${jsonHasToken(importRows.cells, pattern)} and not ${isAnother})`
}

/** Rows of a file about the record with this number in this company, by the company's number or else its name. */
const isRowOf = ({ number, companyId }: PersonRow): SQL =>
  sql`(${importRows.row} ->> 'number' = ${number} and exists (select 1 from ${companies} where ${companies.id} = ${companyId}
    and coalesce(${importRows.row} ->> 'companyNumber' = ${companies.number},
      ${lower(sql`${importRows.row} ->> 'company'`)} = ${lower(sql`${companies.name}`)})))`
