import { createRegistry } from '#bot'
import { linkCommands } from './access/account-links.ts'
import { roleCommands } from './access/roles.ts'
import type { BotCommand } from './context.ts'
import { domainCommands } from './domains/domains.ts'
import { aboutCommands } from './help/help.ts'
import { importCommands } from './imports/import.ts'
import { resendCommands } from './links/resend.ts'
import { peopleCommands } from './people/list.ts'
import { statusCommands } from './people/status.ts'
import { decideCommands } from './plans/decide.ts'
import { historyCommands } from './records/history.ts'
import { recordCommands } from './records/records.ts'
import { sendCommands } from './sends/sends.ts'
import { verifyCommands } from './sends/verify.ts'

/** What the bot can do, in the order in which help shows it. */
export const commands: BotCommand[] = [
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
