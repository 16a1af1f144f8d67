import type { Mutant } from './rights.ts'

/** Of what Slack and Teams forgive in no fake that is as strict as they are. */
export const mutantsOfChats: Mutant[] = [
  {
    what: 'in a chat: the plain lines of a card that Teams does not take',
    file: 'adapters/teams/outgoing/messages.ts',
    from: 'if (where.message || !isContentRefused(error)) throw error',
    to: 'throw error',
    caughtBy: 'adapters/teams/refusals',
  },
  {
    what: 'in a chat: that a final refusal of Teams is not tried again',
    file: 'adapters/teams/api.ts',
    from: '![401, 408, 409, 412, 425, 429].includes(status)',
    to: '[400, 403, 404, 410, 413].includes(status)',
    caughtBy: 'adapters/teams/refusals',
  },
  {
    what: 'in a chat: the word about a file in a channel of Teams',
    file: 'adapters/teams/incoming/html.ts',
    from: 'return places.some(([, id]) => !given.has(id!))',
    to: 'return places.length < given.size',
    caughtBy: 'adapters/teams/files',
  },
  {
    what: 'in a chat: that a member of Teams is who Teams says',
    file: 'adapters/teams/people.ts',
    from: 'const user = named ?? idOf(member)',
    to: 'const user = named',
    caughtBy: 'adapters/teams/people',
  },
  {
    what: 'in a chat: that an edited line of Slack is not run',
    file: 'adapters/slack/incoming/events.ts',
    from: '...(edit && { edited: true }),',
    to: '',
    caughtBy: 'adapters/slack/edits',
  },
  {
    what: 'in a chat: the files of a forwarded message of Slack',
    file: 'adapters/slack/incoming/events.ts',
    from: '...list(attachments).flatMap((copy) => list(object(copy).files)),',
    to: '...list(attachments).slice(0, 0),',
    caughtBy: 'adapters/slack/files',
  },
  {
    what: 'in a chat: the short words of a button that says a proposed line',
    file: 'src/bot/help/problem-card.ts',
    from: 'label: pressLabel(problem.nearest, registry, say)',
    to: 'label: problem.nearest ?? pressLabel(problem.nearest, registry, say)',
    caughtBy: 'bot/help/cards',
  },
]
