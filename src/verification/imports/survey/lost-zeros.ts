import { sql } from 'drizzle-orm'
import { others } from '../../../base/others.ts'
import { allowBulk, type Db, idList, rows } from '../../../db/open.ts'
import type { Context } from '../../context.ts'
import { type Companies, companyIn } from '../companies.ts'
import { batch } from '../outcomes.ts'
import { type PersonRow, type RowOptions, type Rows, readRow } from '../rows.ts'
import { agrees, readAlike, readStored } from '../stored.ts'
import { inBatches } from './batches.ts'
import { mayBeginWithZero } from './zero-led.ts'

/** So many numbers that differ from stored ones by leading zeros only are no coincidence. */
const enough = 3

/**
 * Finds the companies whose numbers have lost their zeros in this file: with zeros, one of them is the number of
 * somebody with the same name or address, or several of them are numbers of anybody. Returns companies.id. Only
 * companies with such numbers cost another walk through the file, to the first evidence of each.
 */
export async function companiesThatLostZeros(
  ctx: Context,
  companies: Companies,
  file: { rows: Rows; options: RowOptions; named: readonly PersonRow[] },
): Promise<ReadonlySet<number>> {
  const lost = new Set<number>()
  const withZeros = await haveZeros(
    ctx.db,
    file.named.flatMap((row) => companyIn(companies, row) ?? []),
  )
  const alike = new Map<number, number>()
  for (const part of inBatches(file.rows, batch)) {
    if (lost.size === withZeros.size) break
    const asked = part.flatMap((line) => {
      if (mayBeginWithZero(line.cells.number)) return []
      const { row } = readRow(line, file.options)
      const company = row && /^[1-9]\d*$/.test(row.number) ? companyIn(companies, row) : undefined
      return row && company && withZeros.has(company) && !lost.has(company) ? [row] : []
    })
    const stored = await readStored(ctx.db, ctx, companies, asked)
    const found = await readAlike(ctx.db, ctx, companies, asked, stored, () => true)
    for (const [row, person] of found) {
      const n = (alike.get(person.companyId) ?? 0) + 1
      alike.set(person.companyId, n)
      if (n >= enough || agrees(row, person)) lost.add(person.companyId)
    }
    await others()
  }
  return lost
}

async function haveZeros(db: Db, ids: number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set()
  const found = await db.transaction(async (tx) => {
    await allowBulk(tx)
    return rows<{ id: number }>(
      tx,
      sql`select c.id from companies c where c.id in ${idList(ids)}
        and exists (select 1 from people p where p.company_id = c.id and p.number like '0%')`,
    )
  })
  return new Set(found.map(({ id }) => Number(id)))
}
