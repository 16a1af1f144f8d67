import type { Card, Intent } from '#bot'
import type { Key } from '#text'
import { requestsFor } from '../../verification/approval.ts'
import type { Plan } from '../../verification/plans/content.ts'
import { ownPlans } from '../../verification/plans/plans.ts'
import { listSends, progress } from '../../verification/sends/sends.ts'
import type { Turn } from '../context.ts'
import { openPlanCard } from '../plans/open-plan.ts'
import { planTitle } from '../plans/waiting.ts'
import { sendCard } from '../sends/send-card.ts'
import { joinOffers } from './join-offers.ts'
import { type Offer, offerCard, type Shown } from './offers.ts'

const help: Offer = { label: 'general.help', say: 'hjälp' }
const onPlans = ['yes', 'no', 'undo', 'stop', 'approve'] as const
const onSends = { undo: ['running', 'paused'], stop: ['running', 'paused'], pause: ['running'], resume: ['paused'] }

/**
 * What *ja*, *nej*, *ångra*, *stoppa* and the like mean when they name no code: the one plan or send that it can be
 * about, shown with its buttons. With none or several it says so. Undefined for other intents. `instead` finds the
 * lines that may have been meant if there is nothing open.
 */
export async function decisionCard(
  turn: Turn,
  intent: Intent,
  admin: boolean,
  instead: () => Promise<Offer[]>,
): Promise<Shown | undefined> {
  const aboutPlans = (onPlans as readonly string[]).includes(intent)
  const states: readonly string[] | undefined = onSends[intent as keyof typeof onSends]
  if (!aboutPlans && !states) return undefined
  if (!admin) return { card: offerCard(turn, turn.say('intent.no_plan'), undefined, [...(await instead()), help]) }
  const plans = aboutPlans ? await plansFor(turn, intent) : []
  const sends = states ? (await listSends(turn.ctx, 20)).filter(({ state }) => states.includes(state)) : []
  const n = plans.length + sends.length
  if (n > 1) return { card: await whichCard(turn, plans, sends) }
  if (sends[0]) return { line: `utskick ${sends[0].code}` }
  const [plan] = plans
  const joins = !plan && intent === 'undo' ? await joinOffers(turn, 1) : []
  if (joins.length)
    return { card: offerCard(turn, turn.say('intent.apart.title'), turn.say('intent.apart.text'), joins) }
  if (!plan) return { card: nothingOpen(turn, intent, await instead()) }
  if (plan.requester !== turn.ctx.actor.id) return { line: `utskick ${plan.code}` }
  const card = await openPlanCard(turn, plan)
  return { card: { ...card, text: [turn.say(asks[intent] ?? 'intent.press'), card.text].filter(Boolean).join(' ') } }
}

/** Asks which of several is meant, each by what it is about; those that no button has room for are in `utskick`. */
async function whichCard(turn: Turn, plans: Plan[], sends: { id: number; code: string | null }[]): Promise<Card> {
  const { say, ctx } = turn
  const n = plans.length + sends.length
  const room = n > 3 ? 2 : 3
  const planned = plans.slice(0, room)
  const offers: Offer[] = []
  for (const plan of planned)
    offers.push(named(plan.code, say('intent.several_one', { code: plan.code, what: await planTitle(turn, plan) })))
  for (const { id, code } of sends.slice(0, room - planned.length))
    offers.push(named(code!, sendCard(say, await progress(ctx, id)).title))
  const rest: Offer[] = n > room ? [{ label: 'intent.several_all', params: { n }, say: 'utskick' }] : []
  return offerCard(turn, say('intent.several', { n }), say('intent.several_text'), [...offers, ...rest])
}

const named = (code: string, text: string): Offer => ({
  label: 'intent.plain',
  params: { text },
  say: `utskick ${code}`,
})

const asks: Partial<Record<Intent, Key>> = {
  no: 'intent.press_cancel',
  undo: 'intent.press_cancel',
  stop: 'intent.press_cancel',
}

/** The actor's own open plans; for an approval those of others that the actor may approve. */
async function plansFor({ ctx }: Turn, intent: Intent): Promise<Plan[]> {
  const requests = intent === 'approve' ? await requestsFor(ctx) : []
  return requests.length ? requests.map(({ plan }) => plan) : ownPlans(ctx)
}

function nothingOpen(turn: Turn, intent: Intent, instead: Offer[]) {
  const { say } = turn
  const title = say(intent === 'undo' ? 'intent.no_undo' : intent in onSends ? 'intent.no_send' : 'intent.no_plan')
  const text = intent === 'undo' ? say('intent.no_undo_text') : undefined
  return offerCard(turn, title, text, [
    { label: 'intent.sends', say: 'utskick' },
    ...instead,
    { label: 'intent.progress', say: 'status' },
    help,
  ])
}
