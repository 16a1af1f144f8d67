import { inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { fileColumns } from '../../../base/columns.ts'
import { folded } from '../../../base/text/folded.ts'
import { idList } from '../../../db/open.ts'
import { importMappings } from '../../../db/schema/index.ts'
import type { Context } from '../../context.ts'
import { companiesInScope } from '../../people/companies.ts'

/** What each column of a file holds, from the left; null for a column that is not read. */
export const columnsShape = z.array(z.enum(fileColumns).nullable())
type Columns = Readonly<z.infer<typeof columnsShape>>

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
  const { companyId, header, columns, createdAt } = importMappings
  const found = await ctx.db
    .select({ header, columns })
    .from(importMappings)
    .where(inArray(companyId, idList(companies.map(({ id }) => id))))
    .orderBy(createdAt)
  return {
    companyNumbers: new Set(companies.map(({ number }) => number.toLowerCase())),
    companyNames: new Set(companies.map(({ name }) => folded(name))),
    remembered: new Map(found.flatMap(({ header, columns }) => known(header, columns))),
  }
}

/** Columns that only a newer release knows are explained anew here. */
function known(header: string, columns: unknown): [string, Columns][] {
  const read = columnsShape.safeParse(columns)
  return read.success ? [[header, read.data]] : []
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
