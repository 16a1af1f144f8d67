import { type SQL, sql } from 'drizzle-orm'
import { type Db, planFor, rows } from '../../db/open.ts'
import { people } from '../../db/schema/index.ts'
import type { Context } from '../context.ts'
import { isListed } from './matching.ts'
import type { Selection } from './selection.ts'
import { joined, type Letters, lookedUp } from './state.ts'

/** From so many people on, their letters are read as whole sets; below, each is found by an index in a few µs. */
const many = 20_000

type Ask<T> = (db: Db, letters: Letters) => Promise<T>

/** Asks for the states of all whom a selection means; `within` is a condition on `people`, for a part of them. */
export async function askStates<T>(ctx: Context, selection: Selection, ask: Ask<T>, within = sql`true`): Promise<T> {
  const now = ctx.clock()
  if (!(await meansMany(ctx, selection, within))) return ask(ctx.db, lookedUp(now))
  return ctx.db.transaction(async (tx) => {
    await planFor(tx, true)
    const found = await ask(tx, joined(now))
    await planFor(tx, false)
    return found
  })
}

/** Asks who is meant. Only a selection by state has to look at everybody's letters for this. */
export const askMeant = <T>(ctx: Context, selection: Selection, ask: Ask<T>, within?: SQL): Promise<T> =>
  selection.states?.length ? askStates(ctx, selection, ask, within) : ask(ctx.db, lookedUp(ctx.clock()))

/** Whether that many match in all but their states. Words mean few, and are searched for long: they are not counted. */
async function meansMany(ctx: Context, { states, ...selection }: Selection, within: SQL): Promise<boolean> {
  if (selection.words?.length) return false
  const [counted] = await rows<{ n: number }>(
    ctx.db,
    sql`select count(*)::int as n from (
      select 1 from ${people} where ${isListed(ctx, selection)} and ${within} limit ${many}) counted`,
  )
  return counted!.n >= many
}
