import { encodeAddress, encodeHeader, encodeText, wrapLines } from './smtp/smtp.ts'

/**
 * An encoded body, split where personal fields go. Lines without fields are joined and wrapped once; a line with fields
 * is wrapped for each person. Such a line alternates between text and names of fields: `['Hej ', 'name', '!\r\n']`.
 */
export type Pattern = (string | string[])[]

/** Stands for a field in text or HTML while a letter is prepared. No text of ours contains its characters. */
export const placeholder = (field: string): string => `\u0002${field}\u0003`

const placeholders = /\u0002([a-z.]+)\u0003/gi
const encodedPlaceholders = /=02([a-z.]+)=03/gi

/** Encodes a body but for its fields. Quoted-printable wraps within lines only, so parts can be encoded separately. */
export function prepareBody(body: string): Pattern {
  const pattern: Pattern = []
  let run = ''
  for (const line of body.replace(/\n$/, '').split('\n')) {
    if (!line.includes('\u0002')) {
      run += line + '\r\n'
      continue
    }
    if (run) pattern.push(wrapLines(encodeText(run)))
    run = ''
    pattern.push(encodeText(line + '\r\n').split(encodedPlaceholders))
  }
  if (run) pattern.push(wrapLines(encodeText(run)))
  return pattern
}

/** Fills in a body; `encoded` holds the value of each field in quoted-printable. */
export function fillBody(pattern: Pattern, encoded: Record<string, string>): string {
  let body = ''
  for (const piece of pattern) body += typeof piece === 'string' ? piece : wrapLines(fillLine(piece, encoded))
  return body
}

function fillLine(pieces: string[], encoded: Record<string, string>): string {
  let line = ''
  pieces.forEach((piece, at) => {
    line += at % 2 ? encoded[piece] : piece
  })
  return line
}

export const fillText = (text: string, value: (field: string) => string): string =>
  text.replace(placeholders, (_, field: string) => value(field))

/** Quoted-printable never contains `=_`, so the boundary cannot occur in a body. */
const boundary = '=_verifiera'

export interface FrameSettings {
  from: { name: string; address: string }
  /** Where answers go, if anywhere. */
  replyTo: string | null
  subject: string
  /**
   * By which complaints of a mail provider's users are counted (`Feedback-ID`, support.google.com/mail/answer/6254652).
   */
  campaign: string
  /** A picture that the HTML shows by its Content-ID (RFC 2392). */
  picture?: Picture
}

export interface Picture {
  /** Without angle brackets. */
  contentId: string
  /** MIME type. */
  type: string
  bytes: Uint8Array
}

// There is no List-Unsubscribe: the letters are transactional. Nobody has subscribed to them, each is sent once for an
// employer's own login, and to unsubscribe would lock somebody out of it.

/** The message around two bodies: the headers, of which most are the same for everybody, and the MIME parts. */
export function frame(given: FrameSettings) {
  const { from, replyTo, subject, campaign, picture } = given
  const before = [
    encodeHeader('Auto-Submitted', 'auto-generated'),
    encodeHeader('X-Auto-Response-Suppress', 'All'),
    encodeHeader('Feedback-ID', campaign),
    encodeHeader('From', from),
    '',
  ].join('\r\n')
  const after =
    'MIME-Version: 1.0\r\n' +
    `Content-Type: multipart/alternative;\r\n boundary="${boundary}"\r\n\r\n` +
    part('text/plain')
  const between = picture ? openRelated : '\r\n' + part('text/html')
  const end = (picture ? closeRelated(picture) : '') + `\r\n--${boundary}--\r\n`
  const named = (replyTo ? encodeAddress('Reply-To', replyTo) + '\r\n' : '') + encodeHeader('Subject', subject) + '\r\n'
  return (own: { to: string; messageId: string; date: Date }, text: string, html: string): Buffer =>
    Buffer.from(
      before +
        encodeAddress('To', own.to) +
        '\r\n' +
        named +
        encodeAddress('Message-ID', own.messageId) +
        `\r\nDate: ${own.date.toUTCString().replace('GMT', '+0000')}\r\n` +
        after +
        text +
        between +
        html +
        end,
    )
}

/** What the HTML part and its picture stand in (RFC 2387), the HTML first. */
const inner = '=_bild'
const openRelated =
  `\r\n--${boundary}\r\nContent-Type: multipart/related; type="text/html";\r\n boundary="${inner}"\r\n\r\n` +
  part('text/html', inner)

const closeRelated = ({ contentId, type, bytes }: Picture): string =>
  `\r\n--${inner}\r\nContent-Type: ${type}; name=logo.${type.slice(type.indexOf('/') + 1)}\r\n` +
  `Content-ID: <${contentId}>\r\nContent-Transfer-Encoding: base64\r\n` +
  `Content-Disposition: inline; filename=logo.${type.slice(type.indexOf('/') + 1)}\r\n\r\n` +
  `${Buffer.from(bytes)
    .toString('base64')
    .replace(/(.{76})(?=.)/g, '$1\r\n')}\r\n--${inner}--\r\n`

function part(type: string, within = boundary): string {
  return `--${within}\r\nContent-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n`
}
