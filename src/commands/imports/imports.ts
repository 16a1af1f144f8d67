import { UserError } from '../../errors.ts'
import { fileLimits } from '../../files/limits.ts'
import { headers } from '../../files/table/names.ts'
import { type BotCommand, command } from '../context.ts'
import { correctCommand } from './correct.ts'
import { fillInCommand } from './fill-in.ts'
import { interpretCommand } from './interpret.ts'
import { readAndPlan } from './reading.ts'

const importCommand: BotCommand = command({
  name: 'importera',
  also: { sv: ['läs in'], en: ['import'] },
  need: 'admin',
  needs: 'file',
  usage: { sv: '+ fil (CSV, XLSX, ODS)', en: '+ file (CSV, XLSX, ODS)' },
  examples: { sv: ['importera'], en: ['import'] },
  columns: Object.values(headers),
  offers: [
    { label: 'help.import_missing', say: 'fyll i' },
    { label: 'intent.missing', say: 'lista epost=saknas' },
  ],
  async run(turn, input) {
    const file = input.files[0]
    if (!file) throw new UserError('no_file', 'import.noFile')
    if (input.files.length > 1) throw new UserError('many_files', 'import.oneFile', { n: input.files.length })
    return readAndPlan(turn, { name: file.name, bytes: unlessLarge(() => turn.fetchFile(file)), answers: {} })
  },
})

/** Keeps what was fetched; a large file is fetched again when it is needed, and not held while its rows are judged. */
function unlessLarge(fetch: () => Promise<Uint8Array>): () => Promise<Uint8Array> {
  let kept: Uint8Array | undefined
  return async () => {
    if (kept) return kept
    const bytes = await fetch()
    if (bytes.length <= fileLimits.chat.bytes) kept = bytes
    return bytes
  }
}

export const importCommands = [importCommand, interpretCommand, correctCommand, fillInCommand]
