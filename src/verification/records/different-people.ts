import { and, asc, desc, eq, gte, inArray, sql } from 'drizzle-orm'
import { type Db, idList, rows } from '../../db/open.ts'
import { accountLinkCodes, people, plans } from '../../db/schema/index.ts'
import { UserError } from '../../errors.ts'
import { readOwnRecords } from '../access/four-eyes.ts'
import { type AuditEntry, writeAudit } from '../audit.ts'
import { forgetVerification } from '../connections/connections.ts'
import { type Context, inTransaction } from '../context.ts'
import { lockQueue } from '../delivery/queue.ts'
import { revokeLinks } from '../links/links.ts'
import { type RecordPlan, readPlan } from '../plans/content.ts'

/** A record that an owner has said to be one human with others. */
interface Joined {
  id: number
  human: number
  key: string | null
  connected: boolean
  verifiedAt: Date | null
}

const isOfOne = (ids: readonly number[]) =>
  sql`${people.human} in (select p.human from ${people} p where p.id in ${idList(ids)} and p.human is not null)`

/** All records of the humans of these records, as far as an owner has said which are one. */
export async function recordsOfOne(db: Db, ids: readonly number[]): Promise<Joined[]> {
  const found = await db
    .select({
      id: people.id,
      human: people.human,
      key: people.emailKey,
      connectedAt: people.connectedAt,
      verifiedAt: people.verifiedAt,
    })
    .from(people)
    .where(isOfOne(ids))
    .orderBy(asc(people.id))
  return found.map(({ human, connectedAt, ...record }) => ({
    ...record,
    human: human!,
    connected: connectedAt !== null,
  }))
}

/** Of each human that a confirmed plan has joined, the records that still count as one; of an erased one nothing. */
export async function stillJoined(db: Db, { groups, personIds }: RecordPlan): Promise<number[][]> {
  const humanOf = new Map((await recordsOfOne(db, personIds)).map(({ id, human }) => [id, human]))
  const numbers = (ids: readonly number[]) => ids.flatMap((id) => humanOf.get(id) ?? [])
  return (groups ?? [personIds])
    .map((ids) => ids.filter((id) => numbers(ids).filter((human) => human === humanOf.get(id)).length > 1))
    .filter((ids) => ids.length > 1)
}

/** The actor's confirmed plans that have joined records which still count as one, newest first. */
export async function ownJoins(ctx: Context, since: Date): Promise<RecordPlan[]> {
  const found = await ctx.db
    .select()
    .from(plans)
    .where(
      and(
        eq(plans.kind, 'same'),
        eq(plans.state, 'confirmed'),
        eq(plans.requester, ctx.actor.id),
        gte(plans.decidedAt, since),
      ),
    )
    .orderBy(desc(plans.decidedAt))
    .limit(10)
  const joins = found.map(readPlan).filter((plan): plan is RecordPlan => plan.kind === 'same')
  const standing = await Promise.all(joins.map((plan) => stillJoined(ctx.db, plan)))
  return joins.filter((_, i) => standing[i]!.length > 0)
}

/**
 * Nobody makes two humans of their own records, who could then approve what they have asked for.
 * @throws UserError `own_record`
 */
export async function refuseOwnRecords(ctx: Context, ids: readonly number[]): Promise<void> {
  if ((await ownAmong(ctx, ids)).size) throw new UserError('own_record', 'apart.own')
}

/** Those of these records that count as one with a record of the actor. */
export async function ownAmong(ctx: Context, ids: readonly number[]): Promise<Set<number>> {
  const own = new Set((await readOwnRecords(ctx.db, ctx.actor.id)).map(({ id }) => id))
  if (own.size === 0) return own
  const members = await recordsOfOne(ctx.db, ids)
  const humans = new Set(members.filter(({ id }) => own.has(id)).map(({ human }) => human))
  return new Set(members.filter(({ human }) => humans.has(human)).map(({ id }) => id))
}

/** What becomes of records if some of them are taken out of the humans that they count as; all by id. */
export interface Parting {
  /** Who is one with nobody afterwards: those who are taken out, and whoever would be left alone. */
  parted: number[]
  /** Who still is one human with others. */
  stay: number[]
  /** Whose address another record has that is another human then. */
  sharing: number[]
  /** Those of `sharing` whose verification may be another's: they are not connected. */
  unproved: number[]
  /** Those of `sharing` who are connected. */
  connected: number[]
}

/** What taking these records out of their humans leads to; null if none of them is one with another. */
export async function foresee(db: Db, personIds: readonly number[]): Promise<Parting | null> {
  const members = await recordsOfOne(db, personIds)
  const parted = partedOf(members, personIds)
  if (parted.size === 0) return null
  const sharing = sharingNow(members, parted)
  const ids = (some: readonly Joined[]) => some.map(({ id }) => id)
  return {
    parted: [...parted],
    stay: ids(members.filter(({ id }) => !parted.has(id))),
    sharing: ids(sharing),
    unproved: await withoutProof(db, sharing),
    connected: ids(sharing.filter(({ connected }) => connected)),
  }
}

/**
 * Takes records out of the humans that they count as; what is left of each stays one, if there are two. Nothing tells
 * which of them whoever reads a shared address is. So where what are different humans now share an address, what it has
 * led to does not count: live links, codes and letters that have not gone, and a verification that may have been made
 * in the meantime. A connection stays until somebody has it removed.
 * @throws UserError `own_record`, `not_joined`
 */
export async function partRecords(tx: Db, ctx: Context, { personIds, code }: RecordPlan): Promise<void> {
  await lockQueue(tx, 'list')
  await refuseOwnRecords(inTransaction(ctx, tx), personIds)
  await tx.select({ id: people.id }).from(people).where(isOfOne(personIds)).orderBy(asc(people.id)).for('update')
  const parting = await foresee(tx, personIds)
  if (!parting) throw new UserError('not_joined', 'apart.none')
  const { parted, sharing, unproved } = parting
  const before = await recordsOfOne(tx, parted)
  await tx
    .update(people)
    .set({ human: null, updatedAt: ctx.clock() })
    .where(inArray(people.id, idList(parted)))
  await revokeLinks(tx, sharing)
  await skipLetters(tx, ctx, sharing)
  await forgetVerification(tx, ctx, unproved)
  const entries = parted.map((personId): AuditEntry => {
    const human = before.find(({ id }) => id === personId)!.human
    const from = before.filter((other) => other.human === human && other.id !== personId).map(({ id }) => id)
    return { action: 'person.apart', personId, code, details: { from } }
  })
  await writeAudit(
    tx,
    ctx,
    ...entries,
    ...unproved.map((personId) => ({ action: 'person.unverified', personId, code })),
  )
}

/** Who is one with nobody afterwards: those who are taken out, and whoever would be left alone. */
function partedOf(members: readonly Joined[], out: readonly number[]): Set<number> {
  const named = new Set(out)
  const left = new Map<number, number>()
  for (const { id, human } of members) if (!named.has(id)) left.set(human, (left.get(human) ?? 0) + 1)
  const isOut = ({ id, human }: Joined) => named.has(id) || left.get(human) === 1
  return new Set(members.filter(isOut).map(({ id }) => id))
}

/** Those whose address another record has that is another human from now on. */
function sharingNow(members: readonly Joined[], parted: ReadonlySet<number>): Joined[] {
  const sharers = new Map<string, Joined[]>()
  for (const one of members.filter(({ key }) => key !== null)) {
    const address = `${one.human} ${one.key}`
    sharers.set(address, [...(sharers.get(address) ?? []), one])
  }
  // Those who stay are one human still: only who is taken out is another to them.
  return [...sharers.values()].filter((all) => all.length > 1 && all.some(({ id }) => parted.has(id))).flat()
}

/** Who has verified, is not connected, and may have done so after the records were joined. */
async function withoutProof(db: Db, sharing: readonly Joined[]): Promise<number[]> {
  const verified = sharing.filter(({ verifiedAt, connected }) => verifiedAt && !connected)
  if (verified.length === 0) return []
  const joined = await rows<{ id: number; at: string }>(
    db,
    sql`select member.id::bigint as id, min(p.decided_at) as at from ${plans} p,
        jsonb_array_elements_text(p.selection -> 'personIds') as member(id)
      where p.kind = 'same' and p.state = 'confirmed' and not jsonb_exists(p.selection, 'apart')
        and member.id::bigint in ${idList(verified.map(({ id }) => id))} group by 1`,
  )
  const joinedAt = new Map(joined.map(({ id, at }) => [Number(id), new Date(at)]))
  // Of a join that is not known any more nothing is certain.
  return verified.flatMap(({ id, verifiedAt }) => {
    const at = joinedAt.get(id)
    return at && verifiedAt! < at ? [] : [id]
  })
}

/** Letters and codes to these people that have not gone yet do not go. */
async function skipLetters(tx: Db, ctx: Context, personIds: readonly number[]): Promise<void> {
  const ids = idList(personIds)
  await tx.execute(sql`update deliveries d set state = 'skipped', reason = 'shared_email', lease_owner = null,
      lease_until = null, done_at = ${ctx.clock().toISOString()}::timestamptz
    where d.person_id in ${ids} and d.state in ('queued', 'claimed') and d.action <> 'code'`)
  await tx.delete(accountLinkCodes).where(inArray(accountLinkCodes.personId, ids))
}
