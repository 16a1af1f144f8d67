import PostalMime, { type Email } from 'postal-mime'
import { prefixOf, storable } from '../base/storable.ts'
import { judge } from './judgement.ts'
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

/**
 * Reads a message: a delivery status (RFC 3464), a feedback report (RFC 5965), or one of the forms that servers used
 * before these or still do. Of a message that is no report, nothing is returned but `none`.
 */
export async function readReport(source: Uint8Array): Promise<Report> {
  const nothing: Report = { kind: 'none', words: '', quoted: '' }
  const email = await PostalMime.parse(source, { forceRfc822Attachments: true, attachmentEncoding: 'utf8' }).catch(
    () => null,
  )
  if (!email) return nothing
  const header = (name: string) => email.headers.find(({ key }) => key === name)?.value ?? ''
  const type = header('content-type').toLowerCase()
  const parts = email.attachments.map(({ mimeType, content }) => ({
    type: mimeType.toLowerCase(),
    text: textOf(content),
  }))
  // Anybody may write to this mailbox, so that each pattern must take linear time: a tag ends where the next begins.
  const text = `${email.text ?? ''}\n${email.html?.replace(/<[^<>]*>/g, ' ') ?? ''}`
  const quoted = [...email.headers.map(({ value }) => value), text, ...parts.map((part) => part.text)].join('\n')
  const status = parts.find((part) => /^message\/(global-)?delivery-status/.test(part.type))?.text ?? statusIn(text)
  if (/report-type="?feedback-report/.test(type) || parts.some((part) => part.type === 'message/feedback-report'))
    return { kind: 'complaint', words: '', quoted }
  if (status) return { ...fromStatus(status, text), quoted }
  if (!isFromServer(email, header) || (isAutomaticAnswer(header) && !isFromDaemon(email, header))) return nothing
  const words = wordsIn(text)
  return words ? { ...verdictOf(words), words, quoted } : nothing
}

/** A line of what somebody writes to the mailbox, as far as it is judged. */
const lineOf = (text: string): string => storable(prefixOf(text.trim(), 1000))

const decoder = new TextDecoder()
const textOf = (content: string | ArrayBuffer | Uint8Array): string =>
  typeof content === 'string' ? content : decoder.decode(content)

/** Fields of a delivery status that stand in the text, as some gateways leave them. */
const statusIn = (text: string): string | undefined =>
  /^action: *\w+/im.test(text) && /^(status|diagnostic-code):/im.test(text) ? text : undefined

/** RFC 3464: the fields of the message, then those of each recipient, of which a letter of ours has one. */
function fromStatus(status: string, text: string): Pick<Report, 'kind' | 'words'> {
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
  if (!action.startsWith('failed')) return { kind: 'none', words: '' }
  const said = /^[45]\d\d/.test(words) ? words : `${code.startsWith('4') ? 450 : 550} ${code} ${words}`.trim()
  return { ...verdictOf(said, code), words: said }
}

/** Given up is given up, whatever the number says; only a wrong address is the address's fault. */
function verdictOf(words: string, status = ''): Pick<Report, 'kind'> {
  const coded =
    /^\d{3}[ -]#?[245]\.\d/.test(words) || !/^[45]\.\d/.test(status)
      ? words
      : words.replace(/^(\d{3})[ -]?/, `$1 ${status} `)
  return { kind: judge(refusal('rcpt', coded)).fault === 'recipient' ? 'bounced' : 'failed' }
}

/** The answer of a server, as reports quote it: `550 5.1.1 …`, `550-5.1.1 …`, `#5.1.1`, or known words. */
function wordsIn(text: string): string {
  const lines = text.replace(/\r/g, '').split('\n').map(lineOf)
  const at = lines.findIndex((line) => /(^|[^\d.])([45]\d\d)[ -]#?([45]\.\d{1,3}\.\d{1,3}|[A-Za-z<(])/.test(line))
  if (at >= 0) {
    const [first = '', next = ''] = [lines[at], lines[at + 1]]
    const answer = first.slice(first.search(/[45]\d\d[ -]#?([45]\.\d|[A-Za-z<(])/))
    return next && !/^[-<>]|^$/.test(next) && answer.length < 100 ? `${answer} ${next}` : answer
  }
  const enhanced = /#?\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(text)?.[1]
  // A line may be broken in the middle of the words.
  const known = lines.map((line, n) => `${line} ${lines[n + 1] ?? ''}`).find((line) => knownWords.test(line))
  if (enhanced || known)
    return `${enhanced?.startsWith('4') ? 450 : 550} ${enhanced ?? ''} ${known ?? ''}`.replace(/ +/g, ' ').trim()
  const end = lines.find((line) => givenUp.test(line))
  return end && !stillTrying.test(text) ? `550 ${end}` : ''
}

/** A report without any answer of a server, such as that nobody answered for days. */
const givenUp =
  /(could|can|was|were)( ?not|n't) be (delivered|sent|reached)|delivery .{0,80}(failed|expired)|(failed|unable) to deliver|(was|is|were) not delivered|giving up|message (expired|timed out)|undeliverable|did not reach|permanent(ly)? (failed|error|failure)|failed permanently|kunde inte levereras/i
const stillTrying =
  /warning only|^ *warning:|will (continue|keep)|still (trying|being tried|undelivered)|not yet been delivered|(has been|is) delayed|do not need to resend|retried/im

const knownWords =
  /user unknown|unknown (user|recipient|address)|no such (user|mailbox|recipient|address)|no mailbox here|does(n't| not) exist|couldn't be (found|delivered)|wasn't found|not found|unrouteable|mailbox (is )?full|over ?quota|quota exceeded|finns inte|hittades inte|address rejected|unknown to address|unknown or illegal|not listed in|is not recogni[sz]ed|final delivery userid/i

/** RFC 3834, and the habits of those that do not know it. */
function isAutomaticAnswer(header: (name: string) => string): boolean {
  if (/auto-replied/i.test(header('auto-submitted')) || header('x-autoreply') || header('x-autorespond')) return true
  if (/auto_reply|vacation/i.test(header('precedence'))) return true
  return /^(automatic reply|auto(matic)?[- ]?(reply|response)|out of (the )?office|autosvar|automatiskt svar|frånvaro|semester)/i.test(
    header('subject'),
  )
}

/** A report comes from a mail system: with an empty return path, or under one of the names that these use. */
const isFromServer = (email: Email, header: (name: string) => string): boolean =>
  /^<\s*>$/.test(header('return-path').trim()) || isFromDaemon(email, header)

/**
 * Exim calls its reports automatic answers, too (`Auto-Submitted: auto-replied`), but nobody on leave has its names.
 */
const isFromDaemon = ({ from }: Email, header: (name: string) => string): boolean =>
  header('x-failed-recipients') !== '' ||
  [from?.address, from?.name].some((name) =>
    /^(mailer-daemon|postmaster|mail[-. ]?delivery|microsoftexchange)/i.test(name ?? ''),
  )
