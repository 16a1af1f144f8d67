import { type Card, type CommandLine, pressLabel, type Registry } from '#bot'
import type { Say } from '#text'

/** Says that a message held several commands and that none was run, with a button for each. */
export const severalCard = (lines: CommandLine<never>[], registry: Registry<never>, say: Say): Card => ({
  kind: 'question',
  tone: 'question',
  title: say('several.title', { n: lines.length }),
  text: [say('several.text'), ...lines.map(({ line }, at) => `${at + 1}. ${line}`)].join('\n'),
  buttons: lines.map(({ line }, at) => ({ label: `${at + 1}. ${pressLabel(line, registry, say)}`, say: line })),
  data: { refused: 'several' },
})

/** Says that a message which was sent before, and has another text now, is not run, and offers to run it. */
export const editedCard = (line: string, say: Say): Card => ({
  kind: 'question',
  tone: 'question',
  title: say('edited.title'),
  text: say('edited.text'),
  ...(line && { buttons: [{ label: say('edited.button'), say: line }] }),
  data: { refused: 'edited' },
})

/** Asks whoever has written a personal number to delete the message. */
export const personalNumberCard = (say: Say): Card => ({
  kind: 'refusal',
  tone: 'bad',
  title: say('general.personal_number'),
  data: { refused: 'personal_number' },
})

/** Says that somebody has sent more messages than anybody types or presses. */
export const tooManyCard = (say: Say): Card => ({
  kind: 'refusal',
  tone: 'warning',
  title: say('general.too_many'),
  text: say('general.too_many.text'),
  data: { refused: 'too_many' },
})
