// Texts of a workbook beside its cells: comments, and boxes drawn on a sheet. They are not read, only looked at for
// what must not be there.
import { attribute, unescaped } from './parts.mjs'

const asides = /<(?:\w+:)?(comment|threadedComment|\w+Anchor)(\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?\1>/g
const runs = /<(?:\w+:)?(?:t|text)(?:\s[^>]*)?>([^<]*)<|<\/(?:\w+:)?p>/g

/** The texts in a part with comments or drawings, with the row that each is at, from 1. */
export const asidesIn = (xml) =>
  [...xml.matchAll(asides)].map(([, , about = '', inside]) => [lineOf(about, inside), textOf(inside)])

const lineOf = (about, inside) =>
  Number(/\d+$/.exec(attribute(about, 'ref') ?? '')?.[0] ?? Number(/<(?:\w+:)?row>(\d+)</.exec(inside)?.[1] ?? 0) + 1)

/** Codes within the header and the footer of a page: where a text stands, its letters, the number of the page. */
const codes = /&(?:"[^"]*"|K[\dA-F]{6}|\d+|[A-Z])/gi

/** The text that a tag of a sheet has beside the cells, which is read as Latin-1, and the line of its cell. */
export function asideOfTag(name, about, inside) {
  const read = (text) => unescaped(Buffer.from(text, 'latin1').toString('utf8'))
  if (/(Header|Footer)$/.test(name)) return [0, read(inside).replace(codes, '\n').trim()]
  const said = ['tooltip', 'display', 'location', 'promptTitle', 'prompt', 'errorTitle', 'error']
  const line = Number(/\d+/.exec(attribute(about, '(?:ref|sqref)') ?? '')?.[0] ?? 0)
  const texts = said.map((each) => attribute(about, each) ?? '')
  return [line, read([...texts, name === 'formula1' ? inside : ''].filter(Boolean).join('\n'))]
}

/** The address that a cell links to: `mailto:anna@x.example?subject=…`; also in the formula of the link. */
export function mailAddress(target) {
  const [, address] = /^mailto:([^?]+)/i.exec(unescaped(target).trim()) ?? []
  if (!address) return undefined
  try {
    return decodeURIComponent(address).trim()
  } catch {
    return address.trim()
  }
}

/** The address in a formula that makes a link. */
export const linkInFormula = (text) => mailAddress(/^(?:of:=)?HYPERLINK\((?:"|&quot;)([^"&]*)/i.exec(text)?.[1] ?? '')

/** The texts of a workbook's properties, such as its title; not the times at which it was changed. */
export const propertiesIn = (xml) =>
  [...xml.matchAll(/>([^<]+)</g)].map(([, text]) => unescaped(text).trim()).filter((text) => text && !time.test(text))

const time = /^\d{4}-\d\d-\d\dT[\d:.]+Z?$/

/** The runs of a paragraph joined. */
const textOf = (xml) =>
  [...xml.matchAll(runs)]
    .map(([, run]) => (run === undefined ? '\n' : unescaped(run)))
    .join('')
    .trim()

const endOfAnnotation = '</office:annotation>'

/** The comment of a cell in an OpenDocument spreadsheet, which stands before its text, and where that begins. */
export function annotationAt(xml, at) {
  const end = xml.startsWith('<office:annotation', at) ? xml.indexOf(endOfAnnotation, at) : -1
  if (end < 0) return { comment: '', behind: at }
  const paragraphs = xml.slice(at, end).matchAll(/<text:p[^>]*>([\s\S]*?)<\/text:p>/g)
  const comment = [...paragraphs].map(([, text]) => unescaped(text.replace(/<[^>]*>/g, ''))).join('\n')
  return { comment, behind: end + endOfAnnotation.length }
}
