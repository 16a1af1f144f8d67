import { sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import type { people } from '../../db/schema/index.ts'
import { lower } from '../people/matching.ts'

/**
 * Everything that holds a person's data without belonging to the record itself: what was typed, uploaded, answered, or
 * mailed locally. Links, deliveries and lists go with the record (on delete cascade).
 */
export async function eraseTraces(tx: Db, person: typeof people.$inferSelect): Promise<void> {
  const needles = JSON.stringify([...needlesOf(person), ...(await formerAddresses(tx, person.id))])
  const mentions = (column: string) =>
    sql`exists (select 1 from jsonb_array_elements_text(${needles}::jsonb) n where position(n in ${lower(sql`${sql.raw(column)}::text`)}) > 0)`
  const number = JSON.stringify(person.number)
  await tx.execute(sql`update import_rows set row = null where person_id = ${person.id} or (row is not null and ${mentions('row')})
    or (row is not null and position(${number} in row::text) > 0)`)
  await tx.execute(sql`delete from answers where ${mentions('reply')} or ${mentions('key')}`)
  await tx.execute(sql`update inbox set body = null, state = 'failed' where body is not null and ${mentions('body')}`)
  await tx.execute(sql`update plans set line = '', selection = '{}'::jsonb
    where ${mentions('line')} or ${mentions('selection')} or position(${person.number} in line) > 0`)
  await tx.execute(sql`delete from outbox where ${mentions('"to"')} or ${mentions('text')}`)
  await tx.execute(sql`update identities set name = null, email_key = null, place = null, person_id = null
    where person_id = ${person.id} or (email_key is not null and email_key = ${person.emailKey})`)
  // Only the chat of local mode has addresses for ids.
  await tx.execute(
    sql`update identities set "user" = 'erased:' || id where platform = 'local' and ${mentions('"user"')}`,
  )
  await tx.execute(
    sql`delete from limit_hits where key in (${`self.person:${person.id}`}, ${`tie.person:${person.id}`})`,
  )
}

/** Addresses that the person had before: letters and uploads may still name them. */
async function formerAddresses(tx: Db, id: number): Promise<string[]> {
  const found = await rows<{ key: string }>(
    tx,
    sql`select email_key as key from links where person_id = ${id} union select email_key from deliveries where person_id = ${id}
      union select row ->> 'emailKey' from import_rows where person_id = ${id} and row ? 'emailKey'`,
  )
  return found.map(({ key }) => key)
}

/** How the person may be written in free text: the address in both forms, the whole name. Lower case. */
function needlesOf({ email, emailKey, givenName, familyName }: typeof people.$inferSelect): string[] {
  const name = `${givenName} ${familyName}`.trim()
  return [email, emailKey, name.includes(' ') ? name : null].flatMap((text) => (text ? [text.toLowerCase()] : []))
}
