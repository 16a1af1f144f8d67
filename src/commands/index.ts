import { createRegistry } from '#bot'
import { accountLinkCommands } from './access/account-links.ts'
import { roleCommands } from './access/roles.ts'
import { connectionCommands } from './connections/connections.ts'
import type { BotCommand } from './context.ts'
import { domainCommands } from './domains/domains.ts'
import { generalCommands } from './general/language.ts'
import { helpCommands } from './help/help.ts'
import { importCommands } from './imports/imports.ts'
import { letterCommands } from './letters/letters.ts'
import { linkCommands } from './links/links.ts'
import { bounceCommands } from './people/bounces.ts'
import { peopleCommands } from './people/list.ts'
import { statusCommands } from './people/status.ts'
import { decisionCommands } from './plans/decisions.ts'
import { historyCommands } from './records/history.ts'
import { recordCommands } from './records/records.ts'
import { sendCommands } from './sends/sends.ts'
import { verificationCommands } from './sends/verification.ts'
import { setupCommands } from './setup/setup.ts'
import { startCommands } from './start/start-page.ts'

/** All commands, in the order in which help lists them. */
export const commands: BotCommand[] = [
  ...statusCommands,
  ...verificationCommands,
  ...sendCommands,
  ...letterCommands,
  ...decisionCommands,
  ...peopleCommands,
  ...bounceCommands,
  ...importCommands,
  ...historyCommands,
  ...domainCommands,
  ...roleCommands,
  ...recordCommands,
  ...connectionCommands,
  ...setupCommands,
  ...accountLinkCommands,
  ...linkCommands,
  ...helpCommands,
  ...generalCommands,
  ...startCommands,
]

/** What an admin who looks for something would look under. Together they have every command. */
const subjects: Record<string, BotCommand[]> = {
  sends: [...verificationCommands, ...sendCommands, ...decisionCommands, ...letterCommands],
  people: [...statusCommands, ...peopleCommands, ...bounceCommands, ...recordCommands],
  files: [...importCommands, ...historyCommands],
  rights: [...roleCommands, ...domainCommands, ...accountLinkCommands, ...connectionCommands, ...setupCommands],
  own: [...linkCommands, ...startCommands, ...generalCommands, ...helpCommands],
}

export const registry = createRegistry(commands, subjects)
