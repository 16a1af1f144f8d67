/** A decoded message. It is read by RFC 5322, 2045 and 2047 and not by the library that wrote it. */
export interface ReadMail {
  headers: Map<string, string>
  text: string
  html: string
}

export function readMail(raw: Uint8Array): ReadMail {
  const message = Buffer.from(raw).toString('utf8')
  const { headers, body } = split(message)
  const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1] as string
  const parts = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => split(part.replace(/^\r\n/, '').replace(/\r\n$/, '')))
  const find = (type: string) => parts.find((part) => part.headers.get('content-type')?.startsWith(type))
  return { headers, text: decodeBody(find('text/plain')?.body ?? ''), html: decodeBody(find('text/html')?.body ?? '') }
}

function split(message: string): { headers: Map<string, string>; body: string } {
  const end = message.indexOf('\r\n\r\n')
  const lines = message
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  const headers = lines.map((line): [string, string] => {
    const at = line.indexOf(':')
    return [line.slice(0, at).toLowerCase(), decodeWords(line.slice(at + 1).trim())]
  })
  return { headers: new Map(headers), body: message.slice(end + 4) }
}

const decodeBody = (body: string) => decodeBytes(body.replace(/=\r\n/g, ''))

const decodeWords = (value: string) =>
  value
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?UTF-8\?Q\?([^?]*)\?=/gi, (_, word: string) => decodeBytes(word.replaceAll('_', ' ')))

const decodeBytes = (text: string) =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')
