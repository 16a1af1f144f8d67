import { common, type Rule, table } from './table.ts'

/** Said of a part in the map; the rest of its row is made from what the architecture test checks. */
const never: Readonly<Record<string, string>> = {
  base: 'anything of ours; no input or output',
  errors: 'anything but the types of `text`',
  text: 'any input or output',
  bot: 'any input or output, not even `node:*`',
  letters: 'any input or output',
  config: 'the rest of the house',
  db: 'the rest of the house',
  verification: '`bot`, `commands`, `mail`, `web`, `jobs`, `text`, `directory`',
  store: 'any rule',
  directory: 'the rest of the house',
  files: 'the rest of the house',
  mail: '`verification`, `db`',
  commands: '`db`, `mail`, drizzle, adapters',
  conversation: '`db` (its types apart), `jobs`, adapters',
  jobs: '`bot`, `commands`, adapters',
  web: '`db`, `mail`, `bot`, adapters',
  runtime: 'adapters',
  app: 'adapters',
}

const marks = { begin: '<!-- made by npm run docs: begin -->', end: '<!-- made by npm run docs: end -->' }

/** The table of who may import whom, as src/README.md shows it. */
function importTable(): string {
  const rows = Object.entries(table).map(([part, rule]) => `| \`${part}\` | ${allowed(rule)} | ${forbidden(part)} |`)
  const head = [
    `Everybody may import ${common.map(code).join(' and ')}.`,
    '',
    '| part | may import, besides itself | never |',
    '|---|---|---|',
  ]
  return [...head, ...rows, '| `main` | anything; only `start` imports it | |'].join('\n')
}

function allowed({ ours = [], types = {}, others = [] }: Rule): string {
  const typed = Object.entries(types).map(([part, values]) => `types of ${code(part)}${excepted(values)}`)
  const names = ours.includes('*') ? ['all of `src` but what starts it'] : ours.map(code)
  return [...names, ...typed, ...others.map(code)].join(', ') || 'nothing'
}

const excepted = (values: readonly string[]) => (values.length ? ` and ${values.map(code).join(', ')}` : '')
const forbidden = (part: string) => never[part] ?? (part.startsWith('adapters/') ? 'any other file of ours' : '')
const code = (text: string) => `\`${text}\``

/** The text with the table put in where the marks stand. */
export function withTable(text: string): string {
  const [before, rest = ''] = text.split(marks.begin)
  const [, after = ''] = rest.split(marks.end)
  return `${before}${marks.begin}\n${importTable()}\n${marks.end}${after}`
}
