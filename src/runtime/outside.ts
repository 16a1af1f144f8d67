import type { Config } from '../config/config.ts'
import type { Database } from '../db/open.ts'
import type { Directory } from '../directory/directory.ts'
import { localDirectory } from '../directory/local.ts'
import { createScim } from '../directory/scim.ts'
import { createMailbox, type Mailbox } from '../mail/mailbox.ts'
import type { Mailer } from '../mail/mailer.ts'
import { createTokens, type Tokens } from '../mail/oauth.ts'
import { createOutbox } from '../mail/outbox.ts'
import { createSmtp } from '../mail/smtp/smtp.ts'
import { keepMail } from '../store/outbox.ts'

/** The services that an installation talks to, besides its database and its chats. */
export interface Outside {
  mailer: Mailer
  mailbox?: Mailbox
  directory: Directory
}

/** Makes them by the configuration. None is asked yet. */
export function outsideOf(config: Config, database: Database): Outside {
  const { oauth, bounces, scim } = config
  const tokens = oauth && createTokens(oauth)
  return {
    mailer: mailerOf(config, database, tokens),
    mailbox: bounces && createMailbox(bounces.imapUrl, new URL(bounces.imapUrl).password ? undefined : tokens),
    directory: scim ? createScim({ ...scim, now: Date.now }) : localDirectory,
  }
}

function mailerOf(config: Config, { db }: Database, tokens?: Tokens): Mailer {
  if (config.smtpUrl) {
    return createSmtp(config.smtpUrl, config.mailFrom.address, { name: config.smtpName, tokens })
  }
  return createOutbox((mail) => keepMail(db, mail))
}
