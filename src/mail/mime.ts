import { encodeBody, encodeHeader } from './smtp.ts'

/** A letter split where personal fields go: what never changes is encoded once, the lines with fields per person. */
export interface Pattern {
  pieces: (string | { line: string })[]
}

/** Marks the place of a field in text or HTML while a letter is prepared; no text of ours holds this character. */
export const marker = (field: string): string => `\u0002${field}\u0003`

const markers = /\u0002([a-z.]+)\u0003/gi

/** Quoted-printable wraps within a line only, so runs of lines can be encoded apart and joined. */
export function prepareBody(body: string): Pattern {
  const pieces: Pattern['pieces'] = []
  let run = ''
  for (const line of body.replace(/\n$/, '').split('\n')) {
    if (!line.includes('\u0002')) {
      run += line + '\r\n'
      continue
    }
    if (run) pieces.push(encodeBody(run))
    run = ''
    pieces.push({ line })
  }
  if (run) pieces.push(encodeBody(run))
  return { pieces }
}

export function fillBody(pattern: Pattern, value: (field: string) => string): string {
  return pattern.pieces
    .map((piece) => (typeof piece === 'string' ? piece : encodeBody(fillText(piece.line, value) + '\r\n')))
    .join('')
}

export const fillText = (text: string, value: (field: string) => string): string =>
  text.replace(markers, (_, field: string) => value(field))

/** The boundary holds `=_`, which quoted-printable never does, so no body can contain it. */
const boundary = '=_verifiera'

/** The headers that are the same for everybody, and the shape of the message around two bodies. */
export function frame(from: { name: string; address: string }, subject: string) {
  const before = encodeHeader('Auto-Submitted', 'auto-generated') + '\r\n' + encodeHeader('From', from) + '\r\n'
  const after =
    'MIME-Version: 1.0\r\n' +
    `Content-Type: multipart/alternative;\r\n boundary="${boundary}"\r\n\r\n` +
    part('text/plain')
  const between = '\r\n' + part('text/html')
  const end = `\r\n--${boundary}--\r\n`
  const named = encodeHeader('Subject', subject) + '\r\n'
  return (own: { to: string; messageId: string; date: Date }, text: string, html: string): Buffer =>
    Buffer.from(
      before +
        encodeHeader('To', { name: '', address: own.to }) +
        '\r\n' +
        named +
        encodeHeader('Message-ID', own.messageId) +
        '\r\n' +
        encodeHeader('Date', own.date) +
        '\r\n' +
        after +
        text +
        between +
        html +
        end,
    )
}

const part = (type: string) =>
  `--${boundary}\r\nContent-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n`
