import type { Cell, Note } from './notes.ts'
import { cleanText } from './text.ts'

type Cells = { [column in Cell]?: string }

/** The word for a sum, at the beginning of a cell. */
const sum =
  /^(?:(?:slut|del|mellan|total)?summa|summering|summor|totalt|(?:sub|grand )?total|sum|antal|count|medel(?:värde)?|genomsnitt|average|i alt|sammanlagt)(?!\p{L})/iu
/** What is counted and how many, after that word. */
const figures =
  /^[\s\d.,:=%-]*(?:(?:antal|personer|pers|anställda|medarbetare|rader|poster|people|employees|rows|st|kr)(?!\p{L})[\s\d.,:=%-]*)*$/iu
/** `Summa Acme AB`, at the foot of a group. */
const sumOfGroup = /^(?:delsumma|summa|totalt|antal)(?!\p{L})[\s:]+\p{L}/iu

/** `Sida 3 av 12`, at the foot or the top of a printed page. */
const page = /^(?:sida|sid|side|page)[\s.:]*\d+(?:[\s]?(?:av|of|\/|\()[\s]?\d+\)?)?$/iu

/** What a column holds, as some templates and databases say it below its header: `text`, `varchar(255)`, `e-post`. */
const type =
  /^(?:(?:fri)?text|txt|str(?:ing|äng)?|n?(?:var)?char2?|alfanumerisk[at]?|alphanumeric|numer(?:isk[at]?|ic)|(?:num|hel|decimal)?tal|nummer|number|siffr(?:a|or)|digits?|(?:big|small|tiny)?int(?:eger)?|decimal|float|double|bool(?:ean|esk)?|bit|dat(?:um|e|etime)|timestamp|uuid|guid|e-?(?:post|mail)|mail|mejl|(?:e-?post|e-?mail)\s?adress|(?:ja|yes) ?\/ ?(?:nej|no)|obligatoriskt?|valfri(?:tt)?|frivilligt?|required|mandatory|optional)(?:\s?\([\d, .max-]*\))?\*?$/iu

/** `Summa`, `Antal: 500`, `Totalt 500 personer`. */
const isSum = (text: string) => sum.test(text) && figures.test(text.replace(sum, ''))

/**
 * What a row is that is no person: a sum, a line of dashes, the number of a page, or what kind each column is of. A sum
 * has figures and companies beside it, never a name or an address.
 */
export function kindOfRow(cells: Cells): Note | null {
  if (cells.email?.includes('@')) return null
  const filled = (Object.entries(cells) as [Cell, string][])
    .map(([cell, text]) => [cell, text.length > longest ? 'x' : cleanText(text)] as const)
    .filter(([, text]) => text !== '')
  const [first] = filled
  if (!first) return null
  if (filled.every(([, text]) => !/[\p{L}\p{N}]/u.test(text))) return { cell: first[0], why: 'ruled' }
  if (filled.length === 1 && page.test(first[1])) return { cell: first[0], why: 'page' }
  if (filled.length > 2 && filled.every(([, text]) => type.test(text))) return { cell: first[0], why: 'kinds' }
  const isCompany = (cell: Cell) => cell === 'company' || cell === 'companyNumber'
  const summed = filled.find(
    ([cell, text], i) =>
      ((i === 0 || cell === 'number' || isCompany(cell)) && isSum(text)) ||
      (i === 0 && isCompany(cell) && sumOfGroup.test(text)),
  )
  const isBeside = ([cell, text]: readonly [Cell, string]) => isCompany(cell) || figures.test(text) || isSum(text)
  return summed && filled.every((each) => each === summed || isBeside(each)) ? { cell: summed[0], why: 'total' } : null
}

/** A longer cell is no sum. */
const longest = 100
