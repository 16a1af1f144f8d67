import type { Card, Chat, Place } from '#bot'
import { type Say, speaker } from '#text'
import type { Log } from '../../base/log.ts'
import { type Asked, awaitingCard } from '../../commands/plans/approval-cards.ts'
import { endedCard } from '../../commands/plans/ended-cards.ts'
import { namingPlan } from '../../commands/plans/plan-words.ts'
import { sendCard } from '../../commands/sends/send-card.ts'
import {
  cardHolders,
  endPlanCard,
  keepCard,
  type PlanCard,
  shownPlanCard,
  takePlanCards,
} from '../../store/plan-cards.ts'
import { nameOf } from '../../verification/access/identities.ts'
import { approversOf } from '../../verification/approval.ts'
import type { Service } from '../../verification/context.ts'
import { progressOf } from '../../verification/delivery/progress.ts'
import { type ApprovablePlan, isApprovable, type Plan } from '../../verification/plans/content.ts'
import { findPlan, isOver } from '../../verification/plans/plans.ts'
import { peopleOfSend } from '../../verification/sends/sends.ts'
import { languageAt, readPlace } from './places.ts'

/** For how many seconds a process that replaces a card keeps others from doing so. */
const hold = 20
const mostAttempts = 20

interface Parts {
  service: Service
  chats: Chat[]
  log: Log
  /** Whether the approvers of the plan with this code are just being told. */
  isTelling(code: string): boolean
}

/**
 * Replaces the cards of plans that have moved on: the requester's turns into the card of the send, everybody else's
 * says how the plan was decided, so that no card keeps a button that would only be refused.
 */
export function createPlanCards(parts: Parts) {
  const { service, chats, log } = parts
  const replacing = new Map<number, Promise<void>>()

  async function poll(): Promise<void> {
    const names = chats.map((chat) => chat.name)
    for (const card of await takePlanCards(service.db, service.clock(), names, hold, [...replacing.keys()])) {
      const done = replace(card)
        .catch((error) => failed(card, error as Error & { code?: string }))
        .catch((error) => log.warn({ error: (error as Error).message }, 'The card of a plan cannot be read'))
        .finally(() => replacing.delete(card.id))
      replacing.set(card.id, done)
    }
  }

  async function replace(card: PlanCard): Promise<void> {
    const { db } = service
    const plan = await findPlan(db, card.code)
    if (!plan) return endPlanCard(db, card.id)
    const place = readPlace(card.message)
    const isOpen = (plan.state === 'open' || plan.state === 'awaiting') && !isOver(plan, service.clock())
    const now = await cardNow(parts, plan, card, place)
    if (now) await chats.find(({ name }) => name === card.chat)!.post(place, now)
    if (isOpen) return shownPlanCard(db, card.id, plan.state)
    if (now?.kind === 'send') return keepCard(db, service.clock(), plan.code, { ...card, reader: card.reader })
    await endPlanCard(db, card.id)
  }

  async function failed(card: PlanCard, error: Error & { code?: string }): Promise<void> {
    log.warn({ card: card.id, error: error.message }, 'The card of a plan could not be replaced')
    if (error.code === 'gone' || card.attempts >= mostAttempts) await endPlanCard(service.db, card.id)
  }

  return {
    poll,
    /** The replacements under way. */
    pending: () => [...replacing.values()],
  }
}

/** The card that shows how a plan stands; null while the one that was posted still does. */
async function cardNow(parts: Parts, plan: Plan, card: PlanCard, place: Place): Promise<Card | null> {
  const { service } = parts
  const say = speaker(languageAt(card.language, place))
  const own = card.reader === plan.requester
  const naming = await namingPlan(service.db, plan)
  if (plan.state === 'confirmed' && plan.kind === 'send' && own) return startedCard(service, say, plan, place)
  if (plan.state === 'confirmed' || plan.state === 'cancelled') {
    const { state, decidedBy } = plan
    const isNamed = place.private && decidedBy !== card.reader && decidedBy !== plan.requester
    const by = isNamed && decidedBy ? await nameOf(service.db, decidedBy) : null
    return endedCard(say, { plan, state, by, own, naming })
  }
  if (plan.state === 'expired' || isOver(plan, service.clock())) {
    return endedCard(say, { plan, state: 'expired', by: null, own, naming })
  }
  if (plan.state !== 'awaiting' || !isApprovable(plan) || !own) return null
  return awaitingCard(service, say, plan, await askedOf(parts, plan))
}

async function startedCard(service: Service, say: Say, plan: Plan, place: Place): Promise<Card | null> {
  const progress = await progressOf(service, plan.code)
  return progress && sendCard(say, progress, place.private ? await peopleOfSend(service.db, progress.id) : undefined)
}

async function askedOf(
  { service, isTelling }: Parts,
  plan: ApprovablePlan,
): Promise<{ asked: Asked[]; unclear: string[] }> {
  const without = isTelling(plan.code) ? undefined : null
  const holders = new Map((await cardHolders(service.db, plan.code)).map(({ id, since }) => [id, since]))
  const { able, unclear } = await approversOf(service, plan)
  return {
    asked: able.map(({ id, name, user }) => ({ name: name ?? user, since: holders.get(id) ?? without })),
    unclear: unclear.map(({ name, user }) => name ?? user),
  }
}
