import type { Button, Card, Fact } from '#bot'
import type { Say } from '#text'
import type { Identity } from '../../verification/access/identities.ts'
import { approversOf } from '../../verification/approval.ts'
import type { Service } from '../../verification/context.ts'
import { dateAndTime } from '../../verification/days.ts'
import { companyNames } from '../../verification/people/companies.ts'
import type { ApprovablePlan } from '../../verification/plans/content.ts'
import type { Turn } from '../context.ts'
import { aboutLetter } from '../letters/employer-cards.ts'
import { selectionWords } from '../people/filter-words.ts'
import { atCompany, namingPlan, numbersOf, selectedCompanies } from './plan-words.ts'

/** Somebody who may approve a plan, by name, and since when they have had a card with a button. */
export interface Asked {
  name: string
  /** Null when they could not be reached in their chat; undefined while they are being told. */
  since?: Date | null
}

/** What an approver is asked about, in the words of whoever reads it. */
interface About {
  /** The object of a sentence: *asks you to approve …* */
  what: string
  text: string
  facts?: Fact[]
  /** Ways to look at it first. */
  look: Button[]
}

/**
 * Tells everybody who may approve a plan, and returns the requester's card while it waits for them. `reminded` says
 * that they had been told before.
 */
export async function askApprovers(turn: Turn, plan: ApprovablePlan, reminded = false): Promise<Card> {
  const { say, ctx } = turn
  const { able, unclear } = await approversOf(ctx, plan)
  const about = await aboutPlan(turn, plan)
  const who = ctx.actor.name ?? ctx.actor.user
  for (const [some, isAble] of [
    [able, true],
    [unclear, false],
  ] as const) {
    const ids = some.map(({ id }) => id)
    if (ids.length)
      turn.tell(ids, (theirs) => requestCard(theirs, plan, about(theirs), { who, reminded, isAble }), plan.code)
  }
  const nameOf = ({ name, user }: Identity) => name ?? user
  const asked = able.map((one): Asked => ({ name: nameOf(one) }))
  const card = await awaitingCard(ctx, say, plan, { asked, unclear: unclear.map(nameOf) })
  return reminded ? { ...card, title: say('approve.reminded.title') } : card
}

/**
 * The requester's card while the plan waits for another human: who may approve it, who has a button, and who must show
 * first that they are another human (`unclear`).
 */
export async function awaitingCard(
  service: Service,
  say: Say,
  plan: ApprovablePlan,
  { asked, unclear }: { asked: Asked[]; unclear: string[] },
): Promise<Card> {
  const { code } = plan
  const { title, text, data } = await waitingWords(service, say, plan)
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
    title,
    text,
    facts: facts.length ? facts : undefined,
    note: noteOf(say, plan, { asked: asked.length, unreached: unreached.length, unclear: unclear.length }),
    buttons: [
      ...(asked.length + unclear.length ? [{ label: say('approve.remind'), say: `påminn ${code}` }] : []),
      { label: say('plan.button.cancel'), say: `stoppa ${code}`, effect: 'safe' } satisfies Button,
    ],
    data: { plan: code, state: 'awaiting', ...data },
  }
}

/** For whom a plan waits, and until when. */
async function waitingWords(
  { db, rules }: Service,
  say: Say,
  plan: ApprovablePlan,
): Promise<Pick<Card, 'title' | 'text' | 'data'>> {
  const { code } = plan
  const limit = rules.fourEyesAbove
  const naming = await namingPlan(db, plan)
  const title = naming(say, say(plan.kind === 'letter' ? 'employer.asked.title' : 'approve.asked.title'))
  if (plan.kind === 'letter') {
    const company = (await companyNames(db, [plan.companyId])).get(plan.companyId)!
    const text = say('employer.asked.text', { company: company.name, code })
    return { title, text, data: { company: company.number } }
  }
  if (plan.kind === 'send') {
    const { counts } = plan
    return {
      title,
      text: say('approve.asked.text', { code, n: counts.mail + counts.direct, limit }),
      data: { ...counts },
    }
  }
  const { rows, notices = 0 } = plan.counts
  return { title, text: say('approve.import.asked', { code, n: notices, limit }), data: { rows, notices } }
}

/** What the approvers have to do first, or what to do where there is none. */
function noteOf(
  say: Say,
  { code, kind }: ApprovablePlan,
  { asked, unreached, unclear }: Record<'asked' | 'unreached' | 'unclear', number>,
): string | undefined {
  if (unclear) return say('approve.unclear.text')
  if (!asked) return say(kind === 'letter' ? 'approve.alone.owner' : 'approve.alone')
  return unreached ? say('approve.unreached.note', { code }) : undefined
}

/** What a plan is about, for whoever is asked to approve it. */
export async function aboutPlan(turn: Turn, plan: ApprovablePlan): Promise<(theirs: Say) => About> {
  if (plan.kind === 'letter') return aboutLetter(turn, plan)
  if (plan.kind === 'import') {
    const { rows, notices = 0 } = plan.counts
    return (say) => ({
      what: say('approve.about.import', { rows }),
      text: say('approve.import.text', { rows, n: notices }),
      look: [],
    })
  }
  const { mail, direct } = plan.counts
  const words = await selectionWords(turn, plan)
  const companies = await selectedCompanies(turn.ctx.db, plan.selection)
  return (say) => ({
    what: say(mail ? 'approve.about.send' : 'approve.about.connect', {
      n: mail || direct,
      at: atCompany(say, companies),
    }),
    text: say('approve.request.text', {
      numbers: numbersOf(say, plan.counts),
      selection: words || say('plan.everyone'),
    }),
    look: [{ label: say('plan.button.all'), say: `lista utskick=${plan.code}` }],
  })
}

/**
 * The card for an approver: who asks, what it is about, and buttons to approve or refuse; for one who is not able yet,
 * what shows that they are another human.
 */
export function requestCard(
  say: Say,
  plan: ApprovablePlan,
  { what, text, facts, look }: About,
  { who, reminded, isAble }: { who: string; reminded: boolean; isAble: boolean },
): Card {
  return {
    kind: 'plan',
    tone: 'question',
    title: say(reminded ? 'approve.request.again' : 'approve.request.title', { who, what }),
    text,
    facts,
    note: isAble ? undefined : say('approve.link'),
    buttons: [
      ...(isAble ? [] : [{ label: say('account.button'), say: 'koppla' }]),
      { label: say('approve.button'), say: `godkänn ${plan.code}`, effect: 'primary' },
      ...look,
      { label: say('approve.refuse'), say: `stoppa ${plan.code}`, effect: 'safe' },
    ],
    data: { plan: plan.code, state: 'awaiting', ...(plan.kind === 'send' && plan.counts) },
  }
}
