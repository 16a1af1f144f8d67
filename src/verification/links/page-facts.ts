import { eq } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { companies, people } from '../../db/schema/index.ts'

// What the page behind a link shows besides the link itself.

export async function isConnected(db: Db, personId: number): Promise<boolean> {
  const [person] = await db.select({ at: people.connectedAt }).from(people).where(eq(people.id, personId))
  return Boolean(person?.at)
}

export async function companyOf(db: Db, personId: number): Promise<string> {
  const [found] = await db
    .select({ name: companies.name })
    .from(people)
    .innerJoin(companies, eq(companies.id, people.companyId))
    .where(eq(people.id, personId))
  return found?.name ?? ''
}
