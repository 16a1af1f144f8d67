import type { Choice, ChoiceOf, Who } from '#bot'
import { RecentMap } from '../base/recent-map.ts'
import { recognise } from '../verification/access/actors.ts'
import { mayUse } from '../verification/access/policy.ts'
import type { Context, Service } from '../verification/context.ts'
import { companiesInScope, foldName } from '../verification/people/companies.ts'
import { valuesInScope } from '../verification/people/people.ts'

/** In milliseconds: a list is read once while somebody types in it, and not for each letter. */
const remembered = 10_000
const mostRemembered = 500

/** What there is to choose from in lists of companies, units and roles, as far as this person may see them. */
export function createChoices(service: Service) {
  const known = new RecentMap<string, { choices: Promise<Choice[]>; until: number }>(mostRemembered)

  function all(ctx: Context, of: ChoiceOf): Promise<Choice[]> {
    const key = JSON.stringify([ctx.actor.id, ctx.actor.role, ctx.actor.companies, of])
    const now = ctx.clock().getTime()
    const found = known.get(key)
    if (found && found.until > now) return found.choices
    const choices = read(ctx, of)
    choices.catch(() => known.delete(key))
    known.set(key, { choices, until: now + remembered })
    return choices
  }

  return async (who: Who, of: ChoiceOf, typed: string): Promise<Choice[]> => {
    const ctx = { ...service, actor: await recognise(service, who) }
    if (!mayUse(ctx.actor, 'admin')) return []
    const wanted = foldName(typed)
    return (await all(ctx, of)).filter(({ label }) => foldName(label).includes(wanted))
  }
}

async function read(ctx: Context, of: ChoiceOf): Promise<Choice[]> {
  if (of !== 'company') return (await valuesInScope(ctx, of)).map((value) => ({ value, label: value }))
  return (await companiesInScope(ctx)).map(({ name, number }) => ({ value: number, label: `${name} (${number})` }))
}
