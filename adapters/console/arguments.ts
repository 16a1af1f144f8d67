export interface Arguments {
  json: boolean
  help: boolean
  file?: string
  /** The folder to which the files of the answer are written. */
  save?: string
  language?: 'sv' | 'en'
  /** The line to say; null starts a conversation. */
  line: string | null
}

/** Reads the arguments after `npm run chat --`; null if an option is unknown or lacks its value. */
export function readArguments(args: string[]): Arguments | null {
  const read: Arguments = { json: false, help: false, line: null }
  const words: string[] = []
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at]!
    const value = args[at + 1]
    if (word === '--json') read.json = true
    else if (word === '--help' || word === '-h') read.help = true
    else if (word === '--') return finish(read, [...words, ...args.slice(at + 1)])
    else if (!/^--\w/.test(word)) words.push(word)
    else if (value === undefined) return null
    else if (word === '--file') read.file = args[++at]
    else if (word === '--save') read.save = args[++at]
    else if (word === '--lang' && (value === 'sv' || value === 'en')) read.language = args[++at] as 'sv' | 'en'
    else return null
  }
  return finish(read, words)
}

function finish(read: Arguments, words: string[]): Arguments {
  if (words.length === 0) return read
  return { ...read, line: words.length === 1 ? words[0]! : words.map(restoreQuotes).join(' ') }
}

/** Restores the quotes that the shell removed from `företag="Acme Bygg"`: a value of several words needs them. */
const restoreQuotes = (word: string): string =>
  /\s/.test(word) && !word.includes('"') ? word.replace(/^([^\s=<>!]+(?:!=|=|<|>))?(.*)$/s, '$1"$2"') : word
