import type { Button, Card, Fact } from '#bot'
import type { Say } from '#text'
import type { Identity } from '../../verification/access/identities.ts'
import { dateAndTime } from '../../verification/days.ts'
import { importApprovers } from '../../verification/imports/approval.ts'
import type { ImportPlan, SendPlan } from '../../verification/plans/content.ts'
import { approvers } from '../../verification/sends/approvers.ts'
import type { Turn } from '../context.ts'
import { selectionWords } from '../people/filter-words.ts'

/** Somebody who may approve a plan, by name, and since when they have had a card with a button. */
export interface Asked {
  name: string
  /** Null when they could not be reached in their chat; undefined while they are being told. */
  since?: Date | null
}

/**
 * Tells everybody who may approve a plan, and returns the requester's card while it waits for them. `reminded` says
 * that they had been told before.
 */
export async function askApprovers(turn: Turn, plan: SendPlan, reminded = false): Promise<Card> {
  const { say, ctx } = turn
  const { able, unclear } = await approvers(ctx, plan)
  const words = await selectionWords(turn, plan)
  const who = ctx.actor.name ?? ctx.actor.user
  for (const [some, isAble] of [
    [able, true],
    [unclear, false],
  ] as const) {
    const ids = some.map(({ id }) => id)
    if (ids.length) turn.tell(ids, (theirs) => requestCard(theirs, plan, { who, words, reminded, isAble }), plan.code)
  }
  const nameOf = ({ name, user }: Identity) => name ?? user
  const asked = able.map((one): Asked => ({ name: nameOf(one) }))
  const card = awaitingCard(say, plan, { asked, unclear: unclear.map(nameOf), limit: ctx.rules.fourEyesAbove })
  return reminded ? { ...card, title: say('approve.reminded.title') } : card
}

/**
 * The requester's card while the plan waits for a second admin: who may approve it, who has a button, and who must show
 * first that they are another human (`unclear`).
 */
export function awaitingCard(
  say: Say,
  plan: SendPlan,
  { asked, unclear, limit }: { asked: Asked[]; unclear: string[]; limit: number },
): Card {
  const { code, counts } = plan
  const reached = asked.filter(({ since }) => since)
  const unreached = asked.filter(({ since }) => since === null)
  const waiting = asked.filter(({ since }) => since === undefined)
  const facts: Fact[] = []
  const names = (some: Asked[]) => some.map(({ name }) => name).join(', ')
  if (waiting.length) facts.push([say('approve.who'), names(waiting)])
  for (const { name, since } of reached) {
    facts.push([say('approve.hasButton'), say('approve.hasButton.since', { name, at: dateAndTime(since!) })])
  }
  if (unreached.length) facts.push([say('approve.unreached'), names(unreached)])
  if (unclear.length) facts.push([say('approve.unclear'), unclear.join(', ')])
  return {
    kind: 'plan',
    tone: 'info',
    title: say('approve.asked.title'),
    text: say('approve.asked.text', { code, n: counts.mail + counts.direct, limit }),
    facts: facts.length ? facts : undefined,
    note: noteOf(say, plan, { asked: asked.length, unreached: unreached.length, unclear: unclear.length }),
    buttons: [
      ...(asked.length + unclear.length ? [{ label: say('approve.remind'), say: `påminn ${code}` }] : []),
      { label: say('plan.button.cancel'), say: `stoppa ${code}`, effect: 'safe' } satisfies Button,
    ],
    data: { plan: code, state: 'awaiting', ...counts },
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
    plan.code,
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

/** What the approvers have to do first, or what to do where there is none. */
function noteOf(
  say: Say,
  { code }: SendPlan,
  { asked, unreached, unclear }: Record<'asked' | 'unreached' | 'unclear', number>,
): string | undefined {
  if (unclear) return say('approve.unclear.text')
  if (!asked) return say('approve.alone')
  return unreached ? say('approve.unreached.note', { code }) : undefined
}

/**
 * The card for an approver: who asks, how many people are concerned, and buttons to approve or refuse; for one who is
 * not able yet, what shows that they are another human.
 */
export function requestCard(
  say: Say,
  { code, counts }: SendPlan,
  { who, words, reminded, isAble }: { who: string; words: string; reminded: boolean; isAble: boolean },
): Card {
  const { mail, direct } = counts
  return {
    kind: 'plan',
    tone: 'question',
    title: say(reminded ? 'approve.request.again' : 'approve.request.title', { who }),
    text: say('approve.request.text', { mail, direct, selection: words || say('plan.everyone') }),
    note: isAble ? undefined : say('approve.link'),
    buttons: [
      ...(isAble ? [] : [{ label: say('account.button'), say: 'koppla' }]),
      { label: say('approve.button'), say: `godkänn ${code}`, effect: 'primary' },
      { label: say('plan.button.all'), say: `lista utskick=${code}` },
      { label: say('approve.refuse'), say: `stoppa ${code}`, effect: 'safe' },
    ],
    data: { plan: code, state: 'awaiting', ...counts },
  }
}
