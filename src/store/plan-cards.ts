import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { type Db, idList, rows } from '../db/open.ts'
import { follows, planCards, plans, sends } from '../db/schema/index.ts'

type Row = typeof planCards.$inferSelect
type Message = Row['message']

/** A posted card that no longer shows how its plan stands. */
export interface PlanCard extends Pick<Row, 'id' | 'chat' | 'message' | 'attempts'> {
  code: string
  /** The identity whose card it is. */
  reader: number
  /** The reader's language. */
  language: 'sv' | 'en' | null
}

/** The rows of a message, whatever else is stored of it: a follow or a card of a plan. */
const sameMessage = (table: typeof follows | typeof planCards, chat: string, { channel, message }: Message): SQL =>
  sql`${table.chat} = ${chat} and ${table.message}->>'channel' = ${channel ?? null}
    and ${table.message}->>'message' is not distinct from ${message ?? null}::text`

/**
 * Lets a message show the plan with this code, or the send that it has become, and nothing else from now on. Without a
 * `reader` it is theirs whose card it was before, or in whose private conversation it stands, or else the requester's.
 * An unknown code is not followed.
 */
export async function keepCard(
  db: Db,
  now: Date,
  code: string,
  card: { chat: string; message: Message; reader?: number },
): Promise<void> {
  const { chat, message } = card
  await db.transaction(async (tx) => {
    const shown = await tx
      .delete(follows)
      .where(sameMessage(follows, chat, message))
      .returning()
    const planned = await tx
      .delete(planCards)
      .where(sameMessage(planCards, chat, message))
      .returning()
    const [plan] = await tx.select().from(plans).where(eq(plans.code, code.toUpperCase()))
    const [send] = await tx.select().from(sends).where(eq(sends.code, code.toUpperCase()))
    const known = card.reader ?? planned[0]?.reader ?? shown[0]?.follower ?? (await inhabitant(tx, chat, message))
    if (send) await tx.insert(follows).values({ sendId: send.id, chat, message, follower: known ?? send.requester })
    else if (plan && message.message) {
      const reader = known ?? plan.requester
      // The requester's card says who has a button, which may have changed while it was on its way.
      const isCurrent = plan.state === 'open' || (plan.state === 'awaiting' && reader !== plan.requester)
      const shows = isCurrent ? plan.state : null
      await tx.insert(planCards).values({ planId: plan.id, chat, message, reader, shows, postedAt: now })
    }
  })
}

/** The identity whose private conversation a message stands in, if any. */
async function inhabitant(db: Db, chat: string, message: Message): Promise<number | undefined> {
  if (!message.private) return undefined
  const [found] = await rows<{ id: number }>(
    db,
    sql`select id::float8 as id from identities where platform = ${chat} and workspace = ${message.workspace ?? ''}
      and place->>'channel' = ${message.channel ?? ''} limit 1`,
  )
  return found?.id
}

/**
 * Takes, for `seconds`, the cards of these chats, but `except`, whose plan has moved on or has expired at `now`;
 * several processes share them.
 */
export async function takePlanCards(
  db: Db,
  now: Date,
  chats: string[],
  seconds: number,
  except: number[] = [],
): Promise<PlanCard[]> {
  if (!chats.length) return []
  return rows<PlanCard>(
    db,
    sql`with due as (select c.id from plan_cards c join plans p on p.id = c.plan_id
        where c.chat in ${chats} and c.id not in ${idList(except)}
        and (c.held_until is null or c.held_until <= clock_timestamp())
        and (c.shows is distinct from p.state or p.expires_at <= ${now.toISOString()}::timestamptz)
        order by c.id limit 50 for update of c skip locked)
      update plan_cards c set held_until = clock_timestamp() + make_interval(secs => ${seconds}), attempts = attempts + 1
      from due, plans p, identities i
      where c.id = due.id and p.id = c.plan_id and i.id = c.reader
      returning c.id::float8 as id, p.code, c.chat, c.message, c.attempts, c.reader::float8 as reader, i.language`,
  )
}

/** The answer to a press is about to replace this card, so nobody else does for some seconds. */
export async function holdCard(db: Db, place: { chat: string; channel: string; message?: string }): Promise<void> {
  await db
    .update(planCards)
    .set({ heldUntil: sql`clock_timestamp() + interval '10 seconds'` })
    .where(sameMessage(planCards, place.chat, place))
}

/** The answer to a press has taken the place of this card. */
export async function dropCard(db: Db, place: { chat: string; channel: string; message?: string }): Promise<void> {
  await db.delete(planCards).where(sameMessage(planCards, place.chat, place))
}

/** The card shows its plan, in this state, again. */
export async function shownPlanCard(db: Db, id: number, shows: Row['shows']): Promise<void> {
  await db.update(planCards).set({ shows, heldUntil: null, attempts: 0 }).where(eq(planCards.id, id))
}

/** The card shows how the plan has ended: nothing is left to update. */
export async function endPlanCard(db: Db, id: number): Promise<void> {
  await db.delete(planCards).where(eq(planCards.id, id))
}

/** Has the requester's cards of a plan drawn again, because other people's cards have changed. */
export async function redrawRequester(db: Db, code: string): Promise<void> {
  const ids = db
    .select({ id: planCards.id })
    .from(planCards)
    .innerJoin(plans, and(eq(plans.id, planCards.planId), eq(plans.requester, planCards.reader)))
    .where(eq(plans.code, code))
  await db.update(planCards).set({ shows: null }).where(inArray(planCards.id, ids))
}

/** Who, besides the requester, has a card of this plan, and since when. */
export async function cardHolders(db: Db, code: string): Promise<{ id: number; since: Date }[]> {
  const found = await db
    .select({ id: planCards.reader, since: sql<string>`min(${planCards.postedAt})` })
    .from(planCards)
    .innerJoin(plans, eq(plans.id, planCards.planId))
    .where(and(eq(plans.code, code), sql`${planCards.reader} <> ${plans.requester}`))
    .groupBy(planCards.reader)
  return found.map(({ id, since }) => ({ id, since: new Date(since) }))
}
