import { createRegistry } from '#bot'
import { aboutCommands } from './about.ts'
import { decideCommands } from './decide.ts'
import { domainCommands } from './domains.ts'
import { historyCommands } from './history.ts'
import { importCommands } from './import.ts'
import { linkCommands } from './link.ts'
import { peopleCommands } from './people.ts'
import { recordCommands } from './records.ts'
import { resendCommands } from './resend.ts'
import { roleCommands } from './roles.ts'
import { sendCommands } from './sends.ts'
import { statusCommands } from './status.ts'
import type { TalkCommand } from './talk.ts'
import { verifyCommands } from './verify.ts'

/** What the bot can do, in the order in which help shows it. */
export const commands: TalkCommand[] = [
  ...statusCommands,
  ...verifyCommands,
  ...sendCommands,
  ...decideCommands,
  ...peopleCommands,
  ...importCommands,
  ...historyCommands,
  ...domainCommands,
  ...roleCommands,
  ...recordCommands,
  ...linkCommands,
  ...resendCommands,
  ...aboutCommands,
]

export const registry = createRegistry(commands)
