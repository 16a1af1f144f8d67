import type postgres from 'postgres'
import { audit, insertPlan } from './sends.ts'

/** Rows of a file kept under a new plan, some thousand at a time. */
export async function keepByHand(sql: postgres.Sql, file: string): Promise<number> {
  const [, ...lines] = file.split(/\r?\n/).filter(Boolean)
  return sql.begin(async (tx) => {
    const plan = await insertPlan(tx, 'import')
    for (let from = 0; from < lines.length; from += 5000) {
      const rows = lines.slice(from, from + 5000).map((line, at) => {
        const [company, name, number, given, family, email] = line.split(';')
        return { line: from + at + 2, row: { company, name, number, given, family, email } }
      })
      await tx.unsafe(
        `insert into import_rows (plan_id, line, outcome, row, person_id)
        select ${plan}, r.line, case when p.id is null then 'created' else 'unchanged' end, r.row, p.id
        from jsonb_to_recordset($1::text::jsonb) as r(line int, row jsonb)
          left join companies c on c.number = r.row->>'company'
          left join people p on p.company_id = c.id and p.number = r.row->>'number'`,
        [JSON.stringify(rows)],
      )
    }
    await audit(tx, 'import.plan')
    return plan
  }) as Promise<number>
}

/** The people of such a plan, and companies that are not there yet. */
export async function applyByHand(sql: postgres.Sql, plan: number): Promise<void> {
  await sql.begin(async (tx) => {
    await tx.unsafe(`update plans set state = 'confirmed', decided_at = now() where id = ${plan}`)
    await tx.unsafe(`insert into companies (number, name, created_at)
      select row->>'company', min(row->>'name'), now() from import_rows where plan_id = ${plan} group by 1
      on conflict do nothing`)
    await tx.unsafe(`with made as (
      insert into people (company_id, number, given_name, family_name, email, email_key, created_at, updated_at)
      select c.id, row->>'number', row->>'given', row->>'family', nullif(row->>'email', ''), nullif(row->>'email', ''),
        now(), now()
      from import_rows r join companies c on c.number = row->>'company' where plan_id = ${plan} and person_id is null
      returning id, company_id, number)
      update import_rows r set person_id = made.id from made join companies c on c.id = made.company_id
      where r.plan_id = ${plan} and row->>'company' = c.number and row->>'number' = made.number`)
    await audit(tx, 'import.apply')
  })
}
