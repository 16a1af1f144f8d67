// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a placeholder is written like this
/** What is found in a TypeScript file. It is scanned without a compiler, because TypeScript 7 has no API for it. */
export interface Scan {
  imports: Import[]
  strings: Text[]
  /** The code without comments. Each string is replaced by its index in `strings`. */
  code: string
}

export interface Import {
  from: string
  /** The imported names other than types. `*` stands for everything; empty if only types are imported. */
  values: string[]
}

/** A string or template. Its placeholders are reduced to `${}`. */
export interface Text {
  value: string
  line: number
  /** The tag of a template: `sql`, `html`. */
  tag: string
  /** The calls, tags and properties around it, outermost first: `['log.info']`, `['examples:', 'sv:']`. */
  within: string[]
  /** The property whose value it is. Empty if it is only a part of the value. */
  of: string
}

interface Frame {
  close: string
  name: string
  key: string
}

const NAME_BEFORE = /[\p{L}\p{N}_$#.]+$/u
const REGEXP_AFTER = /(^|[(,=:[!&|?{};+\-*%<>~^]|\b(return|typeof|case|in|of))$/
const REGEXP = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n])+\/\w*/y
const STRING = /'(?:\\[\s\S]|[^'\\])*'|"(?:\\[\s\S]|[^"\\])*"/y
/** Type arguments between a name and a call or template: `sql<Row>`, `new Map<string, Key>(`. */
const TYPE_ARGUMENTS = /<(?:[^<>;]|<(?:[^<>;]|<[^<>;]*>)*>)*>(?=[(`])/y

const scanned = new Map<string, Scan>()

/** Scans each text once, since several checks read the same files. */
export function scan(text: string): Scan {
  const found = scanned.get(text) ?? new Scanner(text).scan()
  scanned.set(text, found)
  return found
}

class Scanner {
  private at = 0
  private code = ''
  /** The line of the place up to which lines have been counted. */
  private lines = 1
  private counted = 0
  private readonly strings: Text[] = []
  private readonly frames: Frame[] = [{ close: '', name: '', key: '' }]
  private readonly text: string

  constructor(text: string) {
    this.text = text
  }

  scan(): Scan {
    this.readCode('')
    return { strings: this.strings, code: this.code, imports: findImports(this.code, this.strings) }
  }

  private readCode(until: string): void {
    const depth = this.frames.length
    while (this.at < this.text.length) {
      if (this.text[this.at] === until && this.frames.length === depth) return
      const skipped = this.match(/\/\/[^\n]*/y) ?? this.match(/\/\*[\s\S]*?\*\//y)
      if (skipped !== undefined) this.code += skipped.replace(/[^\n]/g, '')
      else if (!this.readString() && !this.readTemplate() && !this.readRegexp()) this.readOther()
    }
  }

  private readString(): boolean {
    const line = this.line()
    const raw = this.match(STRING)
    if (raw === undefined) return false
    this.strings.push({ value: raw.slice(1, -1), line, tag: '', within: this.within(), of: this.property() })
    this.code += `'${this.strings.length - 1}'`
    return true
  }

  private readTemplate(): boolean {
    if (this.text[this.at] !== '`') return false
    const tag = this.nameBefore()
    const found: Text = { value: '', line: this.line(), tag, within: this.within(), of: this.property() }
    this.code += `'${this.strings.length}'`
    this.strings.push(found)
    this.at++
    while (this.at < this.text.length && this.text[this.at] !== '`') {
      if (this.match(/\$\{/y) === undefined) found.value += this.match(/\\[\s\S]|[\s\S]/y)
      else {
        found.value += '${}'
        this.readFilling(tag)
      }
    }
    this.at++
    return true
  }

  private readFilling(tag: string): void {
    this.frames.push({ close: '', name: tag, key: '' })
    this.code += '('
    this.readCode('}')
    this.code += ')'
    this.frames.pop()
    this.at++
  }

  private readRegexp(): boolean {
    if (this.text[this.at] !== '/' || !REGEXP_AFTER.test(this.before())) return false
    if (this.match(REGEXP) === undefined) return false
    this.code += '/r/'
    return true
  }

  private readOther(): void {
    if (this.text[this.at] === '<' && NAME_BEFORE.test(this.code.slice(-1)) && this.match(TYPE_ARGUMENTS) !== undefined)
      return
    const sign = this.match(/[\p{L}\p{N}_$#]+/uy) ?? this.match(/\s+/y) ?? (this.text[this.at++] as string)
    const top = this.frames[this.frames.length - 1] as Frame
    if (sign === '(') this.frames.push({ close: ')', name: this.nameBefore(), key: '' })
    else if (sign === '[') this.frames.push({ close: ']', name: '', key: '' })
    else if (sign === '{') this.frames.push({ close: '}', name: '', key: '' })
    else if (sign === top.close) this.frames.pop()
    else if (sign === ':' && top.close === '}') this.nameProperty(top)
    else if (sign === ',' || sign === ';') top.key = ''
    this.code += sign
  }

  /** `{ say: …` and `, say: …` name a property; `const say: …` does not. */
  private nameProperty(top: Frame): void {
    const property = /[{,]\s*(?:'(\d+)'|([\p{L}\p{N}_$]+))$/u.exec(this.before())
    if (property) top.key = property[2] ?? this.strings[Number(property[1])]?.value ?? ''
  }

  private nameBefore(): string {
    return NAME_BEFORE.exec(this.code.slice(-200))?.[0] ?? ''
  }

  private before(): string {
    return this.code.slice(-200).trimEnd()
  }

  private within(): string[] {
    return this.frames.flatMap((frame) => [frame.name, frame.key && `${frame.key}:`]).filter(Boolean)
  }

  private property(): string {
    return this.before().endsWith(':') ? (this.frames[this.frames.length - 1]?.key ?? '') : ''
  }

  private line(): number {
    for (; this.counted < this.at; this.counted++) if (this.text[this.counted] === '\n') this.lines++
    return this.lines
  }

  /** The text at this position if it matches, after which scanning goes on. */
  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at
    const raw = pattern.exec(this.text)?.[0]
    this.at += raw?.length ?? 0
    return raw
  }
}

/** Static, re-exporting and dynamic imports; `import('…').Name` is a type. */
function findImports(code: string, strings: Text[]): Import[] {
  const found: Import[] = []
  const add = (number: string | undefined, values: string[]) =>
    found.push({ from: strings[Number(number)]?.value ?? '', values })
  for (const match of code.matchAll(/^\s*(?:import|export)\s+(type\s)?(?:([\w*{}\s,$]*?)\s*\bfrom\s*)?'(\d+)'/gm)) {
    add(match[3], match[1] ? [] : valuesOf(match[2] ?? '*'))
  }
  for (const match of code.matchAll(/\bimport\s*\(\s*'(\d+)'\s*\)(\.[A-Z])?/g)) add(match[1], match[2] ? [] : ['*'])
  return found
}

/** `{ a, type B, c as d }` → `a`, `c`. */
function valuesOf(clause: string): string[] {
  const names = /^\s*\{([^}]*)\}\s*$/.exec(clause)?.[1]
  if (names === undefined) return ['*']
  return names.split(',').flatMap((name) => /^\s*(?!type\s)(\w+)/.exec(name)?.[1] ?? [])
}
