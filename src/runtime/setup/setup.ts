import type { Config } from '../../config/config.ts'
import type { Database } from '../../db/open.ts'
import type { Directory } from '../../directory/directory.ts'
import type { Mailer } from '../../mail/mailer.ts'
import { finding, type SetupFinding, type SetupTopic } from './finding.ts'
import { checkMail, checkSender } from './mail.ts'
import { checkClock, checkDatabase, checkPublic } from './ours.ts'
import { checkProvider, checkSlack, checkTeams } from './platforms.ts'

export interface SetupParts {
  database: Database
  mailer: Mailer
  directory: Directory
  dns: { txt(name: string): Promise<string[]> }
  clock(): Date
}

/** Looks at everything that the product needs outside. Changes nothing, sends no mail, and never rejects. */
export async function checkSetup(config: Config, parts: SetupParts): Promise<SetupFinding[]> {
  const checks: [SetupTopic, () => Promise<SetupFinding[]>][] = [
    ['database', () => checkDatabase(parts.database)],
    ['mail', () => checkMail(config, parts.mailer)],
    ['sender', () => checkSender(config, parts.dns)],
    ['slack', () => checkSlack(config)],
    ['teams', () => checkTeams(config)],
    ['provider', () => checkProvider(parts.directory)],
    ['public', () => checkPublic(config)],
    ['clock', () => checkClock(parts)],
  ]
  const found = await Promise.all(
    checks.map(([topic, check]) => {
      const unsure = () => [finding(topic)('unsure', 'unsure')]
      const late = new Promise<SetupFinding[]>((resolve) => setTimeout(() => resolve(unsure()), 12_000).unref())
      return Promise.race([check().catch(unsure), late])
    }),
  )
  return found.flat()
}
