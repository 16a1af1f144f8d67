import type { Chat } from '#bot'
import type { Finding } from '../../commands/context.ts'
import type { Config } from '../../config/config.ts'
import type { Database } from '../../db/open.ts'
import type { Directory } from '../../directory/directory.ts'
import type { Mailbox } from '../../mail/mailbox.ts'
import type { Mailer } from '../../mail/mailer.ts'
import type { TxtLookup } from '../../mail/sender/records.ts'
import { checkClock } from './clock.ts'
import { finding } from './finding.ts'
import { checkMail, checkMailbox, checkSender } from './mail.ts'
import { checkDatabase, checkPublic } from './ours.ts'
import { checkChat, checkProvider } from './services.ts'

export interface SetupParts {
  database: Database
  mailer: Mailer
  mailbox?: Mailbox
  directory: Directory
  dns: TxtLookup
  chats: readonly Chat[]
  clock(): Date
}

/** Milliseconds that one check may take. */
const longest = 12_000

/** Looks at everything that the product needs outside. Changes nothing, sends no mail, and never rejects. */
export async function checkSetup(config: Config, parts: SetupParts): Promise<Finding[]> {
  const checks: [Finding['topic'], () => Promise<Finding[]>][] = [
    ['database', () => checkDatabase(parts.database)],
    ['mail', () => checkMail(config, parts.mailer, parts.clock())],
    ['sender', () => checkSender(config, parts.dns)],
    ['mailbox', () => checkMailbox(config, parts.mailbox)],
    ['slack', () => checkChat('slack', parts.chats)],
    ['teams', () => checkChat('teams', parts.chats)],
    ['provider', () => checkProvider(parts.directory)],
    ['public', () => checkPublic(config)],
    ['clock', () => checkClock(config, parts)],
  ]
  const found = await Promise.all(
    checks.map(([topic, check]) => {
      const unsure = () => [finding(topic)('unsure', 'unsure')]
      const late = new Promise<Finding[]>((resolve) => setTimeout(() => resolve(unsure()), longest).unref())
      return Promise.race([check().catch(unsure), late])
    }),
  )
  return found.flat()
}
