import PostalMime, { type Email } from 'postal-mime'
import { judge } from './judgement.ts'
import { isGivenUp, isWarning, lineOf, wordsIn } from './report-words.ts'
import { refusal } from './smtp/outcome.ts'

/** What a message in the mailbox of reports says about a letter of ours. */
export interface Report {
  /**
   * `bounced`: the address is wrong. `failed`: given up for another reason. `delayed`: is tried on. `complaint`: the
   * recipient calls it spam. `none`: no report, or one that changes nothing, such as an answer from somebody on leave.
   */
  kind: 'bounced' | 'failed' | 'delayed' | 'complaint' | 'none'
  /** The words of the server that gave up, with addresses; never very long. */
  words: string
  /** Everything in the message in which a letter may be named: headers, text and what is attached. */
  quoted: string
}

type Verdict = Pick<Report, 'kind' | 'words'>
const nothing: Verdict = { kind: 'none', words: '' }

/** A message taken apart. */
interface Message {
  email: Email
  /** A header by its name in lower case; empty if there is none. */
  header(name: string): string
  type: string
  parts: { type: string; text: string }[]
  text: string
}

/**
 * Reads a message: a delivery status (RFC 3464), a feedback report (RFC 5965), or one of the forms that servers used
 * before these or still do. Of a message that is no report, nothing is returned but `none`.
 */
export async function readReport(source: Uint8Array): Promise<Report> {
  const message = await take(source)
  const verdict = message ? await verdictOf(message, true) : nothing
  if (!message || verdict.kind === 'none') return { ...nothing, quoted: '' }
  const { email, text, parts } = message
  const quoted = [...email.headers.map(({ value }) => value), text, ...parts.map((part) => part.text)].join('\n')
  return { ...verdict, quoted }
}

async function take(source: Uint8Array | string): Promise<Message | null> {
  const email = await PostalMime.parse(source, { forceRfc822Attachments: true, attachmentEncoding: 'utf8' }).catch(
    () => null,
  )
  if (!email) return null
  const header = (name: string) => email.headers.find(({ key }) => key === name)?.value ?? ''
  const type = header('content-type').toLowerCase()
  const parts = email.attachments.map(({ mimeType, content }) => ({
    type: mimeType.toLowerCase(),
    text: textOf(content),
  }))
  // Anybody may write to this mailbox, so that each pattern must take linear time: a tag ends where the next begins.
  const shown = `${email.text ?? ''}\n${email.html?.replace(/<[^<>]*>/g, ' ') ?? ''}`
  const rest = parts.filter((part) => /^text\/(?!rfc822|html)/.test(part.type)).map((part) => part.text)
  const text = [shown, ...rest].join('\n')
  // Gateways spoil the boundaries of what they pass on: then the message is all text.
  const isSpoilt = type.startsWith('multipart/') && parts.length === 0 && !text.trim()
  return { email, header, type, parts, text: isSpoilt ? textOf(source).replace(/^.*?\r?\n\r?\n/s, '') : text }
}

const decoder = new TextDecoder()
const textOf = (content: string | ArrayBuffer | Uint8Array): string =>
  typeof content === 'string' ? content : decoder.decode(content)

/** `isOuter`: what is attached may be the report itself. */
async function verdictOf(message: Message, isOuter: boolean): Promise<Verdict> {
  const { text, parts, header } = message
  if (isReceipt(message)) return nothing
  if (isComplaint(message)) return { kind: 'complaint', words: '' }
  const status = parts.find((part) => /^message\/(global-)?delivery-status/.test(part.type))?.text ?? statusIn(text)
  const said = (status && fromStatus(status, text)) || fromNotification(message)
  if (said) return said
  if (!isFromServer(message) || (isAutomaticAnswer(message) && !isFromDaemon(message))) return nothing
  const words = wordsIn(text) || wordsOfRefusal(message)
  if (words.startsWith('4') && (isWarning(lineOf(header('subject'))) || isWarning(text)))
    return { kind: 'delayed', words }
  if (words && saysSo(message)) return { kind: kindOf(words), words }
  // A gateway has put the report into a message of its own.
  const attached = isOuter && parts.find((part) => part.type === 'message/rfc822')
  const inner = attached && /^content-type: *multipart\/report/im.test(attached.text) && (await take(attached.text))
  return inner && /mailer-daemon|postmaster/i.test(header('from')) ? verdictOf(inner, false) : nothing
}

/** What a reader's mail program tells about a letter that has arrived (RFC 8098). */
const isReceipt = ({ type, parts }: Message): boolean =>
  /report-type="?disposition-notification/.test(type) ||
  parts.some((part) => part.type === 'message/disposition-notification')

/**
 * Answers of people who are away have an empty return path, too (RFC 3834), come in every language, and name rooms and
 * telephones that look like codes. Under the name of a person, a report has to say that it is one.
 */
function saysSo(message: Message): boolean {
  const said = [message.header('subject'), ...message.text.split('\n')].map(lineOf)
  return isFromDaemon(message) || said.some(isGivenUp)
}

/** A feedback report, or the form without one in which Outlook.com sends complaints (JMRP). */
const isComplaint = ({ type, parts, header }: Message): boolean =>
  /report-type="?feedback-report/.test(type) ||
  parts.some((part) => part.type === 'message/feedback-report') ||
  (/^complaint about message from/i.test(header('subject').trim()) &&
    parts.some((part) => part.type === 'message/rfc822' && /^x-hmxmroriginalrecipient:/im.test(part.text)))

/** Fields of a delivery status that stand in the text, as some gateways leave them. */
const statusIn = (text: string): string | undefined =>
  /^action: *\w+/im.test(text) && /^(status|diagnostic-code):/im.test(text) ? text : undefined

/**
 * RFC 3464: the fields of the message, then those of each recipient, of which a letter of ours has one. Null if they
 * say nothing about a recipient.
 */
function fromStatus(status: string, text: string): Verdict | null {
  const fields = status.replace(/\r?\n[ \t]+/g, ' ')
  const field = (name: string) => new RegExp(`^${name}: *(.*)$`, 'im').exec(fields)?.[1]?.trim() ?? ''
  const action = field('action').toLowerCase()
  const code = /[245]\.\d{1,3}\.\d{1,3}/.exec(field('status'))?.[0] ?? ''
  const diagnostic = lineOf(field('diagnostic-code')).replace(/^(x-)?[\w-]+ *; */i, '')
  // Some put the server's answer into the text only, and something of their own into the field.
  const words = /^\D*[45]\d\d[ -]/.test(diagnostic)
    ? diagnostic.replace(/^\D*(?=[45]\d\d[ -])/, '')
    : wordsIn(text) || diagnostic
  if (action.startsWith('delayed')) return { kind: 'delayed', words }
  if (!action && !code) return null
  // `expired` is no action of the RFC, but that of some who give up.
  if (action ? !/^(failed|expired)/.test(action) : !code.startsWith('5')) return nothing
  const said = /^[45]\d\d/.test(words) ? words : `${code.startsWith('4') ? 450 : 550} ${code} ${words}`.trim()
  return { kind: kindOf(said, code), words: said }
}

/**
 * What Amazon SES tells about a letter by way of SNS, which mails it as JSON:
 * https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html
 */
function fromNotification({ header, text }: Message): Verdict | null {
  if (!header('x-amz-sns-message-id')) return null
  // It may be a text within the JSON of SNS.
  const json = text.replaceAll('\\"', '"')
  const field = (name: string) => new RegExp(`"${name}" ?: ?"([^"]{0,1000})"`).exec(json)?.[1] ?? ''
  const type = field('notificationType') || field('eventType')
  if (type === 'Complaint') return { kind: 'complaint', words: '' }
  if (type !== 'Bounce' || !field('bounceType')) return null
  const status = /^[45]\.\d{1,3}\.\d{1,3}$/.exec(field('status'))?.[0] ?? ''
  const diagnostic = lineOf(field('diagnosticCode').replace(/\\[nrt]/g, ' ')).replace(/^smtp *; */i, '')
  const words = /^[45]\d\d/.test(diagnostic) ? diagnostic : `550 ${status} ${diagnostic}`.replace(/ +/g, ' ').trim()
  return { kind: kindOf(words, status), words }
}

/** Given up is given up, whatever the number says; only a wrong address is the address's fault. */
function kindOf(words: string, status = ''): 'bounced' | 'failed' {
  const coded =
    /^\d{3}[ -]#?[245]\.\d/.test(words) || !/^[45]\.\d/.test(status)
      ? words
      : words.replace(/^(\d{3})[ -]?/, `$1 ${status} `)
  return judge(refusal('rcpt', coded)).fault === 'recipient' ? 'bounced' : 'failed'
}

/** In any language: `X-Failed-Recipients`, which Google and Exim put on nothing else, and the usual subjects. */
function wordsOfRefusal({ header, text }: Message): string {
  const subject = lineOf(header('subject'))
  const isRefused = header('x-failed-recipients') !== '' || isGivenUp(subject)
  return isRefused && !isWarning(subject) && !isWarning(text) ? `550 ${subject}` : ''
}

/** RFC 3834, and the habits of those that do not know it. */
function isAutomaticAnswer({ header }: Message): boolean {
  if (/auto-replied/i.test(header('auto-submitted')) || header('x-autoreply') || header('x-autorespond')) return true
  if (/auto_reply|vacation/i.test(header('precedence'))) return true
  return /^(automatic reply|auto(matic)?[- ]?(reply|response)|out of (the )?office|autosvar|automatiskt svar|automa\w+ (vastaus|antwort|svar)|réponse automatique|auto:|frånvaro|semester)/i.test(
    header('subject'),
  )
}

/** A report comes from a mail system: with an empty return path, or under one of the names that these use. */
const isFromServer = (message: Message): boolean =>
  /^<\s*>$/.test(message.header('return-path').trim()) || isFromDaemon(message)

/**
 * Exim calls its reports automatic answers, too (`Auto-Submitted: auto-replied`), but nobody on leave has its names.
 */
const isFromDaemon = ({ header, email: { from } }: Message): boolean =>
  header('x-failed-recipients') !== '' ||
  [from?.address, from?.name].some((name) =>
    /^(mailer[- ]daemon|post_?master|mail[-. ]?delivery|microsoftexchange)/i.test(name ?? ''),
  )
