import type { Founded } from '../../verification/imports/founding.ts'
import type { PlannedImport } from '../../verification/imports/imports.ts'
import type { Turn } from '../context.ts'
import { told } from './import-facts.ts'

type Say = Turn['say']

/** What somebody must have read before the button is pressed. */
export const firstLines = (say: Say, planned: PlannedImport): string[] => [
  ...shiftedWords(say, planned),
  ...misnamedWords(say, planned),
  ...foundingWords(say, planned),
  ...(planned.below > 0 ? [say('import.below', { n: planned.below })] : []),
  ...unconfirmedWords(say, planned),
]

/** A company without a name is called by its number. */
export const named = ({ name, number }: Pick<Founded, 'name' | 'number'>): string =>
  name === number ? number : `${name} (${number})`

const shiftedWords = (say: Say, { warnings: { shifted } }: PlannedImport): string[] =>
  shifted.n > 0 ? [say('import.shifted', told(shifted))] : []

const misnamedWords = (say: Say, { warnings: { misnamed } }: PlannedImport): string[] =>
  misnamed.map(({ number, name, said, other, rows }) =>
    other === null
      ? say('import.misnamed', { number, name, said, rows })
      : say('import.misnamedAs', { number, name, said, other, rows }),
  )

/** The companies that the file would found, or that wait for a press, with the existing one that is nearest. */
function foundingWords(say: Say, { founded, held }: PlannedImport): string[] {
  const words = (each: Founded) => ({ company: named(each), near: each.nearest ? named(each.nearest) : '' })
  const heldKey = ({ nearest }: Founded) =>
    nearest?.likely ? 'import.held' : nearest ? 'import.heldNear' : 'import.heldNew'
  const several = ({ length }: readonly unknown[], key: 'import.foundsMore' | 'import.heldMore') =>
    length > 5 ? [say(key, { n: length - 5 })] : []
  return [
    ...held.slice(0, 5).map((each) => say(heldKey(each), { ...words(each), rows: each.rows })),
    ...several(held, 'import.heldMore'),
    ...founded.slice(0, 5).map((each) => say(each.nearest ? 'import.foundsNear' : 'import.founds', words(each))),
    ...several(founded, 'import.foundsMore'),
  ]
}

/** Rows that were corrected are imported by themselves; the others wait for the first import. */
const unconfirmedWords = (say: Say, { corrects }: PlannedImport): string[] =>
  corrects && !corrects.confirmed ? [say('import.corrects.unconfirmed', { code: corrects.code })] : []
