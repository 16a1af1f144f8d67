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
