import { eq, sql } from 'drizzle-orm'
import { rows } from '../../db/open.ts'
import { identities, people } from '../../db/schema/index.ts'
import { UserError } from '../../errors.ts'
import { writeAudit } from '../audit.ts'
import type { Context } from '../context.ts'
import { revokeLinks } from '../links/links.ts'
import { isVisible } from '../people/selection.ts'
import { decidePlan, holdPlan, openPlan, type Plan } from '../plans/plans.ts'
import { eraseTraces } from './erase.ts'

/** The three changes to one record that cannot be undone are planned and confirmed like a send. */
export type RecordPlan = 'disconnect' | 'erase' | 'same'

export async function planRecord(ctx: Context, kind: RecordPlan, line: string, personIds: number[]): Promise<Plan> {
  return ctx.db.transaction(async (tx) => {
    const plan = await openPlan(tx, ctx, { kind, line, selection: { personIds }, counts: {} })
    for (const personId of personIds) await writeAudit(tx, ctx, { action: `${kind}.plan`, personId, code: plan.code })
    return plan
  })
}

/** Takes the plan and says whom it is about; `change` runs in the same transaction. */
async function carryOut<T>(
  ctx: Context,
  code: string,
  change: (tx: Context['db'], ids: number[], plan: Plan) => Promise<T>,
): Promise<T> {
  return ctx.db.transaction(async (tx) => {
    const plan = await holdPlan(tx, ctx, code)
    await decidePlan(tx, ctx, plan, 'confirmed')
    return change(tx, (plan.selection as { personIds: number[] }).personIds, plan)
  })
}

/**
 * Marks the connection as removed. The identity provider is told by the caller through `remove`, inside the
 * transaction: if it refuses, nothing has changed here.
 */
export async function disconnect(
  ctx: Context,
  code: string,
  remove: (personId: number) => Promise<void>,
): Promise<number> {
  return carryOut(ctx, code, async (tx, [personId], plan) => {
    // Looked up as if asked for now: a scope that shrank since the plan, or a protection, counts.
    const [person] = await tx
      .select()
      .from(people)
      .where(sql`${people.id} = ${personId} and ${isVisible(ctx.actor)}`)
      .for('update')
    if (!person) throw new UserError('unknown_person', 'person.unknown')
    if (!person.connectedAt) throw new UserError('not_connected', 'disconnect.notConnected')
    await remove(person.id)
    const cleared = { connectedAt: null, connectedBy: null, verifiedAt: null, connectError: null, connectNextAt: null }
    await tx
      .update(people)
      .set({ ...cleared, updatedAt: ctx.clock() })
      .where(eq(people.id, person.id))
    await revokeLinks(tx, person.id)
    await writeAudit(tx, ctx, { action: 'person.disconnect', personId: person.id, code: plan.code })
    return person.id
  })
}

/** Two records that share an address are one human: neither is `shared_email` any longer. */
export async function joinRecords(ctx: Context, code: string): Promise<void> {
  await carryOut(ctx, code, async (tx, ids, plan) => {
    const found = await tx.select().from(people).where(sql`${people.id} in ${ids}`).for('update')
    if (found.length !== 2) throw new UserError('unknown_person', 'person.unknown')
    const human = found.find((p) => p.human !== null)?.human ?? Math.min(...ids)
    const groups = found.map((p) => p.human).filter((h): h is number => h !== null)
    const grouped = groups.length ? sql` or ${people.human} in ${groups}` : sql``
    await tx.update(people).set({ human }).where(sql`${people.id} in ${ids}${grouped}`)
    for (const id of ids)
      await writeAudit(tx, ctx, { action: 'person.same', personId: id, code: plan.code, details: { with: ids } })
  })
}

/** Removes every trace of a person but the ids in the audit. */
export async function erase(ctx: Context, code: string): Promise<number> {
  return carryOut(ctx, code, async (tx, [personId], plan) => {
    const [person] = await tx.select().from(people).where(eq(people.id, personId!)).for('update')
    if (!person) throw new UserError('unknown_person', 'person.unknown')
    await eraseTraces(tx, person)
    await tx.delete(people).where(eq(people.id, person.id))
    await writeAudit(tx, ctx, { action: 'person.erase', personId: person.id, code: plan.code })
    return person.id
  })
}

/** Everything held on one person, table by table, as it is stored; for the person's right of access. */
export async function extract(ctx: Context, personId: number): Promise<Record<string, unknown[]>> {
  const read = (query: ReturnType<typeof sql>) => rows<Record<string, unknown>>(ctx.db, query)
  const held = {
    people: await read(sql`select p.*, c.number as company_number, c.name as company_name from people p
      join companies c on c.id = p.company_id where p.id = ${personId}`),
    links: await read(
      sql`select created_at, expires_at, used_at, revoked_at, email_key from links where person_id = ${personId} order by id`,
    ),
    deliveries: await read(sql`select k.code, k.kind, d.action, d.email_key, d.state, d.reason, d.attempts, d.done_at
      from deliveries d join sends k on k.id = d.send_id where d.person_id = ${personId} order by d.send_id`),
    imports:
      await read(sql`select pl.code, ir.line, ir.outcome, ir.row from import_rows ir join plans pl on pl.id = ir.plan_id
      where ir.person_id = ${personId} order by pl.id`),
    chats: await ctx.db.select().from(identities).where(eq(identities.personId, personId)),
    audit: await read(sql`select at, via, action, code, details from audit where person_id = ${personId} order by id`),
  }
  await ctx.db.transaction((tx) => writeAudit(tx, ctx, { action: 'person.extract', personId }))
  return held
}
