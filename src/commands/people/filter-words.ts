import { canonical, describe, type Filter, type Names, parse } from '#bot'
import { companyNames } from '../../verification/people/companies.ts'
import type { Selection } from '../../verification/people/selection.ts'
import type { SendPlan } from '../../verification/plans/content.ts'
import type { Turn } from '../context.ts'

/** The filter in words, companies with their names and numbers. Empty if there is no filter. */
export async function filterWords(turn: Turn, filter: Filter, selection: Selection): Promise<string> {
  if (!filter.terms.length && !filter.words.length) return ''
  const typed = filter.terms.filter((t) => t.key === 'company').flatMap((t) => t.values)
  const ids = (selection.companies ?? []).flatMap((c) => c.any)
  const names = await companyNames(turn.ctx.db, ids)
  const company: Record<string, string> = {}
  for (const [i, value] of typed.entries()) {
    const found = names.get(ids[i]!)
    if (found) company[value] = turn.say('choice.company', { name: found.name, number: found.number })
  }
  const described: Names = { company }
  return describe(filter, turn.language, turn.say, described)
}

/** The people whom a send did not reach, in words. */
export const retryWords = ({ say }: Turn, { code, state, unsent }: NonNullable<Selection['retry']>): string =>
  say(unsent ? 'send.retry.unsent' : `send.retry.${state}`, { code })

/**
 * The filter of an earlier plan in words. Its line is parsed without checking rights, because whoever made the plan was
 * allowed to, and the reader may be somebody else.
 */
export async function selectionWords(turn: Turn, plan: SendPlan): Promise<string> {
  const { selection } = plan
  if (selection.retry) return retryWords(turn, selection.retry)
  // Erasing somebody whom the plan named has emptied its line; its list and its numbers stand.
  if (!plan.line) return turn.say('plan.erased')
  const parsed = parse(plan.line, turn.registry, { language: turn.language, may: () => true })
  return parsed.kind === 'command' ? filterWords(turn, parsed.input.filter, selection) : plan.line
}

/**
 * The command that gives the people of a plan's line who have no address, as a file; null where the line selects
 * nobody.
 */
export function exportOfMissing(turn: Turn, line: string): string | null {
  const parsed = line ? parse(line, turn.registry, { language: turn.language, may: () => true }) : null
  if (parsed?.kind !== 'command' || !parsed.command.keys.includes('again')) return null
  const { terms, words } = parsed.input.filter
  const kept = terms.filter(({ key }) => key !== 'again' && key !== 'email')
  return `${canonical({ name: 'exportera' }, { terms: kept }, words)} epost=saknas`
}
