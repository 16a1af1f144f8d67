import { and, eq, isNotNull } from 'drizzle-orm'
import { companies, people } from '../../db/schema/index.ts'
import type { Service } from '../../verification/context.ts'
import { stateOf } from '../../verification/people/state.ts'

/** How many of each state are offered, so that one can see how the bot answers each of them. */
const perState = 2

/** People of the fictional company to speak as in the local chat. */
export async function demoEmployees({ db, clock }: Service): Promise<{ name: string; email: string }[]> {
  const found = await db
    .select({ given: people.givenName, family: people.familyName, email: people.email, state: stateOf(clock()) })
    .from(people)
    .innerJoin(companies, eq(companies.id, people.companyId))
    .where(and(isNotNull(people.emailKey), eq(people.active, true), eq(people.protected, false)))
    .orderBy(companies.number, people.number)
  const taken = new Map<string, number>()
  return found.flatMap(({ given, family, email, state }) => {
    const before = taken.get(state) ?? 0
    taken.set(state, before + 1)
    return before < perState ? [{ name: `${given} ${family}`, email: email! }] : []
  })
}
