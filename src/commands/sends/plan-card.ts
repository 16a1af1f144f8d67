import type { Button, Card, Fact } from '#bot'
import { dateAndTime, linkEnd } from '../../verification/days.ts'
import { companyNames } from '../../verification/people/companies.ts'
import type { Selection } from '../../verification/people/selection.ts'
import { type Reason, reasons } from '../../verification/sends/eligibility.ts'
import { forecast } from '../../verification/sends/forecast.ts'
import { directDomains, firstRecipients, type SendCounts, type SendPlan } from '../../verification/sends/plan.ts'
import { type LookAlike, lookAlikes } from '../../verification/sends/warnings.ts'
import type { Talk } from '../context.ts'
import { recipientsFile } from '../people/people-file.ts'
import { lastDay } from '../words.ts'

const shown = 10
/** Above this the list is fetched by *Visa alla*; a card is not the place for a large file. */
const mostInFile = 5000

/** The confirm card of product.md §3. `selectionWords` is the filter read back; `line` makes the plan again. */
export async function planCard(
  talk: Talk,
  made: SendPlan,
  selection: Selection,
  selectionWords: string,
): Promise<Card> {
  const { plan, counts } = made
  const facts = [...selectionFacts(talk, plan?.code, selectionWords), ...countFacts(talk, counts)]
  const note = made.hidden === null ? undefined : talk.say('plan.hidden', { n: made.hidden })
  const data = { plan: plan?.code ?? null, ...counts }
  if (!plan) {
    const text = talk.say('plan.none.text', { matching: counts.matching })
    return { tone: 'info', title: talk.say('plan.none.title'), text, facts, note, data }
  }
  const total = counts.mail + counts.direct
  const domains = await directDomains(talk.ctx.db, plan.id)
  const direct = facts.find(([label]) => label === talk.say('plan.fact.direct'))
  if (direct && domains.length) {
    direct[1] = talk.say('plan.directValue', { n: counts.direct, domains: domains.map((d) => d.domain).join(', ') })
  }
  const warnings = (await lookAlikes(talk.ctx.db, plan.id)).map((w: LookAlike) => talk.say('plan.lookalike', { ...w }))
  return {
    tone: 'question',
    title: talk.say('plan.title', { mail: counts.mail, direct: counts.direct }),
    text: [talk.say('plan.text'), ...warnings].join('\n'),
    facts: [...facts, ...(await timeFacts(talk, counts))],
    rows: await firstRows(talk, plan.id),
    buttons: await buttons(talk, plan.code, counts, selection),
    files: total <= mostInFile ? [await recipientsFile(talk, plan.code)] : undefined,
    note: [total > shown ? talk.say('plan.more', { shown, total }) : '', note ?? '', talk.say('plan.lives')]
      .filter(Boolean)
      .join(' '),
    data,
  }
}

function selectionFacts(talk: Talk, code: string | undefined, words: string): Fact[] {
  const facts: Fact[] = [[talk.say('plan.fact.selection'), words || talk.say('plan.everyone')]]
  return code ? [...facts, [talk.say('plan.fact.code'), code]] : facts
}

/** matching = mail + direct + left out, then one line a reason: whoever reads can add them up. */
export function countFacts(talk: Talk, counts: SendCounts): Fact[] {
  const left = counts.matching - counts.mail - counts.direct
  return [
    [talk.say('plan.fact.matching'), number(talk, counts.matching)],
    [talk.say('plan.fact.mail'), number(talk, counts.mail)],
    [talk.say('plan.fact.direct'), number(talk, counts.direct)],
    [talk.say('plan.fact.leftOut'), number(talk, left)],
    ...reasons
      .filter((r) => counts.leftOut[r])
      .map((r): Fact => [`– ${talk.say(`reason.${r}`)}`, reasonValue(talk, r, counts.leftOut[r]!)]),
  ]
}

const reasonValue = (talk: Talk, reason: Reason, n: number) =>
  `${number(talk, n)} (${talk.say(`reason.${reason}.next`)})`
const number = (talk: Talk, n: number) => n.toLocaleString(talk.language === 'sv' ? 'sv-SE' : 'en-GB')

async function timeFacts(talk: Talk, counts: SendCounts): Promise<Fact[]> {
  const { ctx } = talk
  const end = linkEnd(ctx.clock(), ctx.rules.linkDays)
  const { at } = await forecast(ctx, counts.mail + counts.direct)
  const rate = ctx.rules.mailRate
  const pace = rate
    ? talk.say('plan.pace.limited', { rate, at: dateAndTime(at) })
    : talk.say('plan.pace.free', { at: dateAndTime(at) })
  const link: Fact = [talk.say('plan.fact.link'), talk.say('plan.until', { day: lastDay(talk.language, end) })]
  return [...(counts.mail ? [link] : []), [talk.say('plan.fact.pace'), pace]]
}

async function firstRows(talk: Talk, planId: number): Promise<Card['rows']> {
  const first = await firstRecipients(talk.ctx.db, planId, shown)
  return {
    head: [talk.say('plan.head.name'), talk.say('plan.head.email'), talk.say('plan.head.action')],
    body: first.map((r) => [`${r.givenName} ${r.familyName}`.trim(), r.email, talk.say(`plan.action.${r.action}`)]),
  }
}

async function buttons(talk: Talk, code: string, counts: SendCounts, selection: Selection): Promise<Button[]> {
  const send = counts.mail
    ? talk.say('plan.button.send', { n: counts.mail + counts.direct })
    : talk.say('plan.button.connect', { n: counts.direct })
  const only = (selection.companies ?? []).filter((c) => !c.not).flatMap((c) => c.any)
  const names = await companyNames(talk.ctx.db, only)
  const where = only.length ? ` företag=${only.map((id) => names.get(id)!.number).join(',')}` : ''
  return [
    { label: send, say: `bekräfta ${code}`, style: 'primary' },
    { label: talk.say('plan.button.all'), say: `lista utskick=${code}` },
    ...(counts.leftOut.missing_email
      ? [{ label: talk.say('plan.button.missing'), say: `exportera epost=saknas${where}` }]
      : []),
    { label: talk.say('plan.button.cancel'), say: `stoppa ${code}`, style: 'danger' },
  ]
}
