import { nameKey } from '../registry.ts'
import { isOnlyEmoji } from './emoji.ts'

const greetings = new Set(
  [
    'hej',
    'hejsan',
    'hej hej',
    'hallå',
    'tjena',
    'tja',
    'tjo',
    'god morgon',
    'god dag',
    'godkväll',
    'hej bot',
    'start',
    'börja',
    'meny',
    'vad kan du',
    'vad kan du göra',
    'vem är du',
    'hur gör jag',
    'hur funkar det',
    'hello',
    'hi',
    'hey',
    'hello bot',
    'good morning',
    'menu',
    'what can you do',
    'who are you',
    'how does it work',
    '?',
    'help me',
    'hjälp mig',
  ].flatMap((words) => [words, nameKey(words)]),
)

/** Whether the line is a greeting, a general question or an emoji that may mean anything; the answer is help. */
export function isGreeting(line: string): boolean {
  if (line.length > 40) return false
  const words = line.toLowerCase().replace(/[!?., ]+$/, '')
  return words === '' || greetings.has(words) || isOnlyEmoji(words)
}

const polite = new Set(
  ['tack', 'snälla', 'är du snäll', 'nu', 'nu tack', 'tack så mycket', 'please', 'thanks', 'thank you', 'now'].map(
    nameKey,
  ),
)

/** Polite words. A suggested line leaves them out, but they are never dropped without asking. */
export const isPolite = (words: string): boolean => polite.has(nameKey(words))
