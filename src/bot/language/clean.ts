import { emojiInWords, isEmoji } from '../vocabulary/emoji.ts'

/** In UTF-16 units. No command needs as much; longer messages are refused before they are parsed. */
export const longestText = 20_000
export const longestLine = 4_000

/**
 * Turns what a chat program sends into one plain line. It replaces markup by its text, decodes entities, drops
 * invisible characters, straightens quotes and dashes, composes letters and joins lines. The mention of a person stays
 * as `<@id>`; mentions at the start address the bot and are dropped. An emoji alone becomes the word it stands for.
 * Takes linear time.
 */
export function clean(text: string): string {
  if (plain.test(text)) return text
  let line = withoutQuotes(text)
  if (line.includes('<')) line = takeMarkup(line)
  if (line.includes('](')) line = line.replace(/\[([^[\]]*)\]\((?:mailto:|https?:)[^()\s]*\)/g, '$1')
  if (line.includes('&')) line = unescapeEntities(line)
  line = line
    .replace(invisible, '')
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\s\p{Zs}\x00-\x1f\x7f-\x9f]+/gu, ' ')
    .replace(/^(?: ?<@[^\s<>|]+> ?[:,]?)+ ?/, '')
  return emojiInWords(undecorate(straighten(line)).replace(/ {2,}/g, ' ').trim())
}

/**
 * A message without the lines that it quotes, `> …`, with which people show what they answer. One that only quotes is
 * what somebody says; after `>>>` all is quoted.
 */
export function withoutQuotes(text: string): string {
  const lines = text.split(/[\r\n\u2028]+/)
  if (lines.length < 2) return text
  const own = lines.filter((line) => !quote.test(line))
  return own.length < lines.length && own.some((line) => line.trim()) ? own.join('\n') : text
}

const quote = /^\s{0,20}(?:>|&gt;){1,2}(?!>|&gt;)/

/**
 * The line without what people put around it: a quote's sign, quotes, a list's bullet or number, the bot's name with an
 * @, bold or italic type, and emoji at the end. One may stand within the other. A line that is too long anyhow stays as
 * it is.
 */
function undecorate(line: string): string {
  if (line.length > longestLine) return line
  const inner = line.replace(before, '').replace(quoted, '$2')
  const bare = withoutEmojiBehind(/[*_~]/.test(inner) ? inner.replace(emphasis, '$2') : inner).trim()
  return bare === line ? line : undecorate(bare)
}

const before =
  /^(?:>+|[-–—*•◦▪‣·] |\d{1,2}[.)] (?=\p{L})|[:,](?![a-z0-9_+'-]{1,60}:)|@(?:verifiera|verify)\b[:,]?| )+/iu
/** A whole line in quotes, as it is copied from a text that quotes it. */
const quoted = /^(["'])([\p{L}/][^"']*)\1$/u
const emphasis = /(?<= |^)([*_~]{1,3})(?=[^\s*_~])([^*_~]{1,200})(?<=[^\s*_~])\1(?=[ ,.!?:]|$)/gu
/** Signs that end a sentence. */
const signs = /^[.…!?]+$/

function withoutEmojiBehind(line: string): string {
  if (!/[:.!?\u0080-\uffff]$/.test(line)) return line
  const words = line.split(' ')
  while (words.length > 1 && (isEmoji(words.at(-1)!) || signs.test(words.at(-1)!))) words.pop()
  return words.join(' ')
}

/**
 * A line that needs no cleaning: ASCII and Western letters, single spaces, nothing that could be markup, and nothing
 * around it that `undecorate` may have to take away.
 */
const plain =
  /^[/A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff][!-%'-;=-\\^_a-~\u00c0-\u00ff]*(?: (?![*_~])[!-%'-;=-\\^_a-~\u00c0-\u00ff]+)*$(?<!:)/

/**
 * Zero-width characters, joiners, direction marks, soft hyphens and byte order marks, which would break comparisons.
 */
const invisible = /\u034f|[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g

function takeMarkup(text: string): string {
  return text
    .replace(/^[\s\u200b]*(?:<at[^<>]*>[^<>]*<\/at>[\s\u200b:,]*)+/i, '')
    .replace(/<(?:at|a)(?: [^<>]*)?>([^<>]*)<\/(?:at|a)>/gi, '$1')
    .replace(/<mailto:([^<>|]*)(?:\|([^<>]*))?>/gi, (_, address: string, label?: string) =>
      label?.includes('@') ? label : address.replace(/\?.*$/s, ''),
    )
    .replace(/<((?:https?|tel):[^<>|]*)(?:\|([^<>]*))?>/gi, (_, open: string, label?: string) => label || open)
    .replace(/<@([^\s<>|]+)\|[^<>]*>/g, '<@$1>')
    .replace(/<([#!])([^\s<>|]+)(?:\|([^<>]*))?>/g, (_, sign: string, id: string, label?: string) => {
      const word = label || id
      return sign === '#' ? `#${word}` : word
    })
    .replace(/<br\s*\/?>|<\/?(?:p|div)>/gi, ' ')
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

function unescapeEntities(text: string): string {
  return text.replace(/&(?:(amp|lt|gt|quot|apos|nbsp)|#(\d{1,7})|#x([\da-f]{1,6}));/gi, (all, name, decimal, hex) => {
    if (name) return entities[String(name).toLowerCase()]!
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : all
  })
}

/** Typographic quotes and dashes become those on a keyboard. A dash between spaces stays: it may be part of a name. */
function straighten(line: string): string {
  return line
    .replace(/[\u201c-\u201f\u00ab\u00bb\u2033\u2036\uff02]/g, '"')
    .replace(/[\u2018-\u201b\u2032\u2035\uff07]/g, "'")
    .replace(/`/g, '')
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/(?<=[\p{L}\p{N}])[\u2012-\u2015\u2212](?=[\p{L}\p{N}])/gu, '-')
    .replace(/(?<!\S)[\u2012-\u2015\u2212](?=\p{L})/gu, '--')
}
