import type { Button, Card, Fact } from '#bot'
import { dayInWords } from '../../base/days.ts'
import { dateAndTime, lastDayOf, linkEnd } from '../../verification/days.ts'
import { companyNames } from '../../verification/people/companies.ts'
import type { Selection } from '../../verification/people/selection.ts'
import type { SendCounts } from '../../verification/plans/content.ts'
import { type Reason, reasons } from '../../verification/sends/eligibility.ts'
import { forecast } from '../../verification/sends/forecast.ts'
import { directDomains, firstRecipients, type PlannedSend } from '../../verification/sends/plan.ts'
import { type LookAlike, lookAlikes } from '../../verification/sends/warnings.ts'
import type { Turn } from '../context.ts'
import { letterButtons } from '../letters/letters.ts'
import { recipientsFile } from '../people/people-file.ts'

/** How many recipients the card itself lists. */
const shown = 10
/** The card carries the list of recipients as a file only up to this many. `lista` and `exportera` show larger ones. */
const mostInFile = 5000

/**
 * The card of a planned send: what would happen to how many people, before anything is sent. `selectionWords` is the
 * filter in words.
 */
export async function planCard(
  turn: Turn,
  made: PlannedSend,
  selection: Selection,
  selectionWords: string,
): Promise<Card> {
  const { plan, counts } = made
  const facts = [...selectionFacts(turn, plan?.code, selectionWords), ...countFacts(turn, counts)]
  const note = made.hidden === null ? undefined : turn.say('plan.hidden', { n: made.hidden })
  const data = { plan: plan?.code ?? null, ...counts }
  if (!plan) {
    const text = turn.say('plan.none.text', { matching: counts.matching })
    return { kind: 'notice', tone: 'info', title: turn.say('plan.none.title'), text, facts, note, data }
  }
  const total = counts.mail + counts.direct
  const domains = await directDomains(turn.ctx.db, plan.id)
  const direct = facts.find(([label]) => label === turn.say('plan.fact.direct'))
  if (direct && domains.length) {
    direct[1] = turn.say('plan.directValue', { n: counts.direct, domains: domains.map((d) => d.domain).join(', ') })
  }
  const warnings = (await lookAlikes(turn.ctx.db, plan.id)).map((w: LookAlike) => turn.say('plan.lookalike', { ...w }))
  return {
    kind: 'plan',
    tone: 'question',
    title: turn.say('plan.title', { mail: counts.mail, direct: counts.direct }),
    text: [turn.say('plan.text'), ...warnings].join('\n'),
    facts: [...facts, ...(await timeFacts(turn, counts))],
    rows: await firstRows(turn, plan.id),
    buttons: await buttons(turn, plan.code, counts, selection),
    files: total <= mostInFile ? [await recipientsFile(turn, plan.code)] : undefined,
    note: [total > shown ? turn.say('plan.more', { shown, total }) : '', note ?? '', turn.say('plan.lives')]
      .filter(Boolean)
      .join(' '),
    data,
  }
}

function selectionFacts(turn: Turn, code: string | undefined, words: string): Fact[] {
  const facts: Fact[] = [[turn.say('plan.fact.selection'), words || turn.say('plan.everyone')]]
  return code ? [...facts, [turn.say('plan.fact.code'), code]] : facts
}

/** The counts, such that matching = mail + direct + left out, and the people left out by reason. */
function countFacts(turn: Turn, counts: SendCounts): Fact[] {
  const left = counts.matching - counts.mail - counts.direct
  return [
    [turn.say('plan.fact.matching'), number(turn, counts.matching)],
    [turn.say('plan.fact.mail'), number(turn, counts.mail)],
    [turn.say('plan.fact.direct'), number(turn, counts.direct)],
    [turn.say('plan.fact.leftOut'), number(turn, left)],
    ...reasons
      .filter((r) => counts.leftOut[r])
      .map((r): Fact => [`– ${turn.say(`reason.${r}`)}`, reasonValue(turn, r, counts.leftOut[r]!)]),
  ]
}

const reasonValue = (turn: Turn, reason: Reason, n: number) =>
  `${number(turn, n)} (${turn.say(`reason.${reason}.next`)})`
const number = (turn: Turn, n: number) => n.toLocaleString(turn.language === 'sv' ? 'sv-SE' : 'en-GB')

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
    head: [turn.say('plan.head.name'), turn.say('plan.head.email'), turn.say('plan.head.action')],
    body: first.map((r) => [`${r.givenName} ${r.familyName}`.trim(), r.email, turn.say(`plan.action.${r.action}`)]),
  }
}

async function buttons(turn: Turn, code: string, counts: SendCounts, selection: Selection): Promise<Button[]> {
  const send = counts.mail
    ? turn.say('plan.button.send', { n: counts.mail + counts.direct })
    : turn.say('plan.button.connect', { n: counts.direct })
  const only = (selection.companies ?? []).filter((c) => !c.not).flatMap((c) => c.any)
  const names = await companyNames(turn.ctx.db, only)
  const where = only.length ? ` företag=${only.map((id) => names.get(id)!.number).join(',')}` : ''
  return [
    { label: send, say: `bekräfta ${code}`, effect: 'primary' },
    ...letterButtons(turn.say, counts, only.length === 1 ? names.get(only[0]!)!.number : undefined),
    { label: turn.say('plan.button.all'), say: `lista utskick=${code}` },
    ...(counts.leftOut.missing_email
      ? [{ label: turn.say('plan.button.missing'), say: `exportera epost=saknas${where}` }]
      : []),
    { label: turn.say('plan.button.cancel'), say: `stoppa ${code}`, effect: 'safe' },
  ]
}
