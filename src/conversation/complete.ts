import { type Completion, completeLine, type Language, quote, type Registry, type Who } from '#bot'
import type { Turn } from '../commands/context.ts'
import { recognise } from '../verification/access/actors.ts'
import { mayUse } from '../verification/access/policy.ts'
import type { Service } from '../verification/context.ts'
import { companiesInScope } from '../verification/people/companies.ts'
import { findPeople } from '../verification/people/people.ts'

const mostPeople = 5

/** How a line may go on that somebody is typing. Nobody is offered a command, company or person beyond their rights. */
export function createComplete(service: Service, registry: Registry<Turn>) {
  return async (line: string, who: Who, language: Language): Promise<Completion[]> => {
    const ctx = { ...service, actor: await recognise(service, who) }
    const isAdmin = mayUse(ctx.actor, 'admin')
    return completeLine(registry, line, {
      language: ctx.actor.language ?? language,
      may: (command) => mayUse(ctx.actor, command.need),
      companies: async () => (isAdmin ? companiesInScope(ctx) : []),
      async people(words) {
        if (!isAdmin) return []
        const found = await findPeople(ctx, words, {}, mostPeople)
        return found.map((p) => ({
          line: `${quote(p.number)} ${language === 'en' ? 'company' : 'företag'}=${quote(p.companyNumber)}`,
          label: `${p.givenName} ${p.familyName}, ${p.companyName}`,
        }))
      },
    })
  }
}
