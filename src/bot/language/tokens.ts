/** A token of a cleaned line. `at` and `end` are UTF-16 offsets that include quotes; `text` does not include them. */
export interface Token {
  kind: 'word' | 'operator' | 'comma'
  text: string
  at: number
  end: number
  quoted: boolean
}

export interface Tokens {
  tokens: Token[]
  /** The position of a quote that is never closed. */
  unclosed?: number
}

const operators = ['!=', '<>', '<=', '>=', '=<', '=>', '==', '=', '<', '>', '≠', '≤', '≥']
const meanings: Record<string, string> = {
  '<>': '!=',
  '≠': '!=',
  '==': '=',
  '=<': '<=',
  '≤': '<=',
  '=>': '>=',
  '≥': '>=',
}

/**
 * Splits a cleaned line into words, operators and commas. A quote counts only at the start of a word; inside quotes,
 * `""` is one quote. `företag:Acme` is read as `företag=Acme` because `isKey` knows the word before the colon.
 */
export function tokenize(line: string, isKey: (word: string) => boolean): Tokens {
  const tokens: Token[] = []
  let at = 0
  while (at < line.length) {
    const char = line[at]!
    if (char === ' ') {
      at++
      continue
    }
    if (char === ',') {
      tokens.push({ kind: 'comma', text: ',', at, end: ++at, quoted: false })
      continue
    }
    const operator = readOperator(line, at)
    if (operator) {
      const end = at + operator.length
      tokens.push({ kind: 'operator', text: meanings[operator] ?? operator, at, end, quoted: false })
      at = end
      continue
    }
    const word = char === '"' || char === "'" ? readQuoted(line, at) : readMention(line, at)
    if (word === 'unclosed') return { tokens, unclosed: at }
    const token = word ?? readWord(line, at, tokens.length ? isKey : undefined)
    tokens.push(token)
    at = token.end
    if (line[at] === ':' && !token.quoted && tokens.length > 1 && isKey(token.text)) {
      tokens.push({ kind: 'operator', text: '=', at, end: ++at, quoted: false })
    }
  }
  return { tokens: dropEndSigns(tokens) }
}

/** Drops punctuation from the end of addresses and of the last word: `status anna@acme.example?`, `hjälp !`. */
function dropEndSigns(tokens: Token[]): Token[] {
  const last = tokens.at(-1)
  for (const token of tokens) {
    if (token.quoted || token.kind !== 'word') continue
    if (token === last) token.text = trimEnd(token.text, '!?')
    if (token.text.includes('@')) token.text = trimEnd(token.text, '.;:!?')
  }
  return last && !last.text && !last.quoted && tokens.length > 1 ? tokens.slice(0, -1) : tokens
}

function trimEnd(text: string, signs: string): string {
  let end = text.length
  while (end > 0 && signs.includes(text[end - 1]!)) end--
  return text.slice(0, end)
}

function readOperator(line: string, at: number): string | undefined {
  const code = line.charCodeAt(at)
  // Operators begin with ! < = > or a mathematical sign; other characters are ruled out fast.
  if (code !== 0x21 && (code < 0x3c || code > 0x3e) && code < 0x2260) return undefined
  if (line.startsWith('<@', at) && readMention(line, at)) return undefined
  const operator = operators.find((sign) => line.startsWith(sign, at))
  return operator === '=<' && readMention(line, at + 1) ? '=' : operator
}

function readMention(line: string, at: number): Token | undefined {
  if (line[at] !== '<' || line[at + 1] !== '@') return undefined
  let end = at + 2
  while (end < line.length && !' <>|,"'.includes(line[end]!)) end++
  if (line[end] !== '>' || end === at + 2) return undefined
  return { kind: 'word', text: line.slice(at, end + 1), at, end: end + 1, quoted: false }
}

/** An apostrophe is a quote only if another one ends a word: `'Acme Bygg'`, but not `'n Sync` or `O'Brien`. */
function readQuoted(line: string, at: number): Token | 'unclosed' | undefined {
  const quote = line[at]!
  if (quote === "'") {
    const end = line.slice(at + 1).search(/'(?=[\s,=<>]|$)/)
    if (end < 0) return undefined
    const text = line.slice(at + 1, at + 1 + end)
    return { kind: 'word', text: text.trim(), at, end: at + end + 2, quoted: true }
  }
  let end = line.indexOf('"', at + 1)
  while (end >= 0 && line[end + 1] === '"') end = line.indexOf('"', end + 2)
  if (end < 0) return 'unclosed'
  const text = line.slice(at + 1, end).replaceAll('""', '"')
  return { kind: 'word', text: text.trim(), at, end: end + 1, quoted: true }
}

function readWord(line: string, at: number, isKey?: (word: string) => boolean): Token {
  let end = at + 1
  while (end < line.length) {
    const char = line[end]!
    if (char === ' ' || char === ',' || char === '<' || readOperator(line, end)) break
    // No key is longer than 20 characters. Without the limit, a long run of colons would take quadratic time.
    if (char === ':' && end - at <= 20 && isKey?.(line.slice(at, end))) break
    end++
  }
  return { kind: 'word', text: line.slice(at, end), at, end, quoted: false }
}
