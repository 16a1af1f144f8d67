import type { Say } from '#text'
import type { Service } from '../../verification/context.ts'
import { companyNames } from '../../verification/people/companies.ts'
import type { Selection } from '../../verification/people/selection.ts'
import type { Plan, SendCounts } from '../../verification/plans/content.ts'

type Company = { name: string; number: string }

/** The selected companies by name and number; empty if the selection names none. */
export async function selectedCompanies(db: Service['db'], selection: Selection): Promise<Company[]> {
  const only = (selection.companies ?? []).filter((c) => !c.not).flatMap((c) => c.any)
  const names = await companyNames(db, only)
  return only.flatMap((id) => names.get(id) ?? [])
}

/** The company of a plan that concerns one, as the end of a phrase. */
export const atCompany = (say: Say, companies: readonly Company[]): string =>
  companies.length === 1 ? say('plan.title.at', { company: companies[0]!.name }) : ''

/** What becomes of how many, without those of whom there are none. */
export function numbersOf(say: Say, { matching, mail, direct }: SendCounts): string {
  const left = matching - mail - direct
  return [
    mail ? say('plan.numbers.mail', { n: mail }) : '',
    direct ? say('plan.numbers.direct', { n: direct }) : '',
    left ? say('plan.numbers.left', { n: left }) : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

export type Naming = (say: Say, title: string) => string

/**
 * Names what a plan is about behind the title of a card, which by its code alone would tell nobody anything. Changes to
 * a person are not named: the card may stand in a channel.
 */
export async function namingPlan(db: Service['db'], plan: Plan): Promise<Naming> {
  const what = await whatOf(db, plan)
  return (say, title) => (what ? say('plan.titled', { title, what: what(say) }) : title)
}

async function whatOf(db: Service['db'], plan: Plan): Promise<((say: Say) => string) | undefined> {
  if (plan.kind === 'import') return (say) => say('plan.what.import', { rows: plan.counts.rows })
  if (plan.kind === 'letter') {
    const company = (await companyNames(db, [plan.companyId])).get(plan.companyId)?.name
    return company === undefined ? undefined : (say) => say('plan.what.letter', { company })
  }
  if (plan.kind !== 'send') return undefined
  const { mail, direct } = plan.counts
  const companies = await selectedCompanies(db, plan.selection)
  const key = mail ? 'plan.what.mail' : 'plan.what.direct'
  return (say) => say(key, { n: mail || direct, at: atCompany(say, companies) })
}
