import type { CardFile } from '#bot'
import { type Column, columns, headers } from '../../files/table/names.ts'
import { tableFile } from '../../files/write.ts'
import { type RowToCorrect, rowsToCorrect } from '../../verification/imports/kept/corrections.ts'
import type { ImportForm } from '../../verification/plans/content.ts'
import { type BotCommand, command, type Turn } from '../context.ts'
import { noteWords, outcomeWords } from './import-facts.ts'

/** The rows of an import to be corrected, as a file that can be filled in and sent back. */
export const correctCommand: BotCommand = command({
  name: 'rätta',
  also: { sv: ['rader att rätta'], en: ['correct'] },
  need: 'admin',
  needs: 'code',
  words: 'one',
  usage: { sv: '<kod>', en: '<code>' },
  examples: { sv: ['rätta K7QM'], en: ['correct K7QM'] },
  rereads: true,
  async run(turn, input) {
    const code = input.words[0]!
    const { form, rows } = await rowsToCorrect(turn.ctx, code)
    const { say } = turn
    if (rows.length === 0)
      return {
        kind: 'notice',
        tone: 'good',
        title: say('import.correct.none', { code }),
        data: { plan: code, rows: 0 },
      }
    return {
      kind: 'file',
      tone: 'info',
      title: say('import.correct.title', { n: rows.length }),
      text: say('import.correct.text'),
      files: [file(turn, code, form, rows)],
      data: { plan: code, rows: rows.length },
    }
  },
})

/** In the sender's own columns, those that are read, and with what is wrong. */
function file({ say }: Turn, code: string, form: ImportForm, rows: readonly RowToCorrect[]): CardFile {
  // A file without a header, or from before headers were kept, gets ours.
  const own = columns.filter((column) => column in form.headers || Object.keys(form.headers).length === 0)
  const head = own.map((column) => form.headers[column] || headers[column])
  const added = [say('import.head.line'), say('import.correct.why'), say('import.correct.proposal')]
  const body = rows.map(({ line, outcome, notes, cells }) => [
    ...own.map((column: Column) => cells?.[column] ?? ''),
    String(line),
    [outcomeWords(say, outcome), ...notes.map((note) => noteWords(say, note))].filter(Boolean).join('; '),
    notes.flatMap(({ proposal }) => proposal ?? []).join(', '),
  ])
  const bytes = tableFile([[...head, ...added], ...body])
  return { name: say('import.correct.file', { code }), type: 'text/csv; charset=utf-8', bytes }
}
