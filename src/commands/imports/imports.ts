import { UserError } from '../../errors.ts'
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
  usage: { sv: '+ fil (CSV, XLSX)', en: '+ file (CSV, XLSX)' },
  examples: { sv: ['importera'], en: ['import'] },
  async run(turn, input) {
    const file = input.files[0]
    if (!file) throw new UserError('no_file', 'import.noFile')
    if (input.files.length > 1) throw new UserError('many_files', 'import.oneFile', { n: input.files.length })
    return readAndPlan(turn, { name: file.name, bytes: await turn.fetchFile(file), answers: {} })
  },
})

export const importCommands = [importCommand, interpretCommand, correctCommand, fillInCommand]
