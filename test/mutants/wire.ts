import type { Mutant } from './rights.ts'

/** Of what is between us and Slack or Teams: who said it, where an answer may stand, and what is asked once only. */
export const mutantsOfWire: Mutant[] = [
  {
    what: 'on the wire: the workspace of who said it, where Slack names the organisation',
    file: 'adapters/slack/incoming/json.ts',
    from: "return named.find((id) => !id.startsWith('E')) ?? named[0]",
    to: 'return named[0]',
    caughtBy: 'adapters/slack/workspaces',
  },
  {
    what: 'on the wire: an answer beside a thread that has been deleted',
    file: 'adapters/slack/outgoing/messages.ts',
    from: 'if (!where.thread || !refusesThread(error)) throw error',
    to: 'throw error',
    caughtBy: 'adapters/slack/outgoing/refusals',
  },
  {
    what: 'on the wire: the history of the thread that an answer stands in',
    file: 'adapters/slack/outgoing/post-once.ts',
    from: 'const { messages = [] } = thread\n',
    to: "const { messages = [] } = thread && channel === ''\n",
    caughtBy: 'adapters/slack/outgoing/refusals',
  },
  {
    what: 'on the wire: that Slack is not asked in vain who somebody is',
    file: 'adapters/slack/handlers/handler.ts',
    from: "if (verdict === 'again') throw error",
    to: 'if (verdict) throw error',
    caughtBy: 'adapters/slack/outgoing/refusals',
  },
  {
    what: 'on the wire: the second try of a card that nobody asked for',
    file: 'src/conversation/follow.ts',
    from: 'if ((await Promise.race([stopped, waited])) === true) throw error',
    to: 'if (waited) throw error',
    caughtBy: 'conversation/follow',
  },
  {
    what: 'on the wire: the members of a shared channel of Teams',
    file: 'adapters/teams/people.ts',
    from: 'return found ?? (id === team ? undefined : calls.getMember({ serviceUrl, id }, user))',
    to: 'return team ? found : calls.getMember({ serviceUrl, id }, user)',
    caughtBy: 'adapters/teams/people',
  },
  {
    what: 'on the wire: that what a client of Teams sends by itself is no press',
    file: 'adapters/teams/incoming/read.ts',
    from: "trigger !== 'automatic'",
    to: "trigger !== ''",
    caughtBy: 'adapters/teams/people',
  },
  {
    what: 'on the wire: that SLACK_TEAMS holds ids of workspaces',
    file: 'src/config/values.ts',
    from: '(ids) => ids.every((id) => /^T[\\w-]*$/.test(id))',
    to: '(ids) => ids.length >= 0',
    caughtBy: 'adapters/slack/workspaces',
  },
]
