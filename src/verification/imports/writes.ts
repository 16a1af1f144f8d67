import { sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import { changeAddresses, storedBy } from '../addresses/change.ts'
import type { Context } from '../context.ts'
import type { Judged } from './outcomes.ts'
import { dropProposals } from './proposals.ts'

/** Writes a batch of judged rows, with all that a new address undoes. Fills in the ids of new people. */
export async function writePeople(tx: Db, ctx: Context, part: readonly Judged[]): Promise<void> {
  const writes = part.flatMap(({ write }) => write ?? [])
  const created = writes.filter(({ id }) => id === null)
  const changed = writes.filter(({ id }) => id !== null)
  const now = sql`${ctx.clock().toISOString()}::timestamptz`
  if (created.length > 0) {
    const made = await rows<{ id: number; company: number; number: string }>(
      tx,
      sql`insert into people (company_id, number, given_name, family_name, email, email_key, email_set_by, email_set_at, unit,
          role, active, starts_on, ends_on, language, protected, created_at, updated_at)
        select "companyId", number, "givenName", "familyName", email, "emailKey", ${storedBy(ctx, sql`"emailKey"`)}, unit,
          role, active, "startsOn", "endsOn", language, protected, ${now}, ${now}
        from ${recordset(created)} returning id, company_id as company, number`,
    )
    const ids = new Map(made.map(({ id, company, number }) => [`${company}\n${number}`, id]))
    for (const row of part)
      if (row.write?.id === null) row.personId = ids.get(`${row.write.companyId}\n${row.write.number}`) ?? null
  }
  if (changed.length === 0) return
  await tx.execute(
    sql`update people p set given_name = w."givenName", family_name = w."familyName", unit = w.unit, role = w.role,
        active = w.active, starts_on = w."startsOn", ends_on = w."endsOn", language = w.language, protected = w.protected,
        updated_at = ${now}
      from ${recordset(changed)} where p.id = w.id`,
  )
  await dropProposals(
    tx,
    changed.flatMap(({ id, protected: still }) => (still ? [] : id!)),
  )
  const addressed = changed.filter(({ respelt, newAddress }) => respelt || newAddress)
  await changeAddresses(
    tx,
    ctx,
    addressed.map(({ id, email, emailKey, newAddress }) => ({ personId: id!, email, emailKey, moved: newAddress })),
  )
}

const recordset = (writes: readonly unknown[]) => sql`jsonb_to_recordset(${JSON.stringify(writes)}::jsonb) as w(
  id bigint, "companyId" bigint, number text, "givenName" text, "familyName" text, email text, "emailKey" text, unit text,
  role text, active boolean, "startsOn" date, "endsOn" date, language text, protected boolean)`
