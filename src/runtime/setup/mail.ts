import { domainOf } from '../../base/domain.ts'
import type { Finding } from '../../commands/context.ts'
import type { Config } from '../../config/config.ts'
import type { Mailbox } from '../../mail/mailbox.ts'
import type { Mailer } from '../../mail/mailer.ts'
import { type Dkim, dkimOf } from '../../mail/sender/dkim.ts'
import { type Dmarc, dmarcOf } from '../../mail/sender/dmarc.ts'
import type { TxtLookup } from '../../mail/sender/records.ts'
import { providerOf, type Spf, spfOf } from '../../mail/sender/spf.ts'
import { dayStart, today } from '../../verification/days.ts'
import { secretNotices } from '../notices/secret.ts'
import { finding } from './finding.ts'

export async function checkMail({ smtpUrl, oauth }: Config, mailer: Mailer, now: Date): Promise<Finding[]> {
  const say = finding('mail')
  if (!smtpUrl || !mailer.check) return [say('off', 'off')]
  const secret = secretFinding(oauth?.secretEnds, now)
  const found = await mailer.check()
  if (found.kind !== 'refused') return [say(found.kind === 'fine' ? 'fine' : 'unsure', found.kind), ...secret]
  return [say('wrong', found.stage === 'auth' && oauth ? 'oauth' : found.stage, { why: found.text }), ...secret]
}

/** The login works until that day, so that nothing else would tell. */
function secretFinding(ends: string | undefined, now: Date): Finding[] {
  if (!ends || dayStart(ends, -secretNotices[0]) > now) return []
  const isOver = today(now) >= ends
  return [finding('mail')(isOver ? 'wrong' : 'unsure', isOver ? 'secret.over' : 'secret.soon', { day: ends })]
}

export async function checkMailbox({ bounces }: Config, mailbox?: Mailbox): Promise<Finding[]> {
  const say = finding('mailbox')
  if (!bounces || !mailbox) return [say('off', 'off')]
  const failed = await mailbox.check()
  return [failed ? say('wrong', failed) : say('fine', 'fine')]
}

/** The envelope has the address for bounces, whose domain SPF is asked of; where it is refused, the sender's. */
export async function checkSender({ local, mailFrom, bounces, smtpUrl }: Config, dns: TxtLookup): Promise<Finding[]> {
  if (local) return [say('off', 'off')]
  const { domain } = mailFrom
  const host = smtpUrl ? new URL(smtpUrl).hostname : ''
  const envelopes = [...new Set([domain, ...(bounces ? [domainOf(bounces.address)] : [])])]
  const [spf, dkim, dmarc] = await Promise.all([
    Promise.all(envelopes.map(async (at) => spfFinding(at, host, await spfOf(dns, at, providerOf(host))))),
    dkimOf(dns, domain),
    dmarcOf(dns, domain),
  ])
  return [...spf, dkimFinding(domain, dkim), dmarcFinding(domain, dmarc)]
}

const say = finding('sender')
const silent = (domain: string) => say('unsure', 'silent', { domain })

function spfFinding(domain: string, host: string, { state, term = '' }: Spf): Finding {
  if (state === 'silent') return silent(domain)
  const [provider] = providerOf(host)
  const add = provider ? `include:${provider}` : 'include:… / ip4:…'
  return say(state === 'fine' ? 'fine' : 'wrong', `spf.${state}`, { domain, host, add, term })
}

function dkimFinding(domain: string, { state, selector = '', bits }: Dkim): Finding {
  if (state === 'silent') return silent(domain)
  const params = { domain, selector, bits: String(bits) }
  if (state === 'fine') return say('fine', bits && bits < 2048 ? 'dkim.weak' : 'dkim.fine', params)
  // A key may stand under a selector that nobody can guess.
  return say(state === 'missing' ? 'unsure' : 'wrong', `dkim.${state}`, params)
}

function dmarcFinding(domain: string, dmarc: Dmarc): Finding {
  if (dmarc === 'silent') return silent(domain)
  return say(dmarc === 'fine' ? 'fine' : dmarc === 'none' ? 'unsure' : 'wrong', `dmarc.${dmarc}`, { domain })
}
