import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { type Scan, scan, type Text } from './scan.ts'
import { common, exceptions, notSaid, onlyIn, type Rule, starters, table, vocabulary, withoutClock } from './table.ts'

export interface File {
  /** From the root of the project, with `/`. */
  path: string
  text: string
}

/** Every file of code in these folders: TypeScript, and the JavaScript of threads, of the start and of browsers. */
export function readFiles(root: string, folders: readonly string[]): File[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|mjs|js)$/.test(name))
      .map((name) => ({ path: `${folder}/${name}`, text: readFileSync(join(root, folder, name), 'utf8') })),
  )
}

/**
 * What breaks the rules of imports, environment, clock and texts, one line for each finding.
 * @param lines the words that command lines consist of
 */
export function judge(files: readonly File[], lines: ReadonlySet<string> = new Set()): string[] {
  return files.flatMap(({ path, text }) => {
    const found = scan(text)
    return [
      ...imports(path, found),
      ...environment(path, found),
      ...clock(path, found),
      ...sentences(path, found, lines),
    ]
  })
}

/** The words that commands, keys and values are made of. */
export function wordsOfLines(files: readonly File[]): Set<string> {
  const found = files.flatMap(({ path, text }) => {
    const places = vocabulary.filter((place) => place.path.test(path))
    if (places.length === 0) return []
    return scan(text).strings.filter((one) =>
      places.some(({ within }) => !within || one.within.some((name) => within.test(name))),
    )
  })
  return new Set(found.flatMap((one) => wordsIn(one.value)))
}

function wordsIn(text: string): string[] {
  return text.toLowerCase().match(/\p{L}+/gu) ?? []
}

/** Files over 250 lines, and a median of more than 63. */
export function judgeLengths(files: readonly File[]): string[] {
  const lengths = files.map((file) => lengthOf(file)).sort((a, b) => a - b)
  const median = lengths[Math.floor(lengths.length / 2)] ?? 0
  const long = files.filter((file) => lengthOf(file) > 250).map((file) => `${file.path} has more than 250 lines`)
  return median > 63 ? [...long, `the median file has ${median} lines`] : long
}

const lengthOf = ({ text }: File): number => text.trimEnd().split('\n').length

/** Comments wider than 120 columns, which the formatter leaves; an address on the web cannot be wrapped. */
export function judgeComments(files: readonly File[]): string[] {
  return files.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, i) => (isWide(line) ? [`${path}:${i + 1} has a comment wider than 120 columns`] : [])),
  )
}

const isWide = (line: string): boolean =>
  line.length > 120 && /^\s*(\/\/|\/?\*)/.test(line) && !/https?:\/\/\S{60,}|biome-ignore/.test(line)

/** Folders with more than 15 files side by side; `text/<language>` is a list of nouns and may be longer. */
export function judgeFolders(files: readonly File[]): string[] {
  const counts = new Map<string, number>()
  for (const { path } of files) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1)
  return [...counts]
    .filter(([folder, count]) => count > 15 && !/^src\/text\/\w+$/.test(folder))
    .map(([folder, count]) => `${folder} holds ${count} files side by side`)
}

/** Circular imports, types included: between files, and between the folders of src/verification. */
export function judgeCircles(files: readonly File[]): string[] {
  const byFile = new Map(files.map((file) => [file.path, targetsOf(file)]))
  const byFolder = new Map<string, Set<string>>()
  for (const [path, targets] of byFile) {
    const folder = ruleFolder(path)
    if (!folder) continue
    const others = [...targets].map(ruleFolder).filter((other) => other !== undefined && other !== folder)
    byFolder.set(folder, new Set([...(byFolder.get(folder) ?? []), ...(others as string[])]))
  }
  return [...findCircles(byFile), ...findCircles(byFolder)].map((circle) => `circle: ${circle.join(' -> ')}`)
}

const ruleFolder = (path: string): string | undefined => /^src\/verification\/\w+(?=\/)/.exec(path)?.[0]

const targetsOf = ({ path, text }: File): Set<string> =>
  new Set(scan(text).imports.flatMap(({ from }) => resolve(path, from) ?? []))

/** Each circle once, from a depth-first walk. */
function findCircles(graph: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const circles: string[][] = []
  const done = new Set<string>()
  const walk = (node: string, trail: string[]): void => {
    const at = trail.indexOf(node)
    if (at >= 0) return void circles.push([...trail.slice(at), node])
    if (done.has(node)) return
    for (const next of graph.get(node) ?? []) walk(next, [...trail, node])
    done.add(node)
  }
  for (const node of graph.keys()) walk(node, [])
  return circles
}

/**
 * The part that a file belongs to: `verification`, `app`, `adapters/slack`; undefined if the table has no such part.
 */
function partOf(path: string): string | undefined {
  const [top, second, third] = path.split('/')
  if (top === 'adapters') return third ? `adapters/${second}` : undefined
  if (top !== 'src' || !second) return undefined
  return third ? second : second.replace(/\.(ts|mjs)$/, '')
}

function imports(path: string, found: Scan): string[] {
  const part = partOf(path)
  if (part === 'main') return []
  const rule = part === undefined ? undefined : table[part]
  if (!part || !rule) return [`${path} has no place in the table of who may import whom`]
  return found.imports.flatMap(({ from, values }) => {
    const own = resolve(path, from)
    const target = own === undefined ? from : partOf(own)
    if (target === part || mayType(rule, target, values)) return []
    if (own === undefined ? mayUse(rule, path, from) : mayImport(rule, target)) return []
    return [`${path} may not import ${from}${target && rule.types?.[target] ? ` other than its types: ${values}` : ''}`]
  })
}

/** The path of a file of ours; undefined for a package. */
function resolve(path: string, from: string): string | undefined {
  if (from === '#bot' || from === '#text') return `src/${from.slice(1)}/index.ts`
  return from.startsWith('.') ? normalize(join(dirname(path), from)) : undefined
}

function mayType(rule: Rule, target: string | undefined, values: string[]): boolean {
  const excepted = rule.types?.[target ?? '']
  return Boolean(excepted && values.every((value) => excepted.includes(value)))
}

function mayImport(rule: Rule, target: string | undefined): boolean {
  if (!target) return false
  if (common.includes(target) || rule.ours?.includes(target)) return true
  return Boolean(rule.ours?.includes('*') && !starters.includes(target) && !target.startsWith('adapters'))
}

function mayUse(rule: Rule, path: string, from: string): boolean {
  for (const [name, allowed] of Object.entries(onlyIn)) {
    if ((from === name || from.startsWith(`${name}/`)) && !allowed(path)) return false
  }
  return Boolean(
    rule.others?.some((other) => (other.endsWith('*') ? from.startsWith(other.slice(0, -1)) : other === from)),
  )
}

function environment(path: string, found: Scan): string[] {
  if (path === 'src/config/config.ts') return []
  return /\bprocess\s*\.\s*env\b|\bprocess\s*\[|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b/.test(found.code)
    ? [`${path} reads process.env`]
    : []
}

function clock(path: string, found: Scan): string[] {
  if (!withoutClock.some((place) => place.test(path))) return []
  const asked =
    /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\brandom(Bytes|UUID|Int)\b|\bNow\.\w+|\bperformance\.now\b|\bhrtime\b/.exec(
      found.code,
    )
  return asked ? [`${path} asks for time or chance itself: ${asked[0]}`] : []
}

/** Texts with three words in a row, or with å, ä or ö: they belong in src/text. */
function sentences(path: string, found: Scan, lines: ReadonlySet<string>): string[] {
  if (path.startsWith('src/text/')) return []
  const excepted = exceptions.filter((exception) => exception.path.test(path))
  const isExcepted = ({ value, tag, within }: Text) =>
    tag === 'sql' || within.some((name) => notSaid.test(name)) || excepted.some(({ text }) => !text || text.test(value))
  return found.strings
    .filter((text) => isProse(text.value) && !isExcepted(text) && !wordsIn(text.value).every((word) => lines.has(word)))
    .map((text) => `${path}:${text.line} says "${text.value.trim().slice(0, 60)}" outside src/text`)
}

function isProse(value: string): boolean {
  const text = value
    .replace(/<(style|script)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/ ?(\$\{\}|\d+)/g, '')
  return /[åäö]/i.test(text) || /\p{L}{2,}[,:]? \p{L}*\p{Ll}{2,}[,:]? \p{L}*\p{Ll}{2,}/u.test(text)
}
