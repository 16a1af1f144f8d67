import type { Concept } from '#text'
import { squeeze } from '../vocabulary/fold.ts'
import { conceptsOf, nearConcepts, runAt, writtenConcepts } from './lexicon.ts'
import { type Feature, general } from './rules.ts'

/** Words of a line that are probably a name, of a person, a company or a unit. */
export interface Name {
  text: string
  /** What the preposition before it says that it names; `any` without one. */
  of: 'place' | 'any'
  /** Whether it is a word of its own, which is only perhaps somebody's or something's name: `på lön`. */
  perhaps?: boolean
}

/** A greeting, perhaps with a name, and what stands below a message. */
const opening = /^(?:hej|hejsan|hallå|tjena|hi|hello|hey|dear|good morning|god morgon)(?: \p{L}+)?[,!.:]+ (?=\S)/iu
const closing =
  /(?<=\S)[\s,.!-]+(?:mvh|m\.v\.h\.?|(?:med )?vänlig(?:a)? hälsning(?:ar)?|hälsningar|hälsn|(?:best |kind )?regards|yours sincerely)(?:[,. ].*)?$|(?<=\S) ?\/ ?\p{Lu}\p{L}+$/iu
const placeWords = new Set(['i', 'pa', 'hos', 'fran', 'inom', 'at', 'in', 'from', 'within'])
/** After these a word that is not known exactly is a name, not a slip of the keys. */
const nameWords = new Set([...placeWords, 'till', 'for', 'at', 'om', 'to', 'about', 'of', 'with'])
/** What is written with a capital letter and is no name of a person or place. */
const capitalised: ReadonlySet<Concept> = new Set(['visma', 'excel', 'english', 'swedish'])
/** What follows the English *i*, which in Swedish is *in*. */
const afterI =
  /^(cannot|cant|can|have|havent|did|didnt|am|dont|do|got|get|forgot|never|need|want|lost|still|received|changed|was|would|think|keep|no|just|only|already)$/

/** What begins a clause. */
const conjunctions = new Set('men och som att fast utan samt but and who that though although without'.split(' '))
const beforeI = /^(am|have|did|do|can|could|should|will|may|must|was|if|that|because)$/

/** What a line holds, whatever it may mean. */
export interface Reading {
  concepts: ReadonlySet<Concept>
  /** The concepts that a *not* is about: those of its clause, or all if that says nothing else. */
  negated: ReadonlySet<Feature>
  names: Name[]
  emails: string[]
  /** Whether every word is known as it is written. */
  exact: boolean
  /** How many words there are. */
  length: number
  /** The concepts, and what kinds of names there are besides. */
  features: ReadonlySet<Feature>
}

interface Word {
  raw: string
  folded: string
  quoted: boolean
  /** Whether a sentence begins with it, so that its capital letter says nothing. */
  first: boolean
  /** Which clause of the line it stands in, counted from 0. */
  clause: number
}

/** Reads a cleaned line, without what only greets or signs. */
export function read(line: string): Reading {
  const words = readWords(line.replace(opening, '').replace(closing, ''))
  const found = readConcepts(words)
  return { ...found, length: words.length, features: featuresOf(found) }
}

function readWords(line: string): Word[] {
  const words: Word[] = []
  let first = true
  let clause = 0
  for (const { 0: part, index } of line.matchAll(/"[^"]+"|[^\s,;/]+/g)) {
    const quoted = part.length > 2 && part.startsWith('"') && part.endsWith('"')
    const raw = part.replace(/^[("'*_-]+|[)"'.:!?…*_-]+$|['’]s$/g, '').replace(/^<([^<>@]+@[^<>]+)>$/, '$1')
    const folded = squeeze(raw.replace(/['’]/g, ''))
    if (conjunctions.has(folded)) clause++
    if (raw) words.push({ raw, folded, quoted, first, clause })
    first = /[.!?:]$/.test(part)
    if (first || /[,;]/.test(line[index + part.length] ?? '')) clause++
  }
  return words
}

function readConcepts(words: Word[]): Pick<Reading, 'concepts' | 'negated' | 'names' | 'emails' | 'exact'> {
  const concepts = new Set<Concept>()
  const clauses: Set<Concept>[] = []
  const names: Name[] = []
  const emails: string[] = []
  const folded = words.map((word) => word.folded)
  // Or writing every word with a capital letter, as in a heading.
  const shouting =
    words.every(({ raw }) => raw === raw.toUpperCase()) ||
    (words.length > 3 && words.every(({ raw }) => /^[^\p{Ll}]/u.test(raw)))
  const read = new Set<number>()
  let open = -2
  let exact = true
  for (const [i, word] of words.entries()) {
    if (read.has(i)) continue
    if (/^[^@\s]+@[^@\s]+$/.test(word.raw)) emails.push(word.raw)
    const run = word.quoted ? undefined : runAt(folded, i)
    for (const place of run?.places ?? []) read.add(place)
    const isI = word.folded === 'i' && (afterI.test(folded[i + 1] ?? '') || beforeI.test(folded[i - 1] ?? ''))
    const meant = run?.concepts ?? (isI ? (['me'] as Concept[]) : meaningOf(words, i, shouting))
    for (const concept of meant ?? []) {
      concepts.add(concept)
      clauses[word.clause] = (clauses[word.clause] ?? new Set()).add(concept)
    }
    if (!run && !isI && !writtenConcepts(word.folded)) exact = false
    if (meant) {
      if (!run && isPerhapsPlace(words, i)) names.push({ text: word.raw, of: 'place', perhaps: true })
      continue
    }
    const last = names.at(-1)
    if (last && open === i - 1 && !`${last.text}${word.raw}`.includes('@')) last.text += ` ${word.raw}`
    else names.push({ text: word.raw, of: placeWords.has(folded[i - 1] ?? '') ? 'place' : 'any' })
    open = i
  }
  return { concepts, negated: negatedIn(clauses.filter(Boolean), concepts), names, emails, exact }
}

/** A *not* is about its clause. One that stands alone, as in `fått mejl men inte jag`, is about the whole line. */
function negatedIn(clauses: ReadonlySet<Concept>[], all: ReadonlySet<Concept>): ReadonlySet<Concept> {
  const negated = new Set<Concept>()
  for (const clause of clauses) {
    if (!clause.has('not')) continue
    if ([...clause].every((concept) => concept === 'not' || general.has(concept))) return all
    for (const concept of clause) negated.add(concept)
  }
  return negated
}

/** A noun after *på*, *i* and the like, which may be what a unit is called. */
const isPerhapsPlace = (words: Word[], i: number): boolean =>
  placeWords.has(words[i - 1]?.folded ?? '') && words[i]!.raw.length > 2 && !/[@\d]/.test(words[i]!.raw)

/** Whether a word has a capital letter because of what it is. The first of a sentence says so only in a line of two. */
function isCapital(words: Word[], i: number): boolean {
  const word = words[i]
  if (!word || !/^\p{Lu}/u.test(word.raw) || word.raw === 'I') return false
  if (!word.first) return true
  return words.length === 2 && /^\p{Lu}/u.test(words[1 - i]!.raw) && !conceptsOf(word.folded)?.length
}

/** Whether two words with capital letters stand side by side, as in a whole name: `har Tom Sand svarat`. */
const isPartOfName = (words: Word[], i: number): boolean =>
  !isNoName(words[i]!) &&
  [i - 1, i + 1].some((at) => isCapital(words, at) && words[at]!.clause === words[i]!.clause && !isNoName(words[at]!))

const isNoName = ({ raw, folded }: Word): boolean =>
  raw === raw.toUpperCase() || Boolean(writtenConcepts(folded)?.some((concept) => capitalised.has(concept)))

const units = /^(?:dag|dagar|vecka|veckor|timme|timmar|manad|manader)(?:na)?$|^(?:day|week|hour|month)s?$/

/** A span of time, `3 dagar`, names nothing. */
const isSpan = (words: Word[], i: number): boolean =>
  [i - 1, i].some((at) => /^\d{1,3}$/.test(words[at]?.raw ?? '') && units.test(words[at + 1]?.folded ?? ''))

/** The concepts of one word, none for one that only carries the sentence, undefined for a name. */
function meaningOf(words: Word[], i: number, shouting: boolean): Concept[] | undefined {
  const { raw, folded, quoted } = words[i]!
  if (isSpan(words, i)) return []
  if (quoted || /[@\d<]/.test(raw)) return undefined
  const capital = !shouting && isCapital(words, i)
  const known = capital ? writtenConcepts(folded) : conceptsOf(folded)
  // What only carries a sentence has no capital letter inside it: Saga is no *säga*.
  if (capital && (known?.length === 0 || isPartOfName(words, i))) return undefined
  const afterPreposition = nameWords.has(words[i - 1]?.folded ?? '')
  if (capital && afterPreposition && !known?.some((concept) => capitalised.has(concept))) return undefined
  if (known) return known
  return capital || afterPreposition ? undefined : nearConcepts(folded)
}

function featuresOf({ concepts, names, emails }: Pick<Reading, 'concepts' | 'names' | 'emails'>): ReadonlySet<Feature> {
  const features = new Set<Feature>(concepts)
  const sure = names.filter(({ perhaps }) => !perhaps)
  if (emails.length) features.add('email')
  if (sure.some(({ text }) => !emails.includes(text))) features.add('name')
  if (sure.some(({ of }) => of === 'place')) features.add('place')
  return features
}

/** Whether a word that was typed after a command is part of a sentence, not a name or a value. */
export const isProse = (typed: string): boolean => isKnown(typed, conceptsOf)

/** Whether a word of a sentence is written as it is known, so that it is no slip of the keys. */
export const isWritten = (typed: string): boolean => isKnown(typed, writtenConcepts)

function isKnown(typed: string, concepts: typeof conceptsOf): boolean {
  const word = typed.replace(/[.,:!?…]+$/, '')
  return /^\p{Ll}/u.test(word) && !/[\d@=]/.test(word) && concepts(squeeze(word)) !== undefined
}
