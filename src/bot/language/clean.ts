/** Longer than any command needs; longer messages are refused before anything reads them. UTF-16 units. */
export const longestText = 20_000
export const longestLine = 4_000

/**
 * What chat programs send becomes one plain line: links and mentions as their text, entities, invisible characters,
 * typographic quotes and dashes, decomposed letters, line breaks. Linear in its input. A mention of a person stays as
 * `<@id>`; mentions that open the line address the bot and go.
 */
export function clean(text: string): string {
  if (plain.test(text)) return text
  let line = text
  if (line.includes('<')) line = takeMarkup(line)
  if (line.includes('](')) line = line.replace(/\[([^[\]]*)\]\((?:mailto:|https?:)[^()\s]*\)/g, '$1')
  if (line.includes('&')) line = unescapeEntities(line)
  line = line
    .replace(invisible, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .normalize('NFC')
    .replace(/[\s\p{Zs}\x00-\x1f\x7f-\x9f]+/gu, ' ')
    .replace(/^(?: ?<@[^\s<>|]+> ?[:,]?)+ ?/, '')
  return straighten(line).replace(/ {2,}/g, ' ').trim()
}

/** Most lines: ASCII and Western letters, one space between words, nothing that could be markup. */
const plain = /^[!-%'-;=-\\^_a-~\u00c0-\u00ff]+(?: [!-%'-;=-\\^_a-~\u00c0-\u00ff]+)*$/

/** Zero width, joiners, direction marks, soft hyphen, byte order mark: seen by nobody, fatal to comparisons. */
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

/** Quotes and dashes as a keyboard has them. A dash with spaces around it stays: it may be part of a name. */
function straighten(line: string): string {
  return line
    .replace(/[\u201c-\u201f\u00ab\u00bb\u2033\u2036\uff02]/g, '"')
    .replace(/[\u2018-\u201b\u2032\u2035\uff07]/g, "'")
    .replace(/`/g, '')
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/(?<=[\p{L}\p{N}])[\u2012-\u2015\u2212](?=[\p{L}\p{N}])/gu, '-')
    .replace(/(?<!\S)[\u2012-\u2015\u2212](?=\p{L})/gu, '--')
}
