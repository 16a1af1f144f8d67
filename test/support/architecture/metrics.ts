import { catalog } from '../../../src/web/metrics/catalog.ts'

const marks = /(<!-- metrics -->\n).*?(<!-- \/metrics -->)/s

/** README's table of the metrics, as the product serves them. */
export function withMetrics(text: string): string {
  const rows = Object.values(catalog).map(
    ({ name, labels, says }) => `| \`${name}\` | ${labels.map((label) => `\`${label}\``).join(', ')} | ${says} |`,
  )
  const lines = ['| metric | labels | says |', '|---|---|---|', ...rows]
  return text.replace(marks, (_, begin, end) => `${begin}${lines.join('\n')}\n${end}`)
}
