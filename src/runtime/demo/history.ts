import { and, asc, eq, inArray, not, sql } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import {
  companies,
  deliveries,
  links,
  people,
  planPeople,
  type SendState,
  sends,
  verifiedDomains,
} from '../../db/schema/index.ts'
import { writeAudit } from '../../verification/audit.ts'
import type { Context } from '../../verification/context.ts'
import { linkEnd } from '../../verification/days.ts'
import { makeToken } from '../../verification/links/tokens.ts'
import { closeDecision } from '../../verification/plans/decision.ts'
import { lockPlan, openPlan } from '../../verification/plans/plans.ts'
import { verdict } from '../../verification/sends/eligibility.ts'

interface Somebody {
  id: number
  emailKey: string
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/**
 * Gives the fictional company a history that no import could: a proved domain, people in every connection state, sends
 * that are done and one that is paused. Every reason to leave somebody out occurs, except `domain_not_allowed`, which
 * needs the owner's `domän tillåt`. Whoever waits for a connection gets it while one looks on. Does nothing in a
 * database with any sends.
 */
export async function seedDemo(ctx: Context): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    if ((await tx.$count(sends)) > 0) return
    const ago = (milliseconds: number) => new Date(ctx.clock().getTime() - milliseconds)
    const proved = { provedAt: ago(20 * day), checkedAt: ago(day), createdAt: ago(21 * day) }
    await tx
      .insert(verifiedDomains)
      .values({ domain: 'norrsken.example', challenge: 'demo-norrsken-vard-2026', ...proved })

    const acme = takeFrom(await mailable(tx, ctx, '100'))
    const bygg = takeFrom(await mailable(tx, ctx, '200'))
    const vard = takeFrom(await mailable(tx, ctx, '300'))
    const connected = [...acme(8), ...bygg(12)]
    const verified = [...acme(3), ...bygg(1)]
    const refused = [...acme(2), ...bygg(1)]
    const late = acme(12)
    const gone = acme(2)
    const soon = (milliseconds: number) => new Date(ctx.clock().getTime() + milliseconds)
    await setPeople(tx, connected, { verifiedAt: ago(9 * day) })
    await setPeople(tx, connected, { connectedAt: ago(9 * day), connectedBy: 'link' })
    // As if the provider had asked for a pause: like every connection that is due, theirs are made by the worker.
    await setPeople(tx, verified, { verifiedAt: ago(minute), connectAttempts: 1, connectNextAt: soon(5 * minute) })
    const unanswered = { connectError: 'temporarily unavailable', connectReason: 'busy', connectAttempts: 25 }
    await setPeople(tx, refused, { verifiedAt: ago(7 * day), ...unanswered, connectNextAt: soon(40 * minute) })
    const directly = { verifiedAt: ago(15 * day), connectedAt: ago(15 * day), connectedBy: 'domain' } as const
    await setPeople(tx, vard(18), directly)
    await setPeople(tx, gone, { emailProblem: 'bounced' })
    await setPeople(tx, acme(1), { emailProblem: 'invalid' })

    const mailed = [...connected, ...verified, ...refused, ...late]
    await pastSend(tx, ctx, { at: ago(10 * day), sent: mailed, failed: gone, waiting: [], state: 'done' })
    for (const person of [...verified, ...acme(5), ...bygg(3)]) await singleSend(tx, ctx, ago(2 * hour), person)
    await pastSend(tx, ctx, { at: ago(hour), sent: bygg(2), failed: [], waiting: bygg(4), state: 'paused' })
    await writeAudit(tx, ctx, { action: 'demo.load' })
  })
}

/** The people of a company whom a send would mail or connect now, by employment number. */
const mailable = (tx: Db, ctx: Context, company: string): Promise<Somebody[]> =>
  tx
    .select({ id: people.id, emailKey: sql<string>`${people.emailKey}` })
    .from(people)
    .innerJoin(companies, eq(companies.id, people.companyId))
    .where(
      and(
        eq(companies.number, company),
        not(people.protected),
        inArray(verdict(ctx, true, 'owner'), ['mail', 'direct']),
      ),
    )
    .orderBy(asc(people.number))

/** Hands out the next people of a list, each once. */
const takeFrom = (list: Somebody[]) => (count: number) => list.splice(0, count)

const idsOf = (some: Somebody[]) => some.map(({ id }) => id)

async function setPeople(tx: Db, some: Somebody[], values: Partial<typeof people.$inferInsert>): Promise<void> {
  await tx
    .update(people)
    .set(values)
    .where(inArray(people.id, idsOf(some)))
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
  const mail = ({ id, emailKey }: Somebody) => ({ personId: id, action: 'mail' as const, emailKey })
  await tx.insert(planPeople).values(everybody.map((person) => ({ planId: plan.id, ...mail(person) })))
  const done = state === 'done'
  const who = { kind: 'bulk', planId: plan.id, code: plan.code, requester: ctx.actor.id, priority: 1 } as const
  const when = { createdAt: at, finishedAt: done ? new Date(at.getTime() + 120_000) : null }
  const [send] = await tx
    .insert(sends)
    .values({ ...who, ...when, state, total: everybody.length, pausedBecause: done ? null : 'person' })
    .returning({ id: sends.id })
  const sendId = send!.id
  for (const person of sent) await delivered(tx, ctx, sendId, at, person)
  const bounced = { state: 'failed', reason: 'bounced', attempts: 1, smtpCode: 550, doneAt: at } as const
  const others = [
    ...failed.map((person) => ({ sendId, nextAt: at, ...mail(person), ...bounced })),
    ...waiting.map((person) => ({ sendId, nextAt: at, ...mail(person) })),
  ]
  await tx.insert(deliveries).values(others)
}

async function singleSend(tx: Db, ctx: Context, at: Date, person: Somebody): Promise<void> {
  const who = { kind: 'single', requester: ctx.actor.id, priority: 0, total: 1 } as const
  const [send] = await tx
    .insert(sends)
    .values({ ...who, state: 'done', createdAt: at, finishedAt: at })
    .returning({ id: sends.id })
  await delivered(tx, ctx, send!.id, at, person)
}

/** A letter that was sent at `at`, with its link, which is used if the person has verified since. */
async function delivered(tx: Db, ctx: Context, sendId: number, at: Date, { id, emailKey }: Somebody): Promise<void> {
  const { keyId, nonce, hash } = makeToken(ctx)
  const token = { keyId, nonce, tokenHash: hash, createdAt: at, expiresAt: linkEnd(at, ctx.rules.linkDays) }
  const [link] = await tx
    .insert(links)
    .values({
      personId: id,
      emailKey,
      ...token,
      usedAt: sql`(select ${people.verifiedAt} from ${people} where ${people.id} = ${id})`,
    })
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
