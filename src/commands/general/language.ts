import { speaker } from '#text'
import { setLanguage } from '../../verification/access/actors.ts'
import { type BotCommand, command } from '../context.ts'

const language: BotCommand = command({
  name: 'språk',
  also: { sv: [], en: ['language'] },
  need: 'all',
  words: 'one',
  needs: 'language',
  usage: { sv: 'sv | en', en: 'sv | en' },
  examples: { sv: ['språk sv', 'språk en'], en: ['language en', 'language sv'] },
  async run(turn, input) {
    const chosen = input.words[0] === 'en' ? 'en' : 'sv'
    await setLanguage(turn.ctx, chosen)
    const say = speaker(chosen)
    return {
      kind: 'notice',
      tone: 'good',
      title: say('general.language'),
      buttons: [{ label: say('general.help'), say: 'hjälp' }],
      data: { language: chosen },
    }
  },
})

export const generalCommands = [language]
