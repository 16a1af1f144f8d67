import type { Language } from '#text'
import { dayInWords } from '../base/days.ts'
import { writeCode } from '../letters/code.ts'
import { writeConnected } from '../letters/connected.ts'
import { escapeHtml } from '../letters/html.ts'
import { renderHtml, renderText } from '../letters/layout.ts'
import { writeVerify } from '../letters/verify.ts'
import type { Fields, LetterName, Written } from '../letters/written.ts'
import type { Letter } from './mailer.ts'
import { fillBody, fillText, frame, marker, prepareBody } from './mime.ts'
import { encodeText } from './smtp.ts'

/** What is the same in all letters of this installation. */
export interface LetterSettings {
  /** MAIL_FROM. */
  from: { name: string; address: string }
  /** PUBLIC_URL, without a slash at the end: the only source of links. */
  publicUrl: string
  loginUrl: string
  /** SUPPORT_CONTACT; empty when not configured. */
  support: string
}

/** What is one person's own in a letter. */
export interface Recipient {
  language: Language | null
  givenName: string
  company: string
  /** As stored, for reading. */
  address: string
  /** For the wire: the local part as stored, the domain as A-label. */
  to: string
  /** Six digits; null in every letter but that one. */
  code?: string | null
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
}

/** Composes letters: each form (letter, language, with or without a name) is prepared once and filled in per person. */
export function createComposer(settings: LetterSettings) {
  const prepared = new Map<string, ReturnType<typeof prepare>>()
  return (name: LetterName, recipient: Recipient): Letter => {
    if (name === 'verify' && !recipient.link) throw new Error('A verification letter without its link')
    if (name === 'code' && !recipient.code) throw new Error('A code letter without its code')
    const givenName = cleanName(recipient.givenName)
    const key = `${name}:${recipient.language}:${givenName !== ''}`
    const form = prepared.get(key) ?? prepare(settings, name, recipient.language, givenName !== '')
    prepared.set(key, form)
    return form({ ...recipient, givenName })
  }
}

function prepare(settings: LetterSettings, name: LetterName, language: Language | null, named: boolean) {
  const { subject, sections } = write[name]({
    language,
    name: named ? marker('name') : '',
    company: marker('company'),
    address: marker('address'),
    link: marker('link'),
    code: marker('code'),
    lastDay: { sv: marker('day.sv'), en: marker('day.en') },
    loginUrl: settings.loginUrl,
    support: settings.support,
  })
  const plain = renderText(sections)
  const markup = renderHtml(subject, sections)
  const body = { text: prepareBody(plain), html: prepareBody(markup) }
  const enclose = frame(settings.from, subject)
  return (recipient: Recipient): Letter => {
    const values = valuesOf(settings, recipient)
    const { inText, inHtml } = encodeValues(values)
    return {
      to: recipient.to,
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
      },
    }
  }
}

function valuesOf(settings: LetterSettings, recipient: Recipient): Record<string, string> {
  const { link } = recipient
  return {
    name: recipient.givenName,
    company: cleanName(recipient.company),
    address: recipient.address,
    code: recipient.code ?? '',
    link: link ? `${settings.publicUrl}/v/${link.token}` : '',
    'day.sv': link ? dayInWords(link.lastDay, 'sv') : '',
    'day.en': link ? dayInWords(link.lastDay, 'en') : '',
  }
}

/** Each value stands several times in a letter and is encoded once. */
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

/** A name as it may stand in a letter: no control or direction characters, one line, at most 100 characters. */
function cleanName(name: string): string {
  const oneLine = name
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const letters = [...oneLine]
  return letters.length > 100 ? letters.slice(0, 99).join('') + '…' : oneLine
}
