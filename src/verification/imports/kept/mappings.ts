import { sql } from 'drizzle-orm'
import { rows } from '../../../db/open.ts'
import type { Context } from '../../context.ts'
import { companiesInScope } from '../../people/companies.ts'

type Columns = readonly (string | null)[]

export interface KnownToFiles {
  companyNumbers: ReadonlySet<string>
  /** In lower case without accents and punctuation. */
  companyNames: ReadonlySet<string>
  /** What the columns of files with this header hold, as somebody has confirmed in a company of the scope. */
  remembered: ReadonlyMap<string, Columns>
}

/** What is known about files before one is read: the companies of the scope, and headers that were explained before. */
export async function knownToFiles(ctx: Context): Promise<KnownToFiles> {
  const companies = await companiesInScope(ctx)
  const found = await rows<{ header: string; columns: Columns }>(
    ctx.db,
    sql`select header, columns from import_mappings
      where company_id in (select value::bigint from jsonb_array_elements_text(${JSON.stringify(companies.map(({ id }) => id))}::jsonb))
      order by created_at`,
  )
  return {
    companyNumbers: new Set(companies.map(({ number }) => number.toLowerCase())),
    companyNames: new Set(companies.map(({ name }) => fold(name))),
    remembered: new Map(found.map(({ header, columns }) => [header, columns])),
  }
}

/** Remembers what the columns hold, for the companies that the rows of the plan name. */
export async function rememberColumns(ctx: Context, planId: number, header: string, columns: Columns): Promise<void> {
  await ctx.db.execute(
    sql`insert into import_mappings (company_id, header, columns, created_at)
      select c.id, ${header}, ${JSON.stringify(columns)}::jsonb, ${ctx.clock().toISOString()}::timestamptz from companies c
      where c.number in (select distinct row ->> 'companyNumber' from import_rows where plan_id = ${planId})
        or c.name in (select distinct row ->> 'company' from import_rows where plan_id = ${planId})
      on conflict (company_id, header) do update set columns = excluded.columns, created_at = excluded.created_at`,
  )
}

const fold = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@.]/gu, '')
