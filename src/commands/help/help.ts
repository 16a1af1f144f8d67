import { helpCard } from '#bot'
import { speaker } from '#text'
import { setLanguage } from '../../verification/access/actors.ts'
import { command, type TalkCommand } from '../context.ts'

const help: TalkCommand = command({
  name: 'hjälp',
  also: { sv: [], en: ['help'] },
  need: 'all',
  words: 'free',
  usage: { sv: '[kommando]', en: '[command]' },
  examples: { sv: ['hjälp', 'hjälp verifiera konton'], en: ['help', 'help verify accounts'] },
  shows: 'counts',
  run: async (talk, input) => helpCard(talk.registry, talk.may, talk.language, talk.say, input.words.join(' ')),
})

const language: TalkCommand = command({
  name: 'språk',
  also: { sv: [], en: ['language'] },
  need: 'all',
  words: 'one',
  needs: 'language',
  usage: { sv: 'sv | en', en: 'sv | en' },
  examples: { sv: ['språk sv', 'språk en'], en: ['language en', 'language sv'] },
  async run(talk, input) {
    const chosen = input.words[0] === 'en' ? 'en' : 'sv'
    await setLanguage(talk.ctx, chosen)
    const say = speaker(chosen)
    return {
      tone: 'good',
      title: say('about.language'),
      buttons: [{ label: say('about.help'), say: 'hjälp' }],
      data: { language: chosen },
    }
  },
})

export const aboutCommands = [help, language]
