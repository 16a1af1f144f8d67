import type { Button, Card, Fact } from '#bot'
import type { Say } from '#text'
import { needsOwner, otherOwners, type Voided } from '../../verification/employers/decide.ts'
import { type Employer, employerById, type Logo } from '../../verification/employers/employers.ts'
import { companyNames } from '../../verification/people/companies.ts'
import type { LetterPlan } from '../../verification/plans/content.ts'
import type { Turn } from '../context.ts'
import { ofCompany } from '../words.ts'
import { previewLink } from './preview-link.ts'

/** A proposal, as its card needs it. */
export type Proposal = Pick<LetterPlan, 'code' | 'companyId' | 'version' | 'before' | 'requester'>

interface Named {
  name: string
  number: string
}

const parts = ['name', 'contact', 'address', 'replyTo', 'color', 'textSv', 'textEn', 'logo'] as const
type Part = (typeof parts)[number]

/** How a company's letters look now, and how that is changed. */
export function employerCard({ say }: Turn, company: Named, employer: Employer | null): Card {
  const line = `brev ändra ${ofCompany(company.number)} namn="Acme HR" kontakt="Karin Ek" adress=hr@acme.example färg=#0a6640 text="…"`
  const facts = parts.flatMap((part): Fact[] => {
    const value = wordsOf(say, part, employer)
    return value ? [[say(`employer.fact.${part}`), value]] : []
  })
  return {
    kind: 'notice',
    tone: 'info',
    title: say(employer ? 'employer.title.own' : 'employer.title.plain', { company: company.name }),
    text: say('employer.how', { line }),
    facts: facts.length ? facts : undefined,
    buttons: [
      { label: say('letters.button.show'), say: `brev verifiera ${ofCompany(company.number)}` },
      { label: say('letters.button.trial'), say: `provbrev verifiera ${ofCompany(company.number)}` },
      ...(employer
        ? [{ label: say('employer.button.remove'), say: `brev ta bort ${ofCompany(company.number)}` } satisfies Button]
        : []),
    ],
    data: { company: company.number, own: employer !== null },
  }
}

/** What a proposal would change, what the letter would look like, and who has to agree. */
export async function proposalCard(turn: Turn, proposal: Proposal): Promise<Card> {
  const { say } = turn
  const company = await companyOf(turn, proposal)
  const asks = await needsOwner(turn.ctx, proposal)
  const { code, version } = proposal
  return {
    kind: 'plan',
    tone: 'question',
    title: say(version === null ? 'employer.title.remove' : 'employer.title.change', { company: company.name }),
    text: [say('employer.effect', { company: company.name }), await approvalWords(turn, proposal, asks)].join('\n'),
    facts: await changes(turn, proposal),
    buttons: [
      { label: say(confirmLabel(version, asks)), say: `bekräfta ${code}`, effect: 'primary' },
      { label: say('plan.button.cancel'), say: `stoppa ${code}`, effect: 'safe' },
      ...lookButtons(turn, proposal),
    ],
    note: say('plan.lives'),
    data: { plan: code, kind: 'letter', company: company.number, approval: asks },
  }
}

const confirmLabel = (version: number | null, asks: boolean) =>
  asks ? 'employer.button.ask' : version === null ? 'employer.button.remove' : 'employer.button.confirm'

/** A proposal for another owner who is asked to approve it. Each has a preview of their own, so none is given here. */
export async function aboutLetter(turn: Turn, plan: LetterPlan) {
  const { name: company } = await companyOf(turn, plan)
  const facts = await changesFor(turn, plan)
  return (say: Say) => ({
    what: say('approve.about.letter', { company }),
    text: say('employer.effect', { company }),
    facts: facts(say),
    look: [
      { label: say('letters.button.show'), say: `brev verifiera ${plan.code}` },
      { label: say('employer.button.trial'), say: `provbrev verifiera ${plan.code}` },
    ] satisfies Button[],
  })
}

/** The letters have changed. Whoever had an open plan is told, because it showed another letter. */
export async function changedCard(turn: Turn, plan: LetterPlan, voided: Voided[]): Promise<Card> {
  const { say, ctx } = turn
  const company = await companyOf(turn, plan)
  for (const one of voided)
    if (one.requester !== ctx.actor.id) turn.tell([one.requester], (theirs) => voidedCard(theirs, one))
  const codes = voided.map(({ code }) => code).join(', ')
  return {
    kind: 'notice',
    tone: 'good',
    title: say(plan.version === null ? 'employer.done.remove' : 'employer.done.change', { company: company.name }),
    text: voided.length ? say('employer.done.voided', { codes }) : undefined,
    buttons: [
      { label: say('letters.button.show'), say: `brev verifiera ${ofCompany(company.number)}` },
      { label: say('letters.button.trial'), say: `provbrev verifiera ${ofCompany(company.number)}` },
    ],
    data: {
      plan: plan.code,
      kind: 'letter',
      company: company.number,
      done: true,
      voided: voided.map(({ code }) => code),
    },
  }
}

const voidedCard = (say: Say, { code, line }: Voided): Card => ({
  kind: 'notice',
  tone: 'warning',
  title: say('employer.voided.title', { code }),
  text: say('employer.voided.text'),
  buttons: line ? [{ label: say('plan.again'), say: line }] : undefined,
})

export const overtakenCard = ({ say }: Turn, { code, line }: LetterPlan): Card => ({
  kind: 'refusal',
  tone: 'warning',
  title: say('employer.overtaken.title'),
  text: say('employer.overtaken.text', { code }),
  buttons: line ? [{ label: say('plan.again'), say: line }] : undefined,
  data: { refused: 'overtaken' },
})

const companyOf = async ({ ctx }: Turn, { companyId }: Pick<Proposal, 'companyId'>): Promise<Named> =>
  (await companyNames(ctx.db, [companyId])).get(companyId)!

/** Who has to agree besides the requester, and what it means that there is nobody. */
async function approvalWords({ say, ctx }: Turn, { requester }: Proposal, asks: boolean): Promise<string> {
  if (ctx.actor.operator) return say('employer.approval.operator')
  if (!asks) return say('employer.approval.alone')
  const { able, unclear } = await otherOwners(ctx, requester)
  const others = [...able, ...unclear].map(({ name, user }) => name ?? user)
  if (others.length === 0) return say('employer.approval.large', { limit: ctx.rules.fourEyesAbove })
  const words = say('employer.approval.other', { who: others.join(', ') })
  return able.length ? words : `${words} ${say('approve.unclear.text')}`
}

/** The letter as it would look: opened at once, and mailed to whoever presses. */
function lookButtons(turn: Turn, { code, companyId, version }: Proposal): Button[] {
  const { say, ctx } = turn
  const shown = { letter: 'verify', companyId, personId: null, identityId: ctx.actor.id, version } as const
  return [
    { label: say('employer.button.see'), open: previewLink(turn, shown) },
    { label: say('employer.button.trial'), say: `provbrev verifiera ${code}` },
  ]
}

const changes = async (turn: Turn, proposal: Proposal): Promise<Fact[]> => (await changesFor(turn, proposal))(turn.say)

/** What differs between the two versions, in the words of whoever reads it. */
async function changesFor({ ctx }: Turn, { version, before }: Proposal): Promise<(say: Say) => Fact[]> {
  const now = version === null ? null : await employerById(ctx.db, version)
  const old = before === null ? null : await employerById(ctx.db, before)
  return (say) =>
    parts.flatMap((part): Fact[] => {
      const [next, last] = [wordsOf(say, part, now), wordsOf(say, part, old)]
      if (next === last && (part !== 'logo' || isSame(now?.logo, old?.logo)))
        return next ? [[say(`employer.fact.${part}`), next]] : []
      const words = next || say('employer.none.value')
      return [[say(`employer.fact.${part}`), last ? say('employer.was', { now: words, before: last }) : words]]
    })
}

const isSame = (a?: Logo | null, b?: Logo | null): boolean =>
  a?.bytes.length === b?.bytes.length && !a?.bytes.some((byte, at) => byte !== b!.bytes[at])

function wordsOf(say: Say, part: Part, employer: Employer | null): string {
  if (!employer) return ''
  if (part === 'textSv') return employer.text.sv
  if (part === 'textEn') return employer.text.en
  if (part !== 'logo') return employer[part]
  const { logo } = employer
  if (!logo) return ''
  const kilobytes = Math.max(1, Math.round(logo.bytes.length / 1024))
  return say('employer.logo', { width: logo.width, height: logo.height, kilobytes })
}
