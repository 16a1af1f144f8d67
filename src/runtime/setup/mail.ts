import { domainOf } from '../../base/domain.ts'
import type { Finding } from '../../commands/context.ts'
import type { Config } from '../../config/config.ts'
import type { Mailbox } from '../../mail/mailbox.ts'
import type { Mailer } from '../../mail/mailer.ts'
import { senderDns, spfOf, type TxtLookup } from '../../mail/sender-dns.ts'
import { finding } from './finding.ts'

export async function checkMail({ smtpUrl, oauth }: Config, mailer: Mailer): Promise<Finding[]> {
  const say = finding('mail')
  if (!smtpUrl || !mailer.check) return [say('off', 'off')]
  const found = await mailer.check()
  if (found.kind !== 'refused') return [say(found.kind === 'fine' ? 'fine' : 'unsure', found.kind)]
  return [say('wrong', found.stage === 'auth' && oauth ? 'oauth' : found.stage, { why: found.text })]
}

export async function checkMailbox({ bounces }: Config, mailbox?: Mailbox): Promise<Finding[]> {
  const say = finding('mailbox')
  if (!bounces || !mailbox) return [say('off', 'off')]
  const failed = await mailbox.check()
  return [failed ? say('wrong', failed) : say('fine', 'fine')]
}

/** The envelope has the address for bounces, whose domain SPF is asked of; where it is refused, the sender's. */
export async function checkSender({ local, mailFrom, bounces }: Config, dns: TxtLookup): Promise<Finding[]> {
  const say = finding('sender')
  if (local) return [say('off', 'off')]
  const { domain } = mailFrom
  const envelope = bounces && domainOf(bounces.address)
  const { spf, dmarc, dkim, selector = '' } = await senderDns(dns, domain)
  const said = (what: string, state: string, at = domain) =>
    state === 'silent'
      ? say('unsure', 'silent', { domain: at })
      : say(state === 'fine' ? 'fine' : 'wrong', `${what}.${state}`, { domain: at, selector })
  return [
    said('spf', spf),
    ...(envelope && envelope !== domain ? [said('spf', await spfOf(dns, envelope), envelope)] : []),
    // A key may stand under a selector that nobody can guess.
    dkim === 'missing' ? say('unsure', 'dkim.missing', { domain }) : said('dkim', dkim),
    said('dmarc', dmarc),
  ]
}
