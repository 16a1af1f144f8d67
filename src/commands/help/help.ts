import { helpCard } from '#bot'
import { type BotCommand, command } from '../context.ts'

const help: BotCommand = command({
  name: 'hjälp',
  also: { sv: [], en: ['help'] },
  need: 'all',
  words: 'free',
  usage: { sv: '[kommando]', en: '[command]' },
  examples: { sv: ['hjälp', 'hjälp verifiera konton'], en: ['help', 'help verify accounts'] },
  shows: 'counts',
  run: async (turn, input) => helpCard(turn.registry, turn.may, turn.language, turn.say, input.words.join(' ')),
})

export const helpCommands = [help]
