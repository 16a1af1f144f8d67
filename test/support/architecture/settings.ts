import { type Documented, documented } from '../../../src/config/documented.ts'
import { schema, type Values } from '../../../src/config/schema.ts'

const marks = /(<!-- settings -->\n).*?(<!-- \/settings -->)/s
const defaults = schema.parse({})

/** As a person writes it; undefined for a default that is nothing. */
function defaultOf(name: keyof Values, example: Documented['example']): string | undefined {
  const value = defaults[name]
  if (typeof value === 'number') return example?.[name] ?? String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

function absentWords({ names, absent, example }: Documented): string {
  const values = names.map((name) => defaultOf(name, example)).filter((value) => value !== undefined)
  return [absent, ...values.map((value) => `\`${value}\``)].filter(Boolean).join(', ')
}

/** README's table of the settings. */
export function withSettings(text: string): string {
  const rows = documented.map(
    (one) => `| ${one.names.map((name) => `\`${name}\``).join(', ')} | ${one.meaning} | ${absentWords(one)} |`,
  )
  const lines = ['| variable | meaning | if absent |', '|---|---|---|', ...rows]
  return text.replace(marks, (_, begin, end) => `${begin}${lines.join('\n')}\n${end}`)
}

const intro = `Every setting of Verifiera, made from src/config/documented.ts by \`npm run docs\`. Nothing is needed to try the bot:
\`npm start\`. Empty counts as absent. An invalid value stops the start with a line that names the variable. Every secret may
stand in a file: SECRET_KEYS_FILE=/run/secrets/keys.`

/** .env.example: what the program reads, and what only compose.yaml does. */
export function exampleFile(): string {
  const blocks = documented.map((one) => {
    const absent = absentWords({ ...one, names: [] })
    const words = `${upper(plain(one.meaning))}${absent ? `. Absent: ${plain(absent)}` : ''}.`
    const lines = one.names.map((name) => `${name}=${one.example?.[name] ?? defaultOf(name, undefined) ?? ''}`)
    return [...comment(words), ...lines].join('\n')
  })
  const password = [
    ...comment('Only for compose.yaml: the password that it gives its own PostgreSQL. Letters and digits.'),
  ]
  return [comment(intro).join('\n'), ...blocks, [...password, 'POSTGRES_PASSWORD='].join('\n')].join('\n\n') + '\n'
}

/** Without the marks of Markdown; what a link is called is where it leads. */
const plain = (text: string) => text.replace(/\[([^\]]+)\]\(([^)]+)\)/g, '$1: $2').replaceAll('*', '')

const upper = (text: string) => text[0]!.toUpperCase() + text.slice(1)

function comment(text: string): string[] {
  const lines = ['#']
  for (const word of text.split(/\s+/)) {
    if (lines.at(-1)!.length + word.length + 1 > 120) lines.push('#')
    lines[lines.length - 1] += ` ${word}`
  }
  return lines
}
