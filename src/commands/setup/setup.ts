import type { Card } from '#bot'
import { hasKey } from '#text'
import { type BotCommand, command, type Finding, type Turn } from '../context.ts'

const check: BotCommand = command({
  name: 'kontrollera drift',
  also: { sv: [], en: ['check setup'] },
  need: 'owner',
  examples: { sv: ['kontrollera drift'], en: ['check setup'] },
  run: async (turn) => setupCard(turn.say, await turn.checkSetup()),
})

/** One line for everything that was looked at: fine, or what to do. What is wrong comes first. */
function setupCard(say: Turn['say'], found: Finding[]): Card {
  const order = ['wrong', 'unsure', 'fine', 'off']
  const sorted = [...found].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
  const wrong = found.filter(({ state }) => state === 'wrong').length
  const unsure = found.some(({ state }) => state === 'unsure')
  return {
    kind: 'list',
    tone: wrong ? 'bad' : unsure ? 'warning' : 'good',
    title: wrong ? say('setup.wrong', { n: wrong }) : say(unsure ? 'setup.almost' : 'setup.fine'),
    rows: {
      head: [say('setup.head.what'), say('setup.head.state'), say('setup.head.next')],
      body: sorted.map((one) => [
        say(`setup.topic.${one.topic}`),
        say(`setup.state.${one.state}`),
        findingWords(say, one),
      ]),
    },
    data: { wrong, findings: found.map(({ topic, state, code }) => ({ topic, state, code })) },
  }
}

export function findingWords(say: Turn['say'], { code, params }: Finding): string {
  const key = `setup.${code}`
  return say(hasKey(key) ? key : 'setup.unsure', params)
}

export const setupCommands = [check]
