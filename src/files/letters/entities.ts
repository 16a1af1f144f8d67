/** Letters that a web page has left in its own spelling: `Bj&ouml;rn`, `H&amp;M`, `&#197;sa`. */
export interface Entities {
  entities: true
  all: true
}

export const entities: Entities = { entities: true, all: true }

const marks: Record<string, string> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
  uml: '\u0308',
  ring: '\u030a',
  cedil: '\u0327',
  caron: '\u030c',
}
/** Those that are no letter with a mark. */
const named: Record<string, string> = {
  aelig: 'æ',
  AElig: 'Æ',
  oslash: 'ø',
  Oslash: 'Ø',
  eth: 'ð',
  ETH: 'Ð',
  thorn: 'þ',
  THORN: 'Þ',
  szlig: 'ß',
  amp: '&',
  apos: "'",
  rsquo: '’',
  ndash: '–',
  nbsp: ' ',
}
const entity =
  /&(?:([A-Za-z])(grave|acute|circ|tilde|uml|ring|cedil|caron)|([A-Za-z]{3,6})|#(\d{2,5})|#[xX]([\dA-Fa-f]{2,4}));/g

/** What such a spelling stands for; itself if that is no letter: quotes and delimiters must not come into being. */
function charOf(all: string, letter?: string, mark?: string, name?: string, decimal?: string, hex?: string): string {
  if (letter && mark) return `${letter}${marks[mark]}`.normalize('NFC')
  if (name) return Object.hasOwn(named, name) ? named[name]! : all
  const char = String.fromCodePoint(Number.parseInt(decimal ?? hex ?? '', decimal ? 10 : 16))
  return /^[\p{L}\p{M}&'’–]$/u.test(char) ? char : all
}

const inText = (text: string) => text.replace(entity, charOf)

/** Whether a text holds any. Nobody's name has them, and no company's. */
export const hasEntities = (text: string): boolean => text.includes('&') && inText(text) !== text

export const undoEntities = (text: string) => ({ text: text.includes('&') ? inText(text) : text, places: [] })
