import { type SQL, sql } from 'drizzle-orm'
import { type Db, rows } from '../db/open.ts'
import { deliveries, links, type SendState, sends, verifiedDomains } from '../db/schema/index.ts'
import { writeAudit } from '../verification/audit.ts'
import type { Context } from '../verification/context.ts'
import { linkEnd } from '../verification/days.ts'
import { makeToken } from '../verification/links/tokens.ts'
import { closeDecision } from '../verification/plans/decision.ts'
import { lockPlan, openPlan } from '../verification/plans/plans.ts'

interface Somebody {
  id: number
  emailKey: string
}

const hour = 3_600_000
const day = 24 * hour

/**
 * Gives the fictional company a past that no import can: a proved domain, people in every state of a connection, sends
 * that are done and one that waits, so that every reason to leave somebody out occurs (`domain_not_allowed` needs the
 * owner's `domän tillåt`). Once only: does nothing where anything was ever sent.
 */
export async function seedDemo(ctx: Context): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const [used] = await rows(tx, sql`select 1 from sends limit 1`)
    if (used) return
    const ago = (milliseconds: number) => new Date(ctx.clock().getTime() - milliseconds)
    const proved = { provedAt: ago(20 * day), checkedAt: ago(day), createdAt: ago(21 * day) }
    await tx
      .insert(verifiedDomains)
      .values({ domain: 'norrsken.example', challenge: 'demo-norrsken-vard-2026', ...proved })

    const acme = takeFrom(await ordinary(tx, ctx, '100'))
    const bygg = takeFrom(await ordinary(tx, ctx, '200'))
    const vard = takeFrom(await ordinary(tx, ctx, '300'))
    const connected = [...acme(8), ...bygg(12)]
    const verified = [...acme(3), ...bygg(1)]
    const refused = [...acme(2), ...bygg(1)]
    const late = acme(12)
    const gone = acme(2)
    await setPeople(tx, [...connected, ...verified, ...refused], sql`verified_at = ${iso(ago(9 * day))}::timestamptz`)
    await setPeople(tx, connected, sql`connected_at = ${iso(ago(9 * day))}::timestamptz, connected_by = 'link'`)
    await setPeople(tx, refused, sql`connect_error = 'temporarily unavailable', connect_attempts = 4`)
    await setPeople(
      tx,
      vard(18),
      sql`verified_at = ${iso(ago(15 * day))}::timestamptz,
      connected_at = ${iso(ago(15 * day))}::timestamptz, connected_by = 'domain'`,
    )
    await setPeople(tx, gone, sql`email_problem = 'bounced'`)
    await setPeople(tx, acme(1), sql`email_problem = 'invalid'`)

    const mailed = [...connected, ...verified, ...refused, ...late]
    await pastSend(tx, ctx, { at: ago(10 * day), sent: mailed, failed: gone, waiting: [], state: 'done' })
    for (const person of [...acme(5), ...bygg(3)]) await singleSend(tx, ctx, ago(2 * hour), person)
    await pastSend(tx, ctx, { at: ago(hour), sent: bygg(2), failed: [], waiting: bygg(4), state: 'paused' })
    await writeAudit(tx, ctx, { action: 'demo.load' })
  })
}

/** People of a company to whom a letter could go today, by employment number. */
const ordinary = (tx: Db, ctx: Context, company: string) =>
  rows<Somebody>(
    tx,
    sql`select p.id, p.email_key as "emailKey" from people p join companies c on c.id = p.company_id
      where c.number = ${company} and p.email_key is not null and p.active and not p.protected
        and coalesce(p.ends_on >= ${iso(ctx.clock())}::date, true) and coalesce(p.starts_on <= ${iso(ctx.clock())}::date, true)
        and not exists (select 1 from people o where o.email_key = p.email_key and o.id <> p.id)
      order by p.number`,
  )

/** Hands out the next people of a list, each once. */
const takeFrom = (list: Somebody[]) => (count: number) => list.splice(0, count)

async function setPeople(tx: Db, people: Somebody[], values: SQL): Promise<void> {
  if (people.length === 0) return
  await tx.execute(sql`update people set ${values} where id in ${people.map(({ id }) => id)}`)
}

/** A bulk send with its plan, as if it had been confirmed at `at`. */
async function pastSend(
  tx: Db,
  ctx: Context,
  past: { at: Date; sent: Somebody[]; failed: Somebody[]; waiting: Somebody[]; state: SendState },
): Promise<void> {
  const { at, sent, failed, waiting, state } = past
  const everybody = [...sent, ...failed, ...waiting]
  const counts = { matching: everybody.length, mail: everybody.length, direct: 0, leftOut: {} }
  const then = { ...ctx, clock: () => at }
  const content = { kind: 'send', selection: {}, scope: 'all', counts } as const
  const plan = await openPlan(tx, then, { ...content, line: 'verifiera konton' })
  await closeDecision(tx, then, await lockPlan(tx, plan.code), 'confirmed')
  await tx.execute(sql`insert into plan_people (plan_id, person_id, action, email_key)
    select ${plan.id}, id, 'mail', "emailKey"
    from jsonb_to_recordset(${JSON.stringify(everybody)}::jsonb) as p(id bigint, "emailKey" text)`)
  const done = state === 'done'
  const who = { kind: 'bulk', planId: plan.id, code: plan.code, requester: ctx.actor.id, priority: 1 } as const
  const when = { createdAt: at, finishedAt: done ? new Date(at.getTime() + 120_000) : null }
  const [send] = await tx
    .insert(sends)
    .values({ ...who, ...when, state, total: everybody.length, pausedBecause: done ? null : 'person' })
    .returning()
  for (const person of sent) await delivered(tx, ctx, send!.id, at, person)
  if (failed.length > 0) {
    const bounced = {
      action: 'mail',
      state: 'failed',
      reason: 'bounced',
      attempts: 1,
      smtpCode: 550,
      nextAt: at,
      doneAt: at,
    } as const
    await tx
      .insert(deliveries)
      .values(failed.map(({ id, emailKey }) => ({ ...bounced, sendId: send!.id, personId: id, emailKey })))
  }
  if (waiting.length > 0) {
    const queued = { action: 'mail', nextAt: at } as const
    await tx
      .insert(deliveries)
      .values(waiting.map(({ id, emailKey }) => ({ ...queued, sendId: send!.id, personId: id, emailKey })))
  }
}

async function singleSend(tx: Db, ctx: Context, at: Date, person: Somebody): Promise<void> {
  const [send] = await tx
    .insert(sends)
    .values({
      kind: 'single',
      state: 'done',
      requester: ctx.actor.id,
      priority: 0,
      total: 1,
      createdAt: at,
      finishedAt: at,
    })
    .returning()
  await delivered(tx, ctx, send!.id, at, person)
}

/** A letter that went out at `at`, with the link that it carried; used where the person has verified since. */
async function delivered(tx: Db, ctx: Context, sendId: number, at: Date, { id, emailKey }: Somebody): Promise<void> {
  const { keyId, nonce, hash } = makeToken(ctx)
  const token = { keyId, nonce, tokenHash: hash, createdAt: at, expiresAt: linkEnd(at, ctx.rules.linkDays) }
  const [link] = await tx
    .insert(links)
    .values({ personId: id, emailKey, ...token, usedAt: sql`(select verified_at from people where id = ${id})` })
    .returning({ id: links.id })
  const letter = {
    messageId: `<demo-${sendId}-${id}@verifiera.example>`,
    dateHeader: at,
    linkId: link!.id,
    smtpCode: 250,
  }
  const history = { state: 'sent', fence: 1, attempts: 1, nextAt: at, doneAt: at } as const
  await tx.insert(deliveries).values({ sendId, personId: id, action: 'mail', emailKey, ...history, ...letter })
}

const iso = (date: Date) => date.toISOString()
