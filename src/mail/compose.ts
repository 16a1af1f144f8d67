import { domainToASCII } from 'node:url'
import type { Language } from '#text'
import { dayInWords } from '../base/days.ts'
import { removerOf } from '../base/text/joined.ts'
import { writeCode } from '../letters/code.ts'
import { writeConnected } from '../letters/connected.ts'
import { contactWords, type Employer, shownSize } from '../letters/employer.ts'
import { escapeHtml } from '../letters/html.ts'
import { type Letterhead, plainHead, renderHtml, renderText } from '../letters/layout.ts'
import { writeMoved } from '../letters/moved.ts'
import { writeVerify } from '../letters/verify.ts'
import type { Fields, LetterName, Written } from '../letters/written.ts'
import type { Letter } from './mailer.ts'
import { fillBody, fillText, frame, placeholder, prepareBody } from './mime.ts'
import { encodeText } from './smtp/smtp.ts'

/** What all letters of this installation have in common. */
export interface LetterSettings {
  /** `MAIL_FROM`. */
  from: { name: string; address: string; domain: string }
  /** `BOUNCE_ADDRESS`: each letter gets a return path that is made from it. */
  bounceAddress?: string
  /** `PUBLIC_URL`, without a slash at the end. Links are made from nothing else. */
  publicUrl: string
  loginUrl: string
  /** `SUPPORT_CONTACT`; empty when it is not configured. */
  support: string
}

/** What is personal in a letter. */
export interface Recipient {
  language: Language | null
  givenName: string
  company: string
  /** As stored, for people to read. */
  address: string
  /** For SMTP: the local part as stored, the domain as A-label. */
  to: string
  /** Six digits; null in a letter without a code. */
  code?: string | null
  /** The letter shows an admin what others will get. */
  trial?: boolean
  /** The look that the employer has chosen. */
  employer?: Employer | null
  /** Null in a letter without a link. `lastDay` is an ISO day, the last one on which the link works. */
  link: { token: string; lastDay: string } | null
  /** Frozen at the first claim, with angle brackets. */
  messageId: string
  date: Date
}

const write: Record<LetterName, (fields: Fields) => Written> = {
  verify: writeVerify,
  connected: writeConnected,
  code: writeCode,
  moved: writeMoved,
}

/** Forms kept: more than a group of companies has with all their letters. */
const mostForms = 500

/**
 * Composes letters. Each form (letter, language, with or without a name, employer) is prepared once and filled in per
 * person.
 */
export function createComposer(settings: LetterSettings) {
  const prepared = new Map<string, ReturnType<typeof prepare>>()
  return (name: LetterName, recipient: Recipient): Letter => {
    if (name === 'verify' && !recipient.link) throw new Error('A verification letter without its link')
    if (name === 'code' && !recipient.code) throw new Error('A code letter without its code')
    const givenName = cleanName(recipient.givenName)
    const { language, trial = false, employer = null } = recipient
    const look = { name, language, named: givenName !== '', trial }
    // Of one version, a contact may have been erased since, so all its words count.
    const key = Object.values(look).join(':') + (employer ? wordsOf(employer) : '')
    const form = prepared.get(key) ?? prepare(settings, { ...look, employer })
    if (prepared.size >= mostForms) prepared.clear()
    prepared.set(key, form)
    return form({ ...recipient, givenName })
  }
}

const wordsOf = ({ logo: _, ...words }: Employer): string => JSON.stringify(words)

/** What decides the form of a letter; all else is filled in for each person. */
interface Look {
  name: LetterName
  language: Language | null
  named: boolean
  trial: boolean
  employer: Employer | null
}

function prepare(settings: LetterSettings, { name, language, named, trial, employer }: Look) {
  const answers = replyTo(settings, employer)
  const { domain } = settings.from
  const picture = employer?.logo ? { contentId: `logo.${employer.id}@${domain}`, ...employer.logo } : undefined
  const { subject, sections } = write[name]({
    language,
    name: named ? placeholder('name') : '',
    company: placeholder('company'),
    address: placeholder('address'),
    link: placeholder('link'),
    code: placeholder('code'),
    lastDay: { sv: placeholder('day.sv'), en: placeholder('day.en') },
    loginUrl: settings.loginUrl,
    publicUrl: settings.publicUrl,
    support: (employer && contactWords(employer)) || settings.support,
    replies: answers !== null,
    own: employer?.text ?? { sv: '', en: '' },
    trial,
  })
  const head = headOf(employer, picture?.contentId)
  const plain = renderText(sections, head)
  const markup = renderHtml(subject, sections, head)
  const body = { text: prepareBody(plain), html: prepareBody(markup) }
  const enclose = frame({
    from: senderOf(settings, employer),
    replyTo: answers,
    subject,
    campaign: `${name}:verifiera:${domain}`,
    picture,
  })
  const logo = picture ? `data:${picture.type};base64,${Buffer.from(picture.bytes).toString('base64')}` : undefined
  return (recipient: Recipient): Letter => {
    const values = valuesOf(settings, recipient)
    const { inText, inHtml } = encodeValues(values)
    return {
      to: recipient.to,
      returnPath: returnPathOf(settings.bounceAddress, recipient.messageId),
      raw: enclose(recipient, fillBody(body.text, inText), fillBody(body.html, inHtml)),
      parts: {
        subject,
        get text() {
          return fillText(plain, (field) => values[field] as string)
        },
        get html() {
          return fillText(markup, (field) => escapeHtml(values[field] as string))
        },
        messageId: recipient.messageId,
        date: recipient.date,
        ...(logo && { logo }),
      },
    }
  }
}

/** Name and logo above the letter. A name of its own stands there even without a logo. */
function headOf(employer: Employer | null, contentId: string | undefined): Letterhead {
  if (!employer) return plainHead
  const { logo, name } = employer
  return {
    name: name || logo ? placeholder('company') : '',
    logo: logo && { source: `cid:${contentId}`, ...shownSize(logo) },
    color: employer.color || plainHead.color,
  }
}

/** The sender as people see it: the employer's name, at the address of `MAIL_FROM`. */
export const senderOf = ({ from }: Pick<LetterSettings, 'from'>, employer?: Employer | null) => ({
  ...from,
  name: employer?.name || from.name,
})

/** Where answers go: where the employer wants them, or to whoever is to be asked, if that is an address. */
export function replyTo({ support }: Pick<LetterSettings, 'support'>, employer?: Employer | null): string | null {
  const wanted = [employer?.replyTo, employer?.address, support].map((given) => asAddress(given ?? ''))
  return wanted.find((address) => address !== null) ?? null
}

/** As every server takes it in a header: the domain as A-label, and nothing else outside ASCII (RFC 6532). */
function asAddress(given: string): string | null {
  const [, local, written = ''] = /^([\w.!#$%&'*+/=?^`{|}~-]+)@([^\s@<>,;:"]+\.[^\s@<>,;:"]+)$/.exec(given) ?? []
  const domain = domainToASCII(written)
  return domain ? `${local}@${domain}` : null
}

/** `bounce+<what stands before the @ of the Message-ID>@acme.example`, as in VERP. */
function returnPathOf(bounceAddress: string | undefined, messageId: string): string | undefined {
  if (!bounceAddress) return undefined
  const at = bounceAddress.lastIndexOf('@')
  return `${bounceAddress.slice(0, at)}+${messageId.slice(1, messageId.indexOf('@'))}${bounceAddress.slice(at)}`
}

function valuesOf(settings: LetterSettings, recipient: Recipient): Record<string, string> {
  const { link } = recipient
  return {
    name: recipient.givenName,
    company: cleanName(recipient.employer?.name || recipient.company),
    address: recipient.address,
    code: recipient.code ?? '',
    link: link ? `${settings.publicUrl}/v/${link.token}` : '',
    'day.sv': link ? dayInWords(link.lastDay, 'sv') : '',
    'day.en': link ? dayInWords(link.lastDay, 'en') : '',
  }
}

/** Encodes each value once, though it occurs several times in a letter. */
function encodeValues(values: Record<string, string>) {
  const inText: Record<string, string> = {}
  const inHtml: Record<string, string> = {}
  for (const [field, value] of Object.entries(values)) {
    inText[field] = encodeText(value)
    const escaped = escapeHtml(value)
    inHtml[field] = escaped === value ? (inText[field] as string) : encodeText(escaped)
  }
  return { inText, inHtml }
}

/** A name as a letter may contain it: one line of at most 100 characters, without control or direction characters. */
function cleanName(name: string): string {
  const oneLine = withoutControls(name).replace(/\s+/g, ' ').trim()
  if (oneLine.length <= 100) return oneLine
  const characters = [...graphemes.segment(oneLine)].map(({ segment }) => segment)
  return characters.length > 100 ? `${characters.slice(0, 99).join('')}…` : oneLine
}

const withoutControls = removerOf('[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cf}]', ' ')

const graphemes = new Intl.Segmenter('sv', { granularity: 'grapheme' })
