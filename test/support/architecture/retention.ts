import { retained } from '../../../src/verification/records/retained.ts'

const marks = /(<!-- retention -->\n).*?(<!-- \/retention -->)/s

/** README's table of what is kept and how long, as the rules have it. */
export function withRetention(text: string): string {
  const rows = Object.entries(retained).map(([table, { holds, kept }]) => `| ${holds} | \`${table}\` | ${kept} |`)
  const lines = ['| what | table | how long |', '|---|---|---|', ...rows]
  return text.replace(marks, (_, begin, end) => `${begin}${lines.join('\n')}\n${end}`)
}
