import { helpCard } from '#bot'
import { mayUse } from '../../verification/access/policy.ts'
import { type BotCommand, command } from '../context.ts'

const help: BotCommand = command({
  name: 'hjälp',
  also: { sv: [], en: ['help'] },
  need: 'all',
  words: 'free',
  usage: { sv: '[kommando]', en: '[command]' },
  examples: { sv: ['hjälp', 'hjälp verifiera konton'], en: ['help', 'help verify accounts'] },
  shows: 'counts',
  async run(turn, input) {
    const card = helpCard(turn.registry, turn.may, turn.language, turn.say, input.words.join(' '))
    if (input.words.length) return card
    const path = mayUse(turn.ctx.actor, 'admin') ? '/hjalp/hr' : '/hjalp'
    const open = `${turn.letters.publicUrl}${path}?lang=${turn.language}`
    return { ...card, buttons: [...(card.buttons ?? []), { label: turn.say('help.page'), open }] }
  },
})

export const helpCommands = [help]
