import { Parser } from 'htmlparser2'
import type { Activity } from './activity.ts'

/** The types with which Teams marks the copy of a message that somebody answers or forwards. */
const copied = /schema\.skype\.com\/(Reply|Forward)/i
const emoji = /schema\.skype\.com\/Emoji/i
const mention = /schema\.skype\.com\/Mention/i
const block = new Set(['p', 'div', 'br', 'li', 'tr', 'td', 'h1', 'h2', 'h3', 'pre'])
/** An entity such as `&ouml;`. Those that stand for signs of markup are read by the language of commands. */
const letterEntity = /&(?!(?:amp|lt|gt|quot|apos|nbsp);)[a-z][a-z\d]{1,30};/gi
const silent = new Set(['script', 'style', 'quoted'])

/**
 * What somebody wrote. Teams gives it as text and, in an attachment, as HTML; some clients as HTML only. The text of an
 * answer to another message also holds that message, so then the HTML is read, which tells the two apart.
 */
export function writtenText(activity: Activity): string {
  const text = activity.text ?? ''
  const html = htmlOf(activity)
  const isAnswer = activity.attachments?.some(({ contentType }) => contentType === 'messageReference')
  if (html && (text.trim() === '' || isAnswer || copied.test(html))) return readHtml(html, mentionsOf(activity))
  if (/<(blockquote|quoted)\b/i.test(text)) return readHtml(text, mentionsOf(activity))
  return text.replace(letterEntity, (entity) => readHtml(entity, []) || ' ')
}

function htmlOf({ attachments }: Activity): string | undefined {
  const found = attachments?.find(
    ({ contentType, content }) => contentType === 'text/html' && typeof content === 'string',
  )
  return found?.content as string | undefined
}

/**
 * Whether somebody has attached a file where Teams does not give it to bots: its place is in the HTML, `<attachment
 * id="…">`, as are those of messages that are answered and of cards, which come with their ids.
 */
export function hasAttachedElsewhere(activity: Activity): boolean {
  const given = new Set(
    (activity.attachments ?? []).flatMap(({ contentType, id }) => (contentType !== 'reference' && id) || []),
  )
  const places = [...(htmlOf(activity) ?? '').matchAll(/<attachment\b[^>]{0,200}?\bid="([^"]{1,200})"/gi)]
  return places.some(([, id]) => !given.has(id!))
}

/** The texts that stand for mentions in the text, such as `<at>Verifiera</at>`. */
const mentionsOf = ({ entities }: Activity): string[] =>
  (entities ?? []).flatMap(({ type, text }) => (type === 'mention' && text ? [text] : []))

/** HTML as text. Quotations are left out, unless somebody wrote nothing else. Takes linear time. */
function readHtml(html: string, mentions: readonly string[]): string {
  let said = ''
  let quoted = ''
  /** For each open tag, what is done with the text inside. */
  const open: { name: string; drop: boolean; quote: boolean; mention?: string }[] = []
  const inside = () => open.at(-1) ?? { drop: false, quote: false }
  const put = (text: string) => {
    const { drop, quote } = inside()
    if (drop) return
    if (quote) quoted += text
    else said += text
  }
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const { drop, quote } = inside()
        const type = attributes.itemtype ?? ''
        const named = name === 'at' || mention.test(type) ? mentionText(attributes, mentions) : undefined
        if (block.has(name)) put('\n')
        // The words for another picture are the client's, not what somebody wrote.
        if (name === 'emoji' || (name === 'img' && emoji.test(type))) put(attributes.alt ?? '')
        if (named) put(named)
        open.push({
          name,
          drop: drop || silent.has(name) || named !== undefined || (name === 'blockquote' && copied.test(type)),
          quote: quote || name === 'blockquote',
        })
      },
      ontext: put,
      onclosetag(name) {
        open.pop()
        if (block.has(name)) put('\n')
      },
    },
    { recognizeSelfClosing: true, decodeEntities: true },
  )
  parser.end(html)
  return said.trim() || quoted
}

/** HTML numbers the mentions; the entities of the activity have them in the same order. */
function mentionText({ itemid, id }: Record<string, string>, mentions: readonly string[]): string | undefined {
  const at = itemid ?? id
  return at !== undefined && /^\d{1,3}$/.test(at) ? mentions[Number(at)] : undefined
}
