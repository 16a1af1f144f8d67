import { aboutKey, nameIn } from '#bot'
import { type Key, say } from '#text'
import { commands } from '../../../src/commands/index.ts'

const marks = /(<!-- commands -->\n(?:[^\n]*\n){2})(.*?)(\n<!-- \/commands -->)/s

/** The rows of README's table of commands, as the registry has them. */
export const commandRows = (): string[] =>
  commands.map((c) => {
    const usage = `${c.name} ${c.usage.sv}`.trim().replaceAll('|', '\\|')
    const who = c.need === 'all' ? 'everybody' : c.need
    return `| \`${usage}\` | \`${nameIn(c, 'en')}\` | ${who} | ${say('en', aboutKey(c) as Key)} |`
  })

/** The text with these rows between its marks. */
export const withCommands = (text: string, rows: string[]): string =>
  text.replace(marks, (_, head, _rows, end) => `${head}${rows.join('\n')}${end}`)
