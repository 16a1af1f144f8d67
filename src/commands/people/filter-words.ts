import { describe, type Filter, type Names, parse } from '#bot'
import { companyNames } from '../../verification/people/companies.ts'
import type { Selection } from '../../verification/people/selection.ts'
import type { Plan } from '../../verification/plans/plans.ts'
import type { Talk } from '../context.ts'

/** A filter read back in words, companies with their numbers; empty text for no filter at all. */
export async function filterWords(talk: Talk, filter: Filter, selection: Selection): Promise<string> {
  if (!filter.terms.length && !filter.words.length) return ''
  const typed = filter.terms.filter((t) => t.key === 'company').flatMap((t) => t.values)
  const ids = (selection.companies ?? []).flatMap((c) => c.any)
  const names = await companyNames(talk.ctx.db, ids)
  const company: Record<string, string> = {}
  for (const [i, value] of typed.entries()) {
    const found = names.get(ids[i]!)
    if (found) company[value] = talk.say('choice.company', { name: found.name, number: found.number })
  }
  const described: Names = { company }
  return describe(filter, talk.language, talk.say, described)
}

/** The same for a plan made earlier: its line is read once more, by the rules of whoever made it. */
export async function selectionWords(talk: Talk, plan: Plan): Promise<string> {
  const selection = plan.selection as Selection
  if (selection.retry) return talk.say(`send.retry.${selection.retry.state}`, { code: selection.retry.code })
  const parsed = parse(plan.line, talk.registry, { language: talk.language, may: () => true })
  return parsed.kind === 'command' ? filterWords(talk, parsed.input.filter, selection) : plan.line
}
