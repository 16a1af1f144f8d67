import { inArray } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { identities, people } from '../../db/schema/index.ts'

/**
 * Whether two chat identities must be taken for one human, which the four-eyes rule needs to know. They are one if they
 * are linked to the same record, share a confirmed address, or write from different workspaces and are not both linked.
 * Within one workspace, two different confirmed addresses are two humans; where one is missing, they count as one.
 */
export async function sameHuman(db: Db, a: number, b: number): Promise<boolean> {
  if (a === b) return true
  const [one, two] = await db
    .select()
    .from(identities)
    .where(inArray(identities.id, [a, b]))
  if (!one || !two) return true
  if (one.personId !== null && two.personId !== null) {
    if (one.personId === two.personId) return true
    if (await sameRecordHolder(db, one.personId, two.personId)) return true
  }
  if (one.emailKey !== null && one.emailKey === two.emailKey) return true
  // Two records are two humans, wherever they write from.
  if (one.personId !== null && two.personId !== null) return false
  const together = one.platform === two.platform && one.workspace === two.workspace
  return !together || one.emailKey === null || two.emailKey === null
}

/** Whether an owner has said that these two records are one human (`samma person`). */
async function sameRecordHolder(db: Db, a: number, b: number): Promise<boolean> {
  const [one, two] = await db
    .select({ human: people.human })
    .from(people)
    .where(inArray(people.id, [a, b]))
  return Boolean(one && two && one.human !== null && one.human === two.human)
}
