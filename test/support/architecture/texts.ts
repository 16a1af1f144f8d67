// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates are scanned
import { IntlMessageFormat } from 'intl-messageformat'

import type { File } from './rules.ts'
import { scan } from './scan.ts'

type Texts = Readonly<Record<string, string>>

/** How the texts of the two languages differ or are broken, one line for each finding. */
export function judgeTexts(sv: Texts, en: Texts): string[] {
  const keys = [...new Set([...Object.keys(sv), ...Object.keys(en)])]
  return keys.flatMap((key) => {
    const [swedish, english] = [sv[key], en[key]]
    if (swedish === undefined || english === undefined)
      return [`${key} is missing in ${swedish === undefined ? 'sv' : 'en'}`]
    const one = blanks(swedish)
    const other = blanks(english)
    const broken = [...broke(key, 'sv', one), ...broke(key, 'en', other)]
    if (broken.length > 0) return broken
    return String(one) === String(other) ? [] : [`${key} has other blanks in sv (${one}) than in en (${other})`]
  })
}

/** Keys of texts that no code uses, neither literally nor through a pattern such as `reason.${code}`. */
export function unsaid(texts: Texts, files: readonly File[]): string[] {
  const strings = files.filter(({ path }) => !path.startsWith('src/text/')).flatMap(({ text }) => scan(text).strings)
  const exact = new Set(strings.map(({ value }) => value))
  const patterns = [...exact].filter((value) => /^[a-z_]+\..*\$\{\}/i.test(value)).map(patternOf)
  return Object.keys(texts).filter((key) => !exact.has(key) && !patterns.some((pattern) => pattern.test(key)))
}

const patternOf = (template: string): RegExp =>
  new RegExp(
    `^${template
      .split('${}')
      .map((part) => part.replace(/[^\w]/g, '\\$&'))
      .join('.+')}$`,
  )

function broke(key: string, language: string, found: string[] | Error): string[] {
  return found instanceof Error ? [`${key} (${language}) ${found.message}`] : []
}

/** The sorted names of a text's parameters, with their kind. */
function blanks(text: string): string[] | Error {
  if (!text.trim()) return new Error('is empty')
  try {
    const found = new Set<string>()
    collect(new IntlMessageFormat(text, 'sv', undefined, { ignoreTag: true }).getAst() as Node[], found)
    return [...found].sort()
  } catch (error) {
    return new Error(`does not compile: ${(error as Error).message}`)
  }
}

/** A node of the parsed text. Its type is 0 for plain text, 7 for `#`, 6 for a plural and 5 for a choice. */
interface Node {
  type: number
  value: string
  options?: Record<string, { value: Node[] }>
}

function collect(nodes: Node[], into: Set<string>): void {
  for (const node of nodes) {
    if (node.type === 0 || node.type === 7) continue
    into.add(node.type === 6 ? `${node.value} (plural)` : node.value)
    for (const option of Object.values(node.options ?? {})) collect(option.value, into)
  }
}
