import type { Card, CommandLine } from '#bot'
import type { Say } from '#text'

/** Says that a message held several commands and that none was run, with a button for each. */
export const severalCard = (lines: CommandLine<never>[], say: Say): Card => ({
  kind: 'question',
  tone: 'question',
  title: say('several.title', { n: lines.length }),
  text: say('several.text'),
  buttons: lines.map(({ line }) => ({ label: line, say: line })),
  data: { refused: 'several' },
})
