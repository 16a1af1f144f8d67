import { eq, inArray, sql } from 'drizzle-orm'
import { type Db, idList, rows } from '../../db/open.ts'
import { people } from '../../db/schema/index.ts'
import { UserError } from '../../errors.ts'
import { writeAudit } from '../audit.ts'
import { requestDisconnect } from '../connections/disconnects.ts'
import { withdraw } from '../connections/withdrawals.ts'
import type { Context } from '../context.ts'
import { lockImports } from '../imports/apply.ts'
import { refuseInvisible } from '../people/scope.ts'
import type { RecordPlan } from '../plans/content.ts'
import { closeDecision, type Decision, refuseUnlessMine } from '../plans/decision.ts'
import { openPlan } from '../plans/plans.ts'
import { partRecords } from './different-people.ts'
import { accountsOf, eraseTraces, patternOf } from './erase.ts'
import { erasePlans, lockPlansOf } from './erase-plans.ts'
import { lettersNaming } from './named-letters.ts'
import { joinRecords } from './same-people.ts'

/**
 * Plans a change to a record, to be confirmed like a send.
 * @param groups of `same` and `apart`: the ids of the records of each human, if there are several humans
 * @throws UserError `unknown_person` if somebody has erased the only one meanwhile
 */
export async function planRecord(
  ctx: Context,
  kind: RecordPlan['kind'],
  line: string,
  personIds: number[],
  groups?: number[][],
): Promise<{ code: string }> {
  return ctx.db.transaction(async (tx) => {
    const there = await tx
      .select({ id: people.id })
      .from(people)
      .where(inArray(people.id, idList(personIds)))
      .for('key share')
    if (there.length === 0) throw new UserError('unknown_person', 'person.unknown')
    const plan = await openPlan(tx, ctx, { kind, line, personIds, groups })
    const entries = personIds.map((personId) => ({ action: `${kind}.plan`, personId, code: plan.code }))
    await writeAudit(tx, ctx, ...entries)
    return plan
  })
}

/**
 * Carries such a plan out, once. To remove a connection only makes its removal due: the person stays connected until
 * the identity provider agrees (connections/disconnects.ts).
 * @throws UserError `not_yours`, `used`, `cancelled`, `expired`, `not_allowed`, `unknown_person`, `not_connected`,
 * `own_record`, `not_joined`
 */
export async function confirmRecord(tx: Db, ctx: Context, { plan, repeated }: Decision<RecordPlan>): Promise<void> {
  if (repeated && plan.state === 'confirmed') return
  if (plan.kind !== 'disconnect' && ctx.actor.role !== 'owner')
    throw new UserError('not_allowed', 'problem.not_allowed_next', { need: 'owner' })
  refuseUnlessMine(ctx, plan)
  await closeDecision(tx, ctx, plan, 'confirmed')
  if (plan.kind === 'disconnect') await disconnect(tx, ctx, plan)
  if (plan.kind === 'same') await joinRecords(tx, ctx, plan)
  if (plan.kind === 'apart') await partRecords(tx, ctx, plan)
  if (plan.kind === 'erase') await erase(tx, ctx, plan)
}

async function disconnect(tx: Db, ctx: Context, { personIds: [personId], code }: RecordPlan): Promise<void> {
  // The actor's scope may have shrunk since the plan was made, and the identity may be protected by now.
  await refuseInvisible(tx, ctx.actor, personId!)
  await requestDisconnect(tx, ctx, personId!, code)
  await writeAudit(tx, ctx, { action: 'disconnect.confirm', personId, code })
}

/**
 * Removes every trace of a person except the ids in the audit. Locks in the order in which others do: imports, plans,
 * the person.
 */
async function erase(tx: Db, ctx: Context, { personIds: [personId], code }: RecordPlan): Promise<void> {
  await lockImports(tx)
  const isThis = eq(people.id, personId!)
  const [found] = await tx.select().from(people).where(isThis)
  if (!found) throw new UserError('unknown_person', 'person.unknown')
  await lockPlansOf(tx, found, await patternOf(tx, found), code)
  const [person] = await tx.select().from(people).where(isThis).for('update')
  if (!person) throw new UserError('unknown_person', 'person.unknown')
  const pattern = await patternOf(tx, person)
  // With what was planned while the person was waited for.
  const concerned = await lockPlansOf(tx, person, pattern, code)
  const cancelled = await erasePlans(tx, ctx, concerned, person.id)
  await eraseTraces(tx, person, pattern)
  // The removal outlives the record: the provider may know the person, or be told of them right now.
  await withdraw(tx, ctx, [person.id], { ctx, code })
  await tx.delete(people).where(isThis)
  await writeAudit(tx, ctx, ...cancelled, { action: 'person.erase', personId: person.id, code })
}

/** Everything that is stored about a person, table by table and as it is stored, for the right of access. */
export async function extract(ctx: Context, personId: number): Promise<Record<string, unknown[]>> {
  const read = (query: ReturnType<typeof sql>) => rows<Record<string, unknown>>(ctx.db, query)
  const [person] = await ctx.db.select().from(people).where(eq(people.id, personId))
  const pattern = person ? await patternOf(ctx.db, person) : null
  const held = {
    people: await read(sql`select p.*, c.number as company_number, c.name as company_name from people p
      join companies c on c.id = p.company_id where p.id = ${personId}`),
    links: await read(
      sql`select created_at, expires_at, used_at, revoked_at, email_key from links where person_id = ${personId} order by id`,
    ),
    deliveries:
      await read(sql`select k.code, k.kind, d.action, d.email_key, d.state, d.reason, d.server_words, d.attempts, d.done_at
      from deliveries d join sends k on k.id = d.send_id where d.person_id = ${personId} order by d.send_id`),
    imports:
      await read(sql`select pl.code, ir.line, ir.outcome, ir.row, ir.notes, ir.cells from import_rows ir join plans pl on pl.id = ir.plan_id
      where ir.person_id = ${personId} order by pl.id`),
    plans: await read(sql`select pl.code, pp.action, pp.email_key, pl.created_at from plan_people pp
      join plans pl on pl.id = pp.plan_id where pp.person_id = ${personId} order by pl.id`),
    disconnects: await read(sql`select company_number, number, code, requested_at, done_at, refused_at, error
      from disconnects where person_id = ${personId} order by id`),
    other_letters: await read(sql`select kind, email, created_at from other_letters where person_id = ${personId}`),
    codes: await read(sql`select expires_at, wrong from tie_codes where person_id = ${personId}`),
    proposals: await read(sql`select fields, at from proposals where person_id = ${personId}`),
    chats: person ? await accountsOf(ctx.db, person) : [],
    employer_letters: pattern ? await lettersNaming(ctx.db, pattern) : [],
    audit: await read(sql`select at, via, action, code, details from audit where person_id = ${personId} order by id`),
  }
  await ctx.db.transaction((tx) => writeAudit(tx, ctx, { action: 'person.extract', personId }))
  return held
}
