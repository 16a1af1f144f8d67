import { others } from '../../base/others.ts'
import { type Entities, entities, hasEntities, undoEntities } from './entities.ts'
import { type Misread, MisreadEvidence, undoMisread, wrongLetters } from './misread.ts'
import { type Twice, TwiceEvidence, undoTwice } from './twice.ts'

/**
 * What is to be undone: UTF-8 that was encoded twice, one old encoding that was taken for another, or the spelling of a
 * web page.
 */
export type Repair = Twice | Misread | Entities

export interface Repairs {
  /** In order; none, as a rule. */
  list: readonly Repair[]
  /** Places have to be looked for: of single letters that are put right, or that are wrong all the same. */
  hasPlaces: boolean
}

/** Text that has been encoded twice (`BjÃ¶rn`), or more often. */
const mostRepairs = 3

/**
 * How the letters of a text have to be repaired. Yields to the event loop.
 * @param pieces the text from its beginning, divided behind line ends
 */
export async function findRepairs(pieces: () => Iterable<string>): Promise<Repairs> {
  const list: Repair[] = []
  for (;;) {
    const misread = new MisreadEvidence()
    let mayBeTwice = false
    let isOfPage = false
    for (const piece of pieces()) {
      const text = repaired(piece, list)
      isOfPage ||= hasEntities(text)
      mayBeTwice ||= TwiceEvidence.mayBeIn(text)
      misread.add(text)
      await others()
    }
    if (isOfPage && !list.includes(entities)) {
      list.push(entities)
      continue
    }
    const twice = mayBeTwice && list.length < mostRepairs ? await findTwice(pieces, list) : null
    if (!twice) return withMisread(list, misread)
    list.push(twice)
  }
}

async function findTwice(pieces: () => Iterable<string>, before: readonly Repair[]): Promise<Twice | null> {
  const evidence = new TwiceEvidence()
  for (const piece of pieces()) {
    evidence.add(repaired(piece, before))
    await others()
  }
  return evidence.found()
}

/** The same for a short text. */
export function repairsIn(text: string): readonly Repair[] {
  const list: Repair[] = hasEntities(text) ? [entities] : []
  while (list.length < mostRepairs && TwiceEvidence.mayBeIn(repaired(text, list))) {
    const evidence = new TwiceEvidence()
    evidence.add(repaired(text, list))
    const found = evidence.found()
    if (!found) break
    list.push(found)
  }
  const misread = new MisreadEvidence()
  misread.add(repaired(text, list))
  return withMisread(list, misread).list
}

function withMisread(before: readonly Repair[], evidence: MisreadEvidence): Repairs {
  const found = evidence.found()
  const list = found ? [...before, found] : before
  return { list, hasPlaces: list.some(({ all }) => !all) || evidence.leavesWrong(found) }
}

/**
 * The text after each repair, with the places in it where single letters were put right or are doubtful, in order; and
 * at last those where letters are wrong all the same.
 */
export function* stepsOf(text: string, { list }: Repairs): Generator<{ text: string; places: number[] }> {
  let mended = text
  for (const repair of list) {
    const step = undo(mended, repair)
    mended = step.text
    yield step
  }
  yield { text: mended, places: wrongLetters(mended) }
}

function undo(text: string, repair: Repair) {
  if ('entities' in repair) return undoEntities(text)
  return 'bytes' in repair ? undoTwice(text, repair) : undoMisread(text, repair)
}

export const repaired = (text: string, repairs: readonly Repair[]): string =>
  repairs.reduce((text, repair) => undo(text, repair).text, text)
