import { type Concept, phraseBook } from '#text'
import { squeezedDistance } from '../suggestion/nearest.ts'
import { squeeze } from '../vocabulary/fold.ts'
import { isSwapped, partsOf, stemsOf, undoubled, withoutOne } from './word-forms.ts'

const shortestTypo = 3
/** Shorter words have too many neighbours, `mail` and `maja`: in them only two letters may be swapped. */
const shortestSlip = 5
/** In a word of this length two letters may be wrong. */
const longWord = 8
const longestWord = 40
/** Their shorter stems are too near to names: `annan` to Anna. */
const shortestFillerStem = 5
/** A shorter word that only carries a sentence is too near to names: `sina` to Stina. */
const shortestFiller = 7

/** Shorter ones begin names of units, too: `sjukhuset`. */
const shortestMatter = 5

/** Between a verb and its particle: `kommer jag in`, `gick inte fram`. */
const between = new Set('han hon den det de dom mig sig dig inte ej aldrig it them me that this'.split(' '))
/** After any verb, as in a question: `gör man ett utskick`. */
const pronouns = new Set('jag man du ni vi det den i you we it'.split(' '))
const particles = new Set(
  'igang in ut upp ner ned om fram bort at av pa tillbaka igen ivag out up down back'.split(' '),
)

/** These stand apart from their verb. */
const apart = new Set('tillbaka back ut out ivag fram'.split(' '))
const objects: ReadonlySet<Concept> = new Set(['mail', 'address', 'link', 'sending'])
const longestObject = 3

/** What stands for no concept, but is known: the words that only carry a sentence. */
const nothing: Concept[] = []
const words = new Map<string, Concept[]>()
const stems = new Map<string, { cut: number; concepts: Concept[] }>()
/** The words that remain when one letter is taken away, with the words they come from. */
const slips = new Map<string, string[]>()
const runs = new Map<string, Run[]>()
/** The runs of a verb and its particle, by the stems of the verb: `loggar in`. */
const verbs = new Map<string, Run[]>()

interface Run {
  rest: string[]
  concepts: Concept[]
}

function learn(text: string, concepts: Concept[]): void {
  for (const entry of text.split(/\s+/)) {
    const [first, ...rest] = entry.split('_').map(squeeze) as [string, ...string[]]
    if (rest.length) learnRun(first, rest, concepts)
    else words.set(first, union(words.get(first), concepts))
  }
}

function learnRun(first: string, rest: string[], concepts: Concept[]): void {
  const known = runs.get(first) ?? []
  const same = known.find((run) => run.rest.join(' ') === rest.join(' '))
  if (same) same.concepts = union(same.concepts, concepts)
  else runs.set(first, [...known, { rest, concepts }])
}

const union = (known: Concept[] = [], more: Concept[]): Concept[] => [...new Set([...known, ...more])]

/** A stem stands for what the word stands for that loses the least. */
function learnStems(word: string, concepts: Concept[], shortest: number): void {
  for (const stem of stemsOf(word)) {
    if (stem.length < shortest) continue
    const cut = word.length - stem.length
    const known = stems.get(stem)
    if (!known || cut < known.cut) stems.set(stem, { cut, concepts })
    else if (cut === known.cut) known.concepts = union(known.concepts, concepts)
  }
}

for (const { phrases, filler } of phraseBook) {
  for (const concept of Object.keys(phrases) as Concept[]) learn(phrases[concept], [concept])
  learn(filler, nothing)
}
for (const [first, found] of runs) {
  found.sort((a, b) => b.rest.length - a.rest.length)
  for (const run of found) {
    if (run.rest.length > 1 || !particles.has(run.rest[0]!)) continue
    for (const stem of stemsOf(first)) verbs.set(stem, [...(verbs.get(stem) ?? []), run])
  }
}
for (const [word, concepts] of words) {
  learnStems(word, concepts, concepts.length ? 0 : shortestFillerStem)
  if (word.length < (concepts.length ? shortestTypo : shortestFiller)) continue
  const spelled = undoubled(word)
  for (const slip of [spelled, ...withoutOne(spelled)]) slips.set(slip, [...(slips.get(slip) ?? []), word])
}

/** What a folded word stands for exactly as it is written. */
export const writtenConcepts = (word: string): Concept[] | undefined => words.get(word)

/**
 * What a folded word stands for: as it is written, with another ending, or as a compound of known words. Empty for one
 * that only carries a sentence, undefined for one that is not known.
 */
export const conceptsOf = (word: string): Concept[] | undefined =>
  simpleConcepts(word) ?? compoundConcepts(word) ?? otherMatter(word)

/** A compound that begins with another matter is about that, whatever its end means: `semesterlönetillägg`. */
function otherMatter(word: string): Concept[] | undefined {
  for (const [first] of partsOf(word))
    if (first.length >= shortestMatter && words.get(first)?.includes('elsewhere')) return ['elsewhere']
  return undefined
}

function simpleConcepts(word: string): Concept[] | undefined {
  const known = words.get(word)
  if (known) return known
  for (const stem of stemsOf(word)) {
    const found = stems.get(stem)
    if (found) return found.concepts
  }
  return undefined
}

/** Each end of the word is tried once, however many ways lead to it: those ways would double with every part. */
function compoundConcepts(word: string, tried = new Set<string>()): Concept[] | undefined {
  for (const [first, rest] of partsOf(word)) {
    const before = words.get(first)
    if (!before || tried.has(rest)) continue
    const behind = simpleConcepts(rest) ?? compoundConcepts(rest, tried)
    // Two that only carry a sentence may be the name of a unit: `kundtjänst`.
    if (behind && (before.length || behind.length)) return union(before, behind)
    if (!behind) tried.add(rest)
  }
  return undefined
}

/** What a mistyped word was meant to stand for; a long one may have another ending, too. */
export function nearConcepts(word: string): Concept[] | undefined {
  for (const stem of stemsOf(word)) {
    const found = stem === word || stem.length >= longWord ? nearWord(stem) : undefined
    if (found) return found
  }
  return undefined
}

function nearWord(word: string): Concept[] | undefined {
  if (word.length < shortestTypo || word.length > longestWord) return undefined
  const spelled = undoubled(word)
  let nearest: string | undefined
  let least = word.length < longWord ? 1 : 2
  for (const slip of [spelled, ...withoutOne(spelled)]) {
    for (const known of slips.get(slip) ?? []) {
      const distance = spelled === undoubled(known) ? 1 : squeezedDistance(word, known)
      if (distance === undefined || distance > least || (distance === least && nearest)) continue
      if (word.length < shortestSlip && (word[0] !== known[0] || !isSwapped(word, known))) continue
      nearest = known
      least = distance
    }
  }
  return nearest === undefined ? undefined : words.get(nearest)
}

/** The words from `at` on that mean something only together: their places, and what they mean. */
export function runAt(folded: readonly string[], at: number): { places: number[]; concepts: Concept[] } | undefined {
  const first = folded[at]!
  return findRun(runs.get(first), folded, at) ?? findVerb(first, folded, at)
}

function findVerb(first: string, folded: readonly string[], at: number) {
  for (const stem of stemsOf(first)) {
    const found = findRun(verbs.get(stem), folded, at)
    if (found) return found
  }
  return undefined
}

function findRun(found: Run[] | undefined, folded: readonly string[], at: number) {
  for (const { rest, concepts } of found ?? []) {
    const places = placesOf(folded, at, rest)
    if (places) return { places, concepts }
  }
  return undefined
}

/** Where a particle may stand that has what the verb is about before it: `kom något mejl tillbaka`. */
function objectEnd(folded: readonly string[], at: number, particle: string): number {
  for (let next = at; next < at + longestObject; next++) {
    if (folded[next + 1] === particle && words.get(folded[next]!)?.some((concept) => objects.has(concept)))
      return next + 1
    if (words.get(folded[next]!)?.length !== 0) break
  }
  return at
}

function placesOf(folded: readonly string[], at: number, rest: string[]): number[] | undefined {
  const places = [at]
  for (const word of rest) {
    let next = places.at(-1)! + 1
    const said = folded[next]!
    if (said !== word && (pronouns.has(said) || (particles.has(word) && between.has(said)))) next++
    else if (said !== word && apart.has(word)) next = objectEnd(folded, next, word)
    if (folded[next] !== word) return undefined
    places.push(next)
  }
  return places
}
