import type { Card, Fact } from '#bot'
import type { Identity } from '../../verification/access/identities.ts'
import type { SendPlan } from '../../verification/plans/content.ts'
import { approvers } from '../../verification/sends/approvers.ts'
import type { Turn } from '../context.ts'
import { selectionWords } from '../people/filter-words.ts'

/** The requester's card while the plan waits for a second admin. Everybody who may approve it is told. */
export async function awaitingCard(turn: Turn, plan: SendPlan): Promise<Card> {
  const { say, ctx } = turn
  const { mail, direct } = plan.counts
  const { able, unclear } = await approvers(ctx, plan)
  const words = await selectionWords(turn, plan)
  const who = ctx.actor.name ?? ctx.actor.user
  turn.tell(idsOf(able), (theirs) => requestCard(theirs, plan, who, words, true))
  turn.tell(idsOf(unclear), (theirs) => requestCard(theirs, plan, who, words, false))
  return {
    kind: 'plan',
    tone: 'info',
    title: say('approve.asked.title'),
    text: say('approve.asked.text', { code: plan.code, n: mail + direct, limit: ctx.rules.fourEyesAbove }),
    facts: [...fact(say('approve.who'), able), ...fact(say('approve.unclear'), unclear)],
    note: noteOf(say, able, unclear),
    buttons: [{ label: say('plan.button.cancel'), say: `stoppa ${plan.code}`, effect: 'safe' }],
    data: { plan: plan.code, state: 'awaiting', ...plan.counts },
  }
}

const idsOf = (accounts: Identity[]) => accounts.map(({ id }) => id)
const fact = (label: string, accounts: Identity[]): Fact[] =>
  accounts.length ? [[label, accounts.map(({ name, user }) => name ?? user).join(', ')]] : []

/** What the approvers have to do first, or what to do where there is none. */
function noteOf(say: Turn['say'], able: Identity[], unclear: Identity[]): string | undefined {
  if (unclear.length) return say('approve.unclear.text')
  return able.length ? undefined : say('approve.alone')
}

/**
 * The card for an approver: who asks, how many people are concerned, and buttons to approve or refuse; for one who is
 * not `able` yet, what shows that they are another human.
 */
function requestCard(say: Turn['say'], { code, counts }: SendPlan, who: string, words: string, able: boolean): Card {
  const { mail, direct } = counts
  return {
    kind: 'plan',
    tone: 'question',
    title: say('approve.request.title', { who }),
    text: say('approve.request.text', { mail, direct, selection: words || say('plan.everyone') }),
    note: able ? undefined : say('approve.link'),
    buttons: [
      ...(able ? [] : [{ label: say('account.button'), say: 'koppla' }]),
      { label: say('approve.button'), say: `godkänn ${code}`, effect: 'primary' },
      { label: say('plan.button.all'), say: `lista utskick=${code}` },
      { label: say('approve.refuse'), say: `stoppa ${code}`, effect: 'safe' },
    ],
  }
}
