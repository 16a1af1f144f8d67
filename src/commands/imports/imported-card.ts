import type { Card, Fact } from '#bot'
import type { Applied } from '../../verification/imports/apply.ts'
import type { Turn } from '../context.ts'
import { number } from '../words.ts'
import { correctButton, outcomeFacts, toCorrectFacts } from './import-facts.ts'

type Say = Turn['say']

/** People are called new where all of them have come by the file, or all have got something new by it. */
function sendLabel(say: Say, { created = 0, updated = 0 }: Applied['outcomes'], n: number): string {
  return say(n === (created || updated) ? 'import.button.send' : 'import.button.sendUnsent', { n })
}

/** The result of a confirmed import; whoever has confirmed or approved it hears of a stop, too. */
export function importedCard({ say }: Turn, code: string, done: Applied): Card {
  const { corrects, unsent, missing = 0 } = done
  const { stopped } = done.outcomes
  const isCorrected = done.toCorrect + (corrects?.left ?? 0) === 0
  const fills = missing > 0 && isCorrected
  const primary = { effect: 'primary' } as const
  const send = { say: `verifiera konton import=${code}`, ...(unsent === 0 && fills ? {} : primary) }
  const fill = {
    label: say('list.button.fill', { n: missing }),
    say: `fyll i import=${[...(corrects ? [corrects.code] : []), code].join(',')}`,
    ...(unsent === 0 && primary),
  }
  return {
    kind: 'notice',
    tone: stopped ? 'info' : 'good',
    title: stopped ? say('import.stopped', { rows: done.rows - stopped }) : say('import.done', { rows: done.rows }),
    facts: [
      [say('import.rows'), number(say, done.rows)],
      ...(corrects
        ? [
            [
              say('import.corrects', { code: corrects.code }),
              say('import.corrects.done', { left: corrects.left }),
            ] as Fact,
          ]
        : []),
      ...outcomeFacts(say, done.outcomes),
      ...toCorrectFacts(say, done, true),
      ...(missing
        ? [[say('import.missing'), say('import.missing.left', { n: missing, first: isCorrected ? 0 : 1 })] as Fact]
        : []),
    ],
    buttons: [
      ...(fills && unsent === 0 ? [fill] : []),
      { label: unsent ? sendLabel(say, done.outcomes, unsent) : say('import.button.plan'), ...send },
      { label: say('import.button.list'), say: `lista import=${code}` },
      ...(fills && unsent !== 0 ? [fill] : []),
      ...correctButton(say, code, done.toCorrect),
    ],
    data: { plan: code, rows: done.rows, outcomes: done.outcomes, state: 'done' },
  }
}
