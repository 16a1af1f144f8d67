import { type Concept, phraseBook } from '#text'
import { typoDistance } from '../suggestion/nearest.ts'
import { squeeze } from '../vocabulary/fold.ts'

/** Words of four letters have too many neighbours, `mail` and `maja`: in them only two letters may be swapped. */
const shortestTypo = 4
const shortestStem = 5
const endings =
  'arnas ernas ornas arna erna orna ades ande ares aren ade ats ing ar er or en et na at as es ed ts s a e n t d'.split(
    ' ',
  )

const words = new Map<string, Concept[]>()
const stems = new Map<string, Concept[]>()
/** The words that remain when one letter is taken away, with the words they come from. */
const slips = new Map<string, string[]>()
const runs = new Map<string, { rest: string[]; concept: Concept }[]>()
const fillers = new Set<string>()

function learn(table: Record<Concept, string>): void {
  for (const concept of Object.keys(table) as Concept[]) {
    for (const entry of table[concept].split(/\s+/)) {
      const parts = entry.split('_').map(squeeze)
      const [first, ...rest] = parts as [string, ...string[]]
      if (rest.length) runs.set(first, [...(runs.get(first) ?? []), { rest, concept }])
      else add(words, first, concept)
    }
  }
}

function add(map: Map<string, Concept[]>, word: string, concept: Concept): void {
  const known = map.get(word) ?? []
  if (!known.includes(concept)) map.set(word, [...known, concept])
}

function stemOf(word: string): string {
  const ending = endings.find((e) => word.endsWith(e) && word.length - e.length >= shortestStem)
  return ending ? word.slice(0, -ending.length) : word
}

for (const { phrases, filler } of phraseBook) {
  learn(phrases)
  for (const word of filler.split(/\s+/)) fillers.add(squeeze(word))
}
for (const found of runs.values()) found.sort((a, b) => b.rest.length - a.rest.length)
for (const [word, concepts] of words) {
  for (const concept of concepts) if (word.length > shortestStem) add(stems, stemOf(word), concept)
  if (word.length < shortestTypo) continue
  for (const slip of [word, ...without(word)]) slips.set(slip, [...(slips.get(slip) ?? []), word])
}

function* without(word: string): Generator<string> {
  for (let i = 0; i < word.length; i++) yield word.slice(0, i) + word.slice(i + 1)
}

const none: Concept[] = []

/** What a folded word stands for as it is written, or with another ending. */
export function conceptsOf(word: string): Concept[] {
  return (
    words.get(word) ?? (fillers.has(word) || word.length <= shortestStem ? none : (stems.get(stemOf(word)) ?? none))
  )
}

/** What a mistyped word was meant to stand for: one letter more, less or other, or two swapped. */
export function nearConcepts(word: string): Concept[] {
  if (word.length < shortestTypo || fillers.has(word)) return none
  for (const slip of [word, ...without(word)]) {
    for (const known of slips.get(slip) ?? []) {
      const distance = typoDistance(word, known)
      if (distance === undefined || distance > 1) continue
      if (word.length > shortestTypo || isSwapped(word, known)) return words.get(known)!
    }
  }
  return none
}

/** Whether two neighbouring letters are swapped. */
function isSwapped(a: string, b: string): boolean {
  const i = [...a].findIndex((letter, n) => letter !== b[n])
  return a.length === b.length && a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2)
}

/** The words from `at` on that mean something only together: how many, and what. The longest are tried first. */
export function runAt(folded: readonly string[], at: number): { taken: number; concepts: Concept[] } | undefined {
  const found = runs.get(folded[at]!)
  if (!found) return undefined
  const first = found.find(({ rest }) => rest.every((word, i) => folded[at + 1 + i] === word))
  if (!first) return undefined
  const same = found.filter(
    ({ rest }) => rest.length === first.rest.length && rest.every((w, i) => w === first.rest[i]),
  )
  return { taken: 1 + first.rest.length, concepts: same.map(({ concept }) => concept) }
}

export const isFiller = (word: string): boolean => fillers.has(word)
