import { requestsFor } from '../../verification/approval.ts'
import type { Plan } from '../../verification/plans/content.ts'
import { ownPlans } from '../../verification/plans/plans.ts'
import type { Turn } from '../context.ts'
import { openPlanCard } from './open-plan.ts'
import { sendPlanTitle } from './plan-card.ts'

/** A plan that waits for somebody, as a list shows it. */
export interface Waiting {
  plan: Plan
  /** What it is about: the question of its card. */
  what: string
  /** The requester's name, of another's plan. */
  by: string | null
  /** Whether the reader can decide it; otherwise it waits for somebody else. */
  forReader: boolean
}

/** Others' plans that the actor may approve, then the actor's own that are open or wait, newest first. */
export async function waitingPlans(turn: Turn): Promise<Waiting[]> {
  const requests = (await requestsFor(turn.ctx)).map(({ plan, by }) => ({ plan, by, forReader: true }))
  const own = (await ownPlans(turn.ctx)).map((plan) => ({ plan, by: null, forReader: plan.state === 'open' }))
  return Promise.all(
    [...requests, ...own].map(async (waiting) => ({ ...waiting, what: await planTitle(turn, waiting.plan) })),
  )
}

/** What a plan is about, in one line. In a channel it names nobody. */
export async function planTitle(turn: Turn, plan: Plan): Promise<string> {
  if (plan.kind === 'send') return sendPlanTitle(turn, plan)
  if (plan.kind === 'import') return turn.say('import.title', { rows: plan.counts.rows })
  return (await openPlanCard(turn, plan)).title
}
