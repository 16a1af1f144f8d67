import { type Input, nearest, parse, quote } from '#bot'
import { companiesInScope, findCompany, foldName } from '../../verification/people/companies.ts'
import { findPeople, valuesInScope } from '../../verification/people/people.ts'
import { ownPlans } from '../../verification/plans/plans.ts'
import { findSend } from '../../verification/sends/sends.ts'
import type { Turn } from '../context.ts'

/**
 * The proposed line if it is understood, allowed and about something that exists, with the names of companies, units
 * and roles corrected; undefined if it would lead to a dead end.
 */
export async function soundProposal(turn: Turn, line: string): Promise<string | undefined> {
  const parsed = parse(line, turn.registry, { language: turn.language, may: turn.may })
  if (parsed.kind === 'problem') return undefined
  const { command, input } = parsed
  const corrected = await withKnownValues(turn, line, input)
  if (corrected === undefined) return undefined
  const [first] = input.words
  if (command.needs === 'person' && first && !(await findPeople(turn.ctx, input.words, {}, 1)).length) return undefined
  if (command.words === 'free' && input.filter.words.length && !(await findsAnybody(turn, input))) return undefined
  if (command.needs === 'code' && first && !(await isCode(turn, first))) return undefined
  return corrected
}

/** The line with every company, unit and role that exists nowhere replaced by the nearest that does. */
async function withKnownValues(turn: Turn, line: string, input: Input): Promise<string | undefined> {
  let sound = line
  for (const { key, values } of input.filter.terms) {
    for (const value of values) {
      const known = await knownValue(turn, key, value)
      if (known === undefined) return undefined
      if (known !== value) sound = sound.replace(quote(value), quote(known))
    }
  }
  return sound
}

async function knownValue(turn: Turn, key: string, value: string): Promise<string | undefined> {
  if (key === 'company') {
    const all = await companiesInScope(turn.ctx)
    if (!('nearest' in findCompany(all, value))) return value
    return nearest(
      value,
      all.map((c) => c.name),
    )
  }
  if (key !== 'unit' && key !== 'role') return value
  const all = await valuesInScope(turn.ctx, key)
  return all.some((v) => foldName(v) === foldName(value)) ? value : nearest(value, all)
}

const findsAnybody = async ({ ctx }: Turn, { filter }: Input): Promise<boolean> =>
  (await findPeople(ctx, filter.words, {}, 1)).length > 0

async function isCode(turn: Turn, code: string): Promise<boolean> {
  if (await findSend(turn.ctx, code)) return true
  return (await ownPlans(turn.ctx)).some((plan) => plan.code === code)
}
