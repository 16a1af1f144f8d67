import { and, asc, eq, inArray, isNotNull, not, or, sql } from 'drizzle-orm'
import { allowBulk, type Db, idList } from '../../db/open.ts'
import { companies, people } from '../../db/schema/index.ts'
import { UserError } from '../../errors.ts'
import { type AuditEntry, writeAudit } from '../audit.ts'
import type { Context } from '../context.ts'
import { foldName } from '../people/companies.ts'
import { matches } from '../people/matching.ts'
import { type Person, readPeople } from '../people/people.ts'
import { inScope } from '../people/scope.ts'
import type { Selection } from '../people/selection.ts'
import type { RecordPlan } from '../plans/content.ts'

/** A human with a record in each of several companies. */
export interface SamePeople {
  name: string
  email: string
  records: { id: number; number: string; companyNumber: string; companyName: string }[]
}

/** As many humans as one plan takes; those beyond come with the next. */
const most = 500

/**
 * Humans who have records in several companies, with the same address and name, and of whom nobody has said that they
 * are one: those of whom a record matches. Two records in one company are asked about singly, and so are protected
 * identities. `unlike`: how many more addresses are shared in several companies, by other names.
 */
export async function findSamePeople(
  ctx: Context,
  selection: Selection,
): Promise<{ found: SamePeople[]; more: boolean; unlike: number }> {
  const listed = sql`${inScope(ctx.actor)} and not ${people.protected} and ${people.emailKey} is not null`
  return ctx.db.transaction(async (tx) => {
    await allowBulk(tx)
    const shared = sql`${people.emailKey} in (select ${people.emailKey} from ${people} where ${listed}
      group by ${people.emailKey} having count(distinct ${people.companyId}) > 1)`
    const meant = sql`${people.emailKey} in (select ${people.emailKey} from ${people} where ${listed}
      and ${matches(selection, ctx.clock())})`
    const records = await tx
      .select({
        id: people.id,
        key: people.emailKey,
        email: people.email,
        givenName: people.givenName,
        familyName: people.familyName,
        human: people.human,
        number: people.number,
        companyNumber: companies.number,
        companyName: companies.name,
      })
      .from(people)
      .innerJoin(companies, eq(companies.id, people.companyId))
      .where(and(isNotNull(people.emailKey), not(people.protected), shared, meant))
      .orderBy(asc(people.emailKey), asc(companies.number), asc(people.id))
    const groups = new Map<string, typeof records>()
    for (const record of records) {
      const name = foldName(`${record.givenName} ${record.familyName}`)
      if (name === '') continue
      const group = `${record.key}\n${name}`
      groups.set(group, [...(groups.get(group) ?? []), record])
    }
    const found = [...groups.values()].filter((group) => areOneToSay(group))
    return { found: found.slice(0, most).map(shownAs), more: found.length > most, unlike: unlike(records, found) }
  })
}

type Sharing = Pick<typeof people.$inferSelect, 'id' | 'human'> & { key: string | null }

/** How many addresses have records that are neither found to be one human with all others nor said to be. */
function unlike(records: readonly Sharing[], found: readonly (readonly Sharing[])[]): number {
  const humanOf = new Map(found.flatMap((group, i) => group.map(({ id }) => [id, `found ${i}`] as const)))
  const humans = new Map<string, Set<string>>()
  for (const { id, key, human } of records) {
    const who = humanOf.get(id) ?? (human === null ? `record ${id}` : `human ${human}`)
    humans.set(key!, (humans.get(key!) ?? new Set()).add(who))
  }
  return [...humans.values()].filter(({ size }) => size > 1).length
}

/** The humans of the groups of a plan, as their records are now. */
export async function samePeople(ctx: Context, groups: readonly (readonly number[])[]): Promise<SamePeople[]> {
  const byId = new Map((await readPeople(ctx.keyed, ctx.clock(), groups.flat())).map((person) => [person.id, person]))
  return groups
    .map((ids) => ids.flatMap((id) => byId.get(id) ?? []))
    .flatMap((group) => (group[0] ? shownAs(group) : []))
}

/** How many of the humans of a confirmed plan are joined, with how many records, and how many were left out. */
export async function joinedBy(
  db: Db,
  { groups = [] }: Pick<RecordPlan, 'groups'>,
): Promise<{ humans: number; records: number; left: number }> {
  const stored = await db
    .select({ id: people.id, human: people.human })
    .from(people)
    .where(inArray(people.id, idList(groups.flat())))
  const humanOf = new Map(stored.map(({ id, human }) => [id, human]))
  const joined = groups.filter(([first, ...others]) => {
    const human = humanOf.get(first!)
    return human != null && others.every((id) => humanOf.get(id) === human)
  })
  return { humans: joined.length, records: joined.flat().length, left: groups.length - joined.length }
}

type Shown = Pick<Person, 'id' | 'givenName' | 'familyName' | 'email' | 'number' | 'companyNumber' | 'companyName'>

const shownAs = (group: readonly Shown[]): SamePeople => ({
  name: `${group[0]!.givenName} ${group[0]!.familyName}`.trim(),
  email: group[0]!.email ?? '',
  records: group.map(({ id, number, companyNumber, companyName }) => ({ id, number, companyNumber, companyName })),
})

/** One record in each of several companies, and nobody has said yet that they are one human. */
function areOneToSay(group: readonly { companyNumber: string; human: number | null }[]): boolean {
  const inCompanies = new Set(group.map(({ companyNumber }) => companyNumber))
  const [first] = group
  const isSaid = first!.human !== null && group.every(({ human }) => human === first!.human)
  return group.length > 1 && inCompanies.size === group.length && !isSaid
}

/**
 * Records that the records of each group are one human, so that none is `shared_email` because of another. Of many
 * groups, those whose records have changed since are left out.
 * @throws UserError `unknown_person` if the one pair is not left
 */
export async function joinRecords(tx: Db, ctx: Context, { personIds, groups, code }: RecordPlan): Promise<void> {
  const stored = await tx
    .select({ id: people.id, key: people.emailKey, human: people.human })
    .from(people)
    .where(inArray(people.id, idList(personIds)))
    .orderBy(asc(people.id))
    .for('update')
  const byId = new Map(stored.map((person) => [person.id, person]))
  const whole = (groups ?? [personIds])
    .map((ids) => ids.flatMap((id) => byId.get(id) ?? []))
    .filter((group, i) => group.length === (groups?.[i] ?? personIds).length)
    // The pair that somebody names is joined even if an address has changed; that many at once were shown by it.
    .filter((group) => !groups || group.every(({ key }) => key !== null && key === group[0]!.key))
  if (whole.length === 0 && !groups) throw new UserError('unknown_person', 'person.unknown')
  const entries: AuditEntry[] = []
  for (const group of whole) {
    const humans = group.flatMap(({ human }) => human ?? [])
    const human = humans[0] ?? Math.min(...group.map(({ id }) => id))
    const ids = group.map(({ id }) => id)
    const members = humans.length ? inArray(people.human, humans) : undefined
    await tx
      .update(people)
      .set({ human })
      .where(or(inArray(people.id, ids), members))
    for (const personId of ids) entries.push({ action: 'person.same', personId, code, details: { with: ids } })
  }
  await writeAudit(tx, ctx, ...entries)
}
