import { type SQL, sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import { lower } from '../../db/schema/columns.ts'
import { people } from '../../db/schema/index.ts'
import type { Context } from '../context.ts'
import { inScope } from './scope.ts'
import type { Selection } from './selection.ts'

/**
 * In place of protected people, what admins' files have said of them: whoever lists the people of such an import finds
 * the record that it was answered to have made. A stand-in has the negative id of its person, so nothing that has
 * happened to the person is told of it. It is in no other list and no number, and nothing can be done with it.
 */
const proposed = sql`select (jsonb_populate_record(null::public.people, jsonb_build_object(
    'id', -p.id, 'company_id', p.company_id, 'number', pr.fields->'number', 'given_name', pr.fields->'givenName',
    'family_name', pr.fields->'familyName', 'email', pr.fields->'email', 'email_key', pr.fields->'emailKey',
    'unit', pr.fields->'unit', 'role', pr.fields->'role', 'active', pr.fields->'active',
    'starts_on', pr.fields->'startsOn', 'ends_on', pr.fields->'endsOn', 'language', pr.fields->'language',
    'protected', false, 'connect_attempts', 0, 'created_at', pr.at, 'updated_at', pr.at))).*
  from public.proposals pr join public.people p on p.id = pr.person_id where p.protected`

const everybody = sql`select * from public.people union all ${proposed}`

/**
 * Whether somebody is a stand-in of one of these imports: one that has been carried out, or whose file is about a
 * record that an earlier one was answered to have made.
 */
export const isProposedBy = (codes: SQL): SQL => sql`(${people.id} < 0 and (exists (select 1 from audit a
    where a.person_id = -${people.id} and a.action = 'import.propose' and a.code in ${codes})
  or exists (select 1 from import_rows ir join plans pl on pl.id = ir.plan_id join companies c on c.id = ${people.companyId}
    where pl.code in ${codes} and pl.decided_at is null and ir.person_id is null and ir.outcome <> 'created'
      and (ir.row ->> 'number' = ${people.number}
        or (ir.outcome = 'looks_like' and ltrim(ir.row ->> 'number', '0') = ltrim(${people.number}, '0')))
      and coalesce(ir.row ->> 'companyNumber' = c.number, ${lower(sql`ir.row ->> 'company'`)} = ${lower(sql`c.name`)}))))`

/** How a query on `people` is asked: of the table, or of it and the stand-ins. */
export interface Asked {
  db: Pick<Db, 'select'>
  /** What stands before a query that is written out. */
  before: SQL
}

/** Owners see the people themselves; other selections than by import have no stand-ins. */
export async function askedFor({ db, actor }: Context, { imports = [] }: Selection): Promise<Asked> {
  const codes = imports.flatMap((choice) => (choice.not ? [] : choice.any))
  if (actor.role === 'owner' || codes.length === 0) return { db, before: sql`` }
  const [found] = await rows(
    db,
    sql`select 1 from proposals pr join people on people.id = pr.person_id where ${inScope(actor)} and people.protected limit 1`,
  )
  if (!found) return { db, before: sql`` }
  return { db: db.with(db.$with('people', {}).as(everybody)), before: sql`with people as (${everybody}) ` }
}
