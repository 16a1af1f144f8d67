import type { Mutant } from './rights.ts'

/** Of what makes a card fit a telephone and say what it is about. */
export const mutantsOfCards: Mutant[] = [
  {
    what: 'of cards: that a table has fewer columns where words do not fit',
    file: 'src/bot/columns.ts',
    from: 'if (given.head.length < 2 || fits(given)) return given',
    to: 'if (given.head.length > 0 || fits(given)) return given',
    caughtBy: 'adapters/slack/blocks/narrow',
  },
  {
    what: 'of cards: that a table of Teams asks whether words fit',
    file: 'adapters/teams/cards/table.ts',
    from: 'const rows = inFewerColumns(given, fits)',
    to: 'const rows = inFewerColumns(given, () => true)',
    caughtBy: 'adapters/teams/table',
  },
  {
    what: 'of cards: that a long label stands among the words',
    file: 'src/bot/help/press.ts',
    from: '[...button.label].length > longestLabel',
    to: '[...button.label].length > 10 * longestLabel',
    caughtBy: 'bot/help/short-labels',
  },
  {
    what: 'of cards: that what cannot be undone is never the expected step',
    file: 'adapters/browser/public/card.js',
    from: "const asked = tone === 'question' && !buttons.some(({ effect }) => effect === 'dangerous')",
    to: "const asked = tone === 'question'",
    caughtBy: 'adapters/browser/pages/narrow',
  },
  {
    what: 'of cards: that a long name goes on in the next line of the page',
    file: 'adapters/browser/public/styles/card.css',
    from: '    max-width: none;\n    overflow-wrap: anywhere;\n  }\n  .rows tr {',
    to: '    max-width: none;\n  }\n  .rows tr {',
    caughtBy: 'adapters/browser/pages/narrow',
  },
  {
    what: 'of cards: what a plan that has ended is about',
    file: 'src/commands/plans/plan-words.ts',
    from: "what ? say('plan.titled', { title, what: what(say) }) : title",
    to: "what ? say('plan.titled', { title, what: '' }) : title",
    caughtBy: 'dialogs/plans/plans',
  },
  {
    what: 'of cards: the letter beside the button that sends',
    file: 'src/commands/plans/plan-card.ts',
    from: "({ ...button, effect: 'safe' as const })",
    to: '({ ...button })',
    caughtBy: 'dialogs/plans/plans',
  },
  {
    what: 'of cards: that the start page says what it has no room for',
    file: 'src/commands/start/start-page.ts',
    from: "open.length > mostSends ? say('start_page.more') : ''",
    to: "open.length > mostSends ? '' : ''",
    caughtBy: 'dialogs/start/start-page',
  },
]
