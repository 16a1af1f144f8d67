import type { Card } from '#bot'
import { importApprovers } from '../../verification/imports/approval.ts'
import type { ImportPlan, SendPlan } from '../../verification/plans/content.ts'
import { approvers } from '../../verification/sends/approvers.ts'
import type { Turn } from '../context.ts'
import { selectionWords } from '../people/filter-words.ts'

/** The requester's card while the plan waits for a second admin. Everybody who may approve it is told. */
export async function awaitingCard(turn: Turn, plan: SendPlan): Promise<Card> {
  const { say, ctx } = turn
  const { mail, direct } = plan.counts
  const others = await approvers(ctx, plan)
  const words = await selectionWords(turn, plan)
  const ids = others.map(({ id }) => id)
  turn.tell(ids, (theirs) => requestCard(theirs, plan, ctx.actor.name ?? ctx.actor.user, words))
  return {
    kind: 'plan',
    tone: 'info',
    title: say('approve.asked.title'),
    text: say('approve.asked.text', { code: plan.code, n: mail + direct, limit: ctx.rules.fourEyesAbove }),
    facts: others.length ? [[say('approve.who'), others.map((o) => o.name ?? o.user).join(', ')]] : undefined,
    note: others.length ? undefined : say('approve.alone'),
    buttons: [{ label: say('plan.button.cancel'), say: `stoppa ${plan.code}`, effect: 'safe' }],
    data: { plan: plan.code, state: 'awaiting', ...plan.counts },
  }
}

/** `awaitingCard` of an import that would send many notices to old addresses. */
export async function awaitingImportCard(turn: Turn, plan: ImportPlan): Promise<Card> {
  const { say, ctx } = turn
  const others = await importApprovers(ctx, plan)
  const n = plan.counts.notices ?? 0
  const who = ctx.actor.name ?? ctx.actor.user
  turn.tell(
    others.map(({ id }) => id),
    (theirs) => ({
      kind: 'plan',
      tone: 'question',
      title: theirs('approve.request.title', { who }),
      text: theirs('approve.import.text', { rows: plan.counts.rows, n }),
      buttons: [
        { label: theirs('approve.button'), say: `godkänn ${plan.code}`, effect: 'primary' },
        { label: theirs('approve.refuse'), say: `stoppa ${plan.code}`, effect: 'safe' },
      ],
    }),
  )
  return {
    kind: 'plan',
    tone: 'info',
    title: say('approve.asked.title'),
    text: say('approve.import.asked', { code: plan.code, n, limit: ctx.rules.fourEyesAbove }),
    facts: others.length ? [[say('approve.who'), others.map((o) => o.name ?? o.user).join(', ')]] : undefined,
    note: others.length ? undefined : say('approve.alone'),
    buttons: [{ label: say('plan.button.cancel'), say: `stoppa ${plan.code}`, effect: 'safe' }],
    data: { plan: plan.code, state: 'awaiting', rows: plan.counts.rows, notices: n },
  }
}

/** The card for an approver: who asks, how many people are concerned, and buttons to approve or refuse. */
function requestCard(say: Turn['say'], { code, counts }: SendPlan, who: string, words: string): Card {
  const { mail, direct } = counts
  return {
    kind: 'plan',
    tone: 'question',
    title: say('approve.request.title', { who }),
    text: say('approve.request.text', { mail, direct, selection: words || say('plan.everyone') }),
    buttons: [
      { label: say('approve.button'), say: `godkänn ${code}`, effect: 'primary' },
      { label: say('plan.button.all'), say: `lista utskick=${code}` },
      { label: say('approve.refuse'), say: `stoppa ${code}`, effect: 'safe' },
    ],
  }
}
