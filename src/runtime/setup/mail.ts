import type { Config } from '../../config/config.ts'
import type { Mailer } from '../../mail/mailer.ts'
import { senderDns } from '../../mail/sender-dns.ts'
import { finding, type SetupFinding } from './finding.ts'

export async function checkMail({ smtpUrl }: Config, mailer: Mailer): Promise<SetupFinding[]> {
  const say = finding('mail')
  if (!smtpUrl || !mailer.check) return [say('off', 'off')]
  const refused = await mailer.check()
  return [refused === null ? say('fine', 'fine') : say('wrong', 'refused', { why: refused })]
}

export async function checkSender(
  { local, mailFrom }: Config,
  dns: Parameters<typeof senderDns>[0],
): Promise<SetupFinding[]> {
  const say = finding('sender')
  if (local) return [say('off', 'off')]
  const domain = mailFrom.address.slice(mailFrom.address.lastIndexOf('@') + 1)
  const published = await senderDns(dns, domain)
  return (['spf', 'dmarc', 'dkim'] as const).map((what) => {
    if (published[what]) return say('fine', `${what}.fine`, { domain })
    // A key may stand under a selector that nobody can guess.
    const state = published[what] === null || what === 'dkim' ? 'unsure' : 'wrong'
    return say(state, published[what] === null ? 'silent' : `${what}.missing`, { domain })
  })
}
