import type { Button, Fact } from '#bot'
import { hasKey } from '#text'
import { headers } from '../../files/table/names.ts'
import type { NameOrder } from '../../files/table/whole-names.ts'
import { isOfNobody, type Note, noteCodes } from '../../verification/imports/cells/notes.ts'
import type { PlannedImport } from '../../verification/imports/imports.ts'
import { type ImportOutcome, importOutcomes, type Outcomes } from '../../verification/imports/outcomes.ts'
import type { Turn } from '../context.ts'
import { number } from '../words.ts'

type Say = Turn['say']

/**
 * One fact for each outcome, with the next step. The numbers add up to the rows of the file.
 * @param undivided how many of the unreadable rows have no cells, where it is known
 */
export const outcomeFacts = (say: Say, outcomes: Outcomes, undivided?: number): Fact[] =>
  importOutcomes
    .filter((outcome: ImportOutcome) => outcomes[outcome])
    .map((outcome) => [
      say(`outcome.${outcome}`),
      `${number(say, outcomes[outcome]!)} (${say(`outcome.${outcome}.next`, { wrong: wrongIn(outcomes, undivided) })})`,
    ])

/** What is wrong with the unreadable rows: their cells, their shape or both. */
function wrongIn({ unreadable = 0 }: Outcomes, undivided: number | undefined): string {
  if (undivided === undefined) return 'unknown'
  if (undivided === 0) return 'cells'
  return undivided === unreadable ? 'shape' : 'both'
}

/** How whole names were divided, so that the wrong order is seen. */
export const nameFacts = (say: Say, { names }: PlannedImport, order: NameOrder): Fact[] =>
  names.n > 0
    ? [[say('whole.names'), say('whole.names.value', { ...names, order, samples: names.samples.join(', ') })]]
    : []

/** One fact for each kind of trouble with cells, with the columns and the first lines. */
export const noteFacts = (say: Say, { notes }: PlannedImport): Fact[] =>
  noteCodes.flatMap((why): Fact[] => {
    const noted = notes[why]
    // That numbers look like others is an outcome of its own.
    if (!noted || why === 'zeros') return []
    const where = noted.columns.map((cell) => headers[cell]).join(', ')
    // What several lines in a row say is said once, behind the last of them.
    const lines = noted.lines.map((line, i) =>
      noted.said[i] && noted.said[i] !== noted.said[i + 1] ? say('note.said', { line, said: noted.said[i] }) : line,
    )
    const key = isOfNobody({ why }) ? 'note.rows' : 'note.where'
    return [[say(`note.${why}`), say(key, { where, ...told({ n: noted.cells, lines }) })]]
  })

export const noticeFacts = (say: Turn['say'], n: number): Fact[] =>
  n ? [[say('import.notices'), say('import.notices.value', { n })]] : []

/**
 * Where some rows to be corrected are stored all the same: how many are, so that the number on the button adds up.
 * @param done they are stored already
 */
export const toCorrectFacts = (
  say: Say,
  { toCorrect, storedToCorrect: stored }: Pick<PlannedImport, 'toCorrect' | 'storedToCorrect'>,
  done: boolean,
): Fact[] =>
  stored
    ? [
        [
          say('import.toCorrect'),
          say('import.toCorrect.value', { n: toCorrect, refused: toCorrect - stored, stored, done: done ? 1 : 0 }),
        ],
      ]
    : []

export const correctButton = (say: Say, plan: string, n: number): Button[] =>
  n > 0 ? [{ label: say('import.button.correct', { n }), say: `rätta ${plan}` }] : []

/** How many of the rows that were to be corrected now are. */
export const correctionFacts = (say: Say, { corrects }: PlannedImport): Fact[] =>
  corrects
    ? [
        [
          say('import.corrects', { code: corrects.code }),
          say('import.corrects.planned', {
            done: corrects.done,
            rows: corrects.rows,
            left: corrects.rows - corrects.done,
          }),
        ],
      ]
    : []

/** How many, and the first lines. */
export const told = ({ n, lines }: { n: number; lines: readonly (number | string)[] }) => ({
  n,
  lines: `${lines.join(', ')}${n > lines.length ? ' …' : ''}`,
})

/** What looks like a mistake in the file, and is done all the same when the import is confirmed. */
export function warningFacts(say: Say, { warnings, unlike }: PlannedImport): Fact[] {
  const { moved, kept, shared, newDomains, halves, twins, short } = warnings
  return [
    ...(moved.n ? [[say('import.moved'), say('import.moved.value', told(moved))] as Fact] : []),
    ...(kept.n ? [[say('import.kept'), say('import.kept.value', told(kept))] as Fact] : []),
    ...(unlike ? [[say('import.unlike'), say('import.unlike.value', { n: unlike })] as Fact] : []),
    ...(shared.n ? [[say('import.shared'), say('import.shared.value', told(shared))] as Fact] : []),
    ...(twins.n ? [[say('import.twins'), say('import.twins.value', told(twins))] as Fact] : []),
    ...(short.n ? [[say('short.numbers'), say('short.numbers.value', told(short))] as Fact] : []),
    ...newDomains.map(
      ({ company, domain, n }): Fact => [
        say('import.newDomain'),
        say('import.newDomain.value', { company, domain, n }),
      ],
    ),
    ...halves.map(
      ({ company, missing, people }): Fact => [
        say('import.half'),
        say('import.half.value', { company, missing, people }),
      ],
    ),
  ]
}

/** What is wrong with a row, whose cells may be known, or nothing if only its cells are. */
export function outcomeWords(say: Say, outcome: string, isDivided: boolean): string {
  const key = `outcome.${outcome}`
  if (outcome === 'unreadable' && !isDivided)
    return `${say('outcome.unreadable')}: ${say('outcome.unreadable.next', { wrong: 'shape' })}`
  return !['created', 'updated', 'unchanged'].includes(outcome) && hasKey(key) ? say(key) : ''
}

export const noteWords = (say: Say, { cell, why }: Note): string => `${headers[cell]}: ${say(`note.${why}`)}`
