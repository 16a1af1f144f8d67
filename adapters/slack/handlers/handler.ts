import type { Entry } from '../incoming/entry.ts'
import { judge } from '../outgoing/errors.ts'
import type { Person } from '../people.ts'
import { handleLine, handlePress } from './command.ts'
import type { HandlerContext } from './context.ts'
import { formHandlers } from './forms.ts'
import { homeHandler } from './home.ts'

type Handlers = {
  [Kind in Entry['kind']]: (entry: Extract<Entry, { kind: Kind }>, person: Person) => Promise<void>
}

/**
 * Handles one entry of the inbox. A rejection has the inbox hand the entry over again later; what Slack refuses for
 * good is told to the operator instead.
 */
export function createHandler(context: HandlerContext): (entry: Entry) => Promise<void> {
  const form = formHandlers(context)
  const showHome = homeHandler(context)
  const handlers: Handlers = {
    line: (entry, person) => handleLine(context, entry, person),
    press: (entry, person) => handlePress({ ...context, showHome }, entry, person),
    open: form.open,
    count: form.count,
    home: showHome,
  }
  return async (entry) => {
    try {
      const person = await context.people.read(entry.team, entry.user)
      // The compiler does not see that the entry is of the kind that names its handler.
      const handle = handlers[entry.kind] as (entry: Entry, person: Person) => Promise<void>
      await handle(entry, person)
    } catch (error) {
      const { verdict, code, remedy } = judge(error)
      if (verdict === 'again') throw error
      // Asked again, Slack would say the same: of who somebody is, a form or the home page as of a message.
      context.host.log.error({ code, remedy, kind: entry.kind, team: entry.team }, 'Slack refuses for good')
    }
  }
}
