import { and, inArray, isNotNull, lt, ne, sql } from 'drizzle-orm'
import {
  accountLinkCodes,
  answers,
  deliveries,
  importRows,
  inbox,
  limitHits,
  links,
  plans,
  sends,
} from '../../db/schema/index.ts'
import { trimAudit } from '../audit.ts'
import type { Service } from '../context.ts'

const day = 86_400_000

/**
 * Removes what is no longer kept, and closes plans that have expired. Every step may be repeated. People are kept until an
 * owner erases them.
 */
export async function removeOld({ db, clock }: Pick<Service, 'db' | 'clock'>): Promise<void> {
  const ago = (days: number) => new Date(clock().getTime() - days * day)
  await db
    .update(plans)
    .set({ state: 'expired', decidedAt: sql`${plans.expiresAt}` })
    .where(and(inArray(plans.state, ['open', 'awaiting']), lt(plans.expiresAt, ago(0))))
  const oldPlans = db
    .select({ id: plans.id })
    .from(plans)
    .where(lt(plans.createdAt, ago(1)))
  await db
    .update(importRows)
    .set({ row: null })
    .where(and(isNotNull(importRows.row), inArray(importRows.planId, oldPlans)))
  await db.delete(limitHits).where(lt(limitHits.at, ago(2)))
  await db.delete(accountLinkCodes).where(lt(accountLinkCodes.expiresAt, ago(1)))
  await db.delete(answers).where(lt(answers.at, ago(1)))
  await db.delete(inbox).where(and(ne(inbox.state, 'new'), lt(inbox.receivedAt, ago(7))))
  await db.delete(links).where(lt(links.expiresAt, ago(30)))
  // The numbers of a send are kept in `final`; who was in it is not.
  const oldSends = db
    .select({ id: sends.id })
    .from(sends)
    .where(and(isNotNull(sends.final), lt(sends.finishedAt, ago(365))))
  await db.delete(deliveries).where(inArray(deliveries.sendId, oldSends))
  await trimAudit(db, ago(730))
}
