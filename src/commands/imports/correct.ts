import type { CardFile } from '#bot'
import { headers, originHeader } from '../../files/table/names.ts'
import type { Cell, Note } from '../../verification/imports/cells/notes.ts'
import { namesApart } from '../../verification/imports/cells/whole-name.ts'
import { type RowToCorrect, rowsToCorrect } from '../../verification/imports/kept/corrections.ts'
import { looksPersonal } from '../../verification/people/personnummer.ts'
import type { ImportForm } from '../../verification/plans/content.ts'
import { type BotCommand, command, type Turn } from '../context.ts'
import { refusedCode } from '../people/refused-code.ts'
import { formFile } from './form-file.ts'
import { headOf } from './forms.ts'
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
    const { say } = turn
    const found = await rowsToCorrect(turn.ctx, input.words[0]!)
    if (!found) throw await refusedCode(turn.ctx, 'import', input.words[0]!)
    const { code, form, rows } = found
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
      files: [await file(turn, code, form, rows)],
      data: { plan: code, rows: rows.length },
    }
  },
})

/**
 * In the sender's own columns, those that are read; after them where each row was, what was read, why, and what
 * instead.
 */
function file({ say }: Turn, code: string, form: ImportForm, rows: readonly RowToCorrect[]): Promise<CardFile> {
  const { names, columns } = headOf(form)
  const added = [
    originHeader(code),
    ...(['was', 'why', 'proposal'] as const).map((each) => say(`import.correct.${each}`)),
  ]
  const body = rows.map(({ line, outcome, notes, cells, read, looksLike }) => {
    const own = columns.map((column) => cells[column] ?? (column === 'companyNumber' ? form.company : undefined) ?? '')
    const why = [
      outcomeWords(say, outcome, notes.length > 0),
      ...notes.map((note) => noteWords(say, note)),
      ...columns.flatMap((column, i) =>
        looksPersonal(own[i]!) ? [say('import.correct.personal', { column: headers[column] })] : [],
      ),
    ]
    return [
      ...own.map(unlessPersonal),
      String(line),
      [...new Set(notes.map(({ cell }) => cell))].map((cell) => readAs(say, cell, read)).join('; '),
      why.filter(Boolean).join('; '),
      proposalsOf(say, notes, looksLike)
        .filter((each) => !looksPersonal(each))
        .join(', '),
    ]
  })
  const name = say('import.correct.file', { code })
  return formFile(form, { name, head: [...names, ...added], body, ours: names.length })
}

/** Nothing that looks like a personal identity number is given back, be its check digit wrong. */
const unlessPersonal = (cell: string) => (looksPersonal(cell) ? '' : cell)

/** What should stand in the cells instead. Where another number is meant, what was cleaned is not enough. */
function proposalsOf(say: Turn['say'], notes: readonly Note[], looksLike: string | null): string[] {
  const meant = new Set(notes.filter(({ why }) => why === 'zeros').map(({ cell }) => cell))
  const own = notes.filter(({ cell, why }) => why !== 'cleaned' || !meant.has(cell))
  const words = ({ cell, why, proposal }: Note) =>
    why === 'missing' ? say('import.correct.fillIn', { column: headers[cell] }) : proposal
  // Notes of earlier releases do not tell of other numbers.
  return [meant.size > 0 ? null : looksLike, ...own.map(words)].filter((text) => text != null)
}

/** What was made of a cell that somebody should look at. */
function readAs(say: Turn['say'], cell: Cell, read: RowToCorrect['read']): string {
  const value = cell === 'wholeName' || cell === 'turnedName' ? namesApart(read) : read[cell]
  const words =
    typeof value === 'boolean' ? say(value ? 'import.correct.yes' : 'import.correct.no') : unlessPersonal(value ?? '')
  return `${headers[cell]}: ${words || say('import.correct.nothing')}`
}
