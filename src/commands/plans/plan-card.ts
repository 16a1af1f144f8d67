import type { Button, Card, Fact, Part } from '#bot'
import { dayInWords } from '../../base/days.ts'
import { dateAndTime, lastDayOf, linkEnd } from '../../verification/days.ts'
import type { Selection } from '../../verification/people/selection.ts'
import type { SendCounts, SendPlan } from '../../verification/plans/content.ts'
import { type Reason, reasons } from '../../verification/sends/eligibility.ts'
import { forecast } from '../../verification/sends/forecast.ts'
import { sendsHolding } from '../../verification/sends/other-sends.ts'
import { directDomains, firstRecipients, type PlannedSend } from '../../verification/sends/plan.ts'
import { type LookAlike, lookAlikes } from '../../verification/sends/warnings.ts'
import type { Turn } from '../context.ts'
import { letterButtons } from '../letters/letters.ts'
import { exportOfMissing } from '../people/filter-words.ts'
import { recipientsFile } from '../people/people-file.ts'
import { number } from '../words.ts'
import { atCompany, numbersOf, selectedCompanies } from './plan-words.ts'

/** How many recipients the card itself lists. */
const shown = 5
/** The card carries the list of recipients as a file only up to this many. `lista` and `exportera` show larger ones. */
const mostInFile = 5000

/**
 * The card of a planned send: what would happen to how many people, before anything is sent. The question and the three
 * numbers come first, then the buttons; the reasons and the recipients are folded. `selectionWords` is the filter in
 * words, `line` the command that made the plan.
 */
export async function planCard(
  turn: Turn,
  made: PlannedSend,
  selection: Selection,
  selectionWords: string,
  line: string,
): Promise<Card> {
  const { say } = turn
  const { plan, counts } = made
  const holding = counts.leftOut.in_another_send ? await sendsHolding(turn.ctx, selection) : []
  const facts = [...selectionFacts(turn, plan?.code, selectionWords), ...countFacts(turn, counts, holding)]
  const look = holding.map(
    ({ code }): Button => ({
      label: say('plan.button.other_send', { code }),
      say: `utskick ${code}`,
    }),
  )
  const hidden = made.hidden === null ? '' : say('plan.hidden', { n: made.hidden })
  const data = { plan: plan?.code ?? null, ...counts }
  if (!plan) {
    const text = say('plan.none.text', { matching: counts.matching })
    const note = hidden || undefined
    const everybody = [{ label: say('intent.everybody'), say: 'lista' }]
    const remedies = [...look, ...missingButton(turn, counts, line), ...sameButton(turn, counts)]
    const buttons = remedies.length ? remedies : counts.matching === 0 && selectionWords ? everybody : undefined
    return { kind: 'notice', tone: 'info', title: say('plan.none.title'), text, facts, buttons, note, data }
  }
  const total = counts.mail + counts.direct
  const left = counts.matching - total
  const companies = await selectedCompanies(turn.ctx.db, selection)
  const domains = counts.direct ? await directDomains(turn.ctx.db, plan.id) : []
  const direct = facts.find(([label]) => label === say('plan.fact.direct'))
  if (direct && domains.length) {
    direct[1] = say('plan.directValue', { n: counts.direct, domains: domains.map((d) => d.domain).join(', ') })
  }
  const warnings = (await lookAlikes(turn.ctx.db, plan.id)).map((w: LookAlike) => say('plan.lookalike', { ...w }))
  return {
    kind: 'plan',
    tone: 'question',
    title: titleOf(turn, counts, companies),
    parts: partsOf(turn, counts),
    text: [numbersOf(say, counts), ...warnings].join('\n'),
    facts: [...facts, ...(await timeFacts(turn, counts))],
    rows: await firstRows(turn, plan.id),
    fold: {
      facts: left ? say('plan.fold.reasons', { n: left }) : say('plan.fold.numbers'),
      rows: say('plan.fold.recipients', { n: total }),
    },
    buttons: [...buttons(turn, plan.code, counts, line), ...look],
    files: total <= mostInFile ? [await recipientsFile(turn, plan.code)] : undefined,
    note: [say('plan.unsent'), total > shown ? say('plan.more', { shown, total }) : '', hidden, say('plan.lives')]
      .filter(Boolean)
      .join(' '),
    data,
  }
}

/** The question that the card of this plan asks, for a list of plans. */
export const sendPlanTitle = async (turn: Turn, { counts, selection }: SendPlan): Promise<string> =>
  titleOf(turn, counts, await selectedCompanies(turn.ctx.db, selection))

/** The question that the primary button answers. */
function titleOf(
  { say }: Turn,
  { mail, direct }: SendCounts,
  companies: Awaited<ReturnType<typeof selectedCompanies>>,
): string {
  const key = mail ? 'plan.title.mail' : 'plan.title.direct'
  return say(key, { n: mail || direct, at: atCompany(say, companies) })
}

/** What becomes of everybody who matches: mail + direct + left out = matching. */
function partsOf({ say }: Turn, { matching, mail, direct }: SendCounts): Part[] {
  return [
    { label: say('plan.fact.mail'), value: mail, look: 'good' },
    { label: say('plan.fact.direct'), value: direct, look: 'direct' },
    { label: say('plan.fact.leftOut'), value: matching - mail - direct, look: 'open' },
  ]
}

function selectionFacts(turn: Turn, code: string | undefined, words: string): Fact[] {
  const facts: Fact[] = [[turn.say('plan.fact.selection'), words || turn.say('plan.everyone')]]
  return code ? [...facts, [turn.say('plan.fact.code'), code]] : facts
}

/** The counts, such that matching = mail + direct + left out, and the people left out by reason. */
function countFacts(turn: Turn, counts: SendCounts, holding: Holding[]): Fact[] {
  const left = counts.matching - counts.mail - counts.direct
  return [
    [turn.say('plan.fact.matching'), number(turn.say, counts.matching)],
    [turn.say('plan.fact.mail'), number(turn.say, counts.mail)],
    ...(counts.direct ? [[turn.say('plan.fact.direct'), number(turn.say, counts.direct)] as Fact] : []),
    ...(left ? [[turn.say('plan.fact.leftOut'), number(turn.say, left)] as Fact] : []),
    ...reasons
      .filter((r) => counts.leftOut[r])
      .map((r): Fact => [`– ${turn.say(`reason.${r}`)}`, reasonValue(turn, r, counts.leftOut[r]!, holding)]),
  ]
}

/** How many, and what to do about it; for those in other sends, which these are and whether they are paused. */
function reasonValue(turn: Turn, reason: Reason, n: number, holding: Holding[]): string {
  const others = holding.map(({ code, state }) => `${code}, ${turn.say(`send.state.${state}`)}`).join('; ')
  const next = reason === 'in_another_send' && others ? others : turn.say(`reason.${reason}.next`)
  return `${number(turn.say, n)} (${next})`
}

type Holding = Awaited<ReturnType<typeof sendsHolding>>[number]

async function timeFacts(turn: Turn, counts: SendCounts): Promise<Fact[]> {
  const { ctx } = turn
  const day = dayInWords(lastDayOf(linkEnd(ctx.clock(), ctx.rules.linkDays)), turn.language)
  const { at } = await forecast(ctx, counts.mail + counts.direct)
  const rate = ctx.rules.mailRate
  const pace = rate
    ? turn.say('plan.pace.limited', { rate, at: dateAndTime(at) })
    : turn.say('plan.pace.free', { at: dateAndTime(at) })
  const link: Fact = [turn.say('plan.fact.link'), turn.say('plan.until', { day })]
  return [...(counts.mail ? [link] : []), [turn.say('plan.fact.pace'), pace]]
}

async function firstRows(turn: Turn, planId: number): Promise<Card['rows']> {
  const first = await firstRecipients(turn.ctx.db, planId, shown)
  return {
    head: [turn.say('plan.head.name'), turn.say('plan.head.action')],
    body: first.map((r) => [
      `${r.givenName} ${r.familyName}`.trim() + `\n${r.email}`,
      turn.say(`plan.action.${r.action}`),
    ]),
  }
}

/** The decision, then what helps to make it, then remedies for those who are left out. */
function buttons(turn: Turn, code: string, counts: SendCounts, line: string): Button[] {
  const { say, ctx } = turn
  // The number of the title.
  const n = counts.mail || counts.direct
  const send = counts.mail ? say('plan.button.send', { n }) : say('plan.button.connect', { n })
  const needsApproval = counts.mail + counts.direct > ctx.rules.fourEyesAbove
  return [
    { label: needsApproval ? say('plan.button.ask', { n }) : send, say: `bekräfta ${code}`, effect: 'primary' },
    // They belong to the decision, and so stand beside it.
    ...letterButtons(say, code, counts).map((button) => ({ ...button, effect: 'safe' as const })),
    { label: say('plan.button.cancel'), say: `stoppa ${code}`, effect: 'safe' },
    { label: say('plan.button.all'), say: `lista utskick=${code}` },
    { label: say('plan.button.file'), say: `exportera utskick=${code}` },
    ...missingButton(turn, counts, line),
  ]
}

/** Where nobody gets a letter: the remedy for those who share an address, for whoever may say that they are one. */
const sameButton = ({ say, may, registry }: Turn, { leftOut }: SendCounts): Button[] =>
  leftOut.shared_email && may(registry.find('samma person')!)
    ? [{ label: say('plan.button.same'), say: 'samma person alla' }]
    : []

/** The remedy for those without an address: the file of them, to be filled in. */
function missingButton(turn: Turn, { leftOut }: SendCounts, line: string): Button[] {
  const missing = leftOut.missing_email ? exportOfMissing(turn, line) : null
  return missing ? [{ label: turn.say('plan.button.missing'), say: missing }] : []
}
