import { UserError } from '../../errors.ts'
import { type FileProblem, type PeopleFile, readPeopleFile } from '../../files/people-file.ts'
import { planImport } from '../../verification/imports/imports.ts'
import { isRefusedCell } from '../../verification/people/personnummer.ts'
import { type BotCommand, command, type Turn } from '../context.ts'
import { importPlanCard } from './import-cards.ts'

const importCommand: BotCommand = command({
  name: 'importera',
  also: { sv: ['läs in'], en: ['import'] },
  need: 'admin',
  needs: 'file',
  usage: { sv: '+ fil (CSV, XLSX)', en: '+ file (CSV, XLSX)' },
  examples: { sv: ['importera'], en: ['import'] },
  async run(turn, input) {
    const file = input.files[0]
    if (!file) throw new UserError('no_file', 'import.noFile')
    if (input.files.length > 1) throw new UserError('many_files', 'import.oneFile', { n: input.files.length })
    const read = await readPeopleFile(await turn.fetchFile(file), isRefusedCell)
    if (!read.ok) throw fileError(read.problem)
    const planned = await planImport(turn.ctx, { fileName: file.name, rows: read.file.rows })
    return importPlanCard(turn, planned, unread(turn, read.file))
  },
})

/** The notes on columns and sheets that are not read. */
function unread({ say }: Turn, file: PeopleFile): string[] {
  const { ignoredColumns } = file
  const columns = ignoredColumns.length ? [say('import.ignored', { columns: ignoredColumns.join(', ') })] : []
  if (file.format !== 'xlsx' || file.otherSheets === 0) return columns
  return [say('import.otherSheets', { sheet: file.sheet, others: file.otherSheets }), ...columns]
}

function fileError(problem: FileProblem): UserError {
  const { code, ...params } = problem
  const said = code === 'refused' || code === 'refused_on_sheet' ? 'personal_number' : code
  return new UserError(said, `file.${code}`, params)
}

export const importCommands = [importCommand]
