import type { Concept } from '#text'
import { squeeze } from '../vocabulary/fold.ts'
import { conceptsOf, isFiller, nearConcepts, runAt } from './lexicon.ts'
import { type Intent, type Rule, rulesFor } from './rules.ts'

/** Words of a line that are probably a name, of a person, a company or a unit. */
export interface Name {
  text: string
  /** What the preposition before it says that it names; `any` without one. */
  of: 'place' | 'any'
}

/** What a natural line means. It says nothing of whether it may be done or would find anybody. */
export interface Meaning {
  intent: Intent
  names: Name[]
  /** A new address in the line. */
  email?: string
  /** Whether the speaker is meant: *jag*, *my*. */
  mine: boolean
  /** Whether every word is known as it is written. */
  exact: boolean
}

const longest = 200
const placeWords = new Set(['i', 'pa', 'hos', 'fran', 'inom', 'at', 'in', 'from', 'within'])
/** After these a word that is not known exactly is a name, not a slip of the keys. */
const nameWords = new Set([...placeWords, 'till', 'for', 'at', 'om', 'to', 'about', 'of', 'with'])
/** What is written with a capital letter and is no name of a person or place. */
const capitalised: ReadonlySet<Concept> = new Set(['visma', 'excel', 'english', 'swedish'])
/** What follows the English *i*, which in Swedish is *in*. */
const afterI =
  /^(cannot|cant|can|have|havent|did|didnt|am|dont|do|got|get|forgot|never|need|want|lost|still|received|changed|was|would|think|keep|no|just|only|already)$/

const beforeI = /^(am|have|did|do|can|could|should|will|may|must|was|if|that|because)$/

interface Word {
  raw: string
  folded: string
  quoted: boolean
}

/**
 * What a cleaned line means that is no command, or undefined. Deterministic, in linear time, and without any
 * rights. With `verify`, people who are only named are to be verified.
 */
export function findMeaning(line: string, verify = false): Meaning | undefined {
  if (line.length > longest) return undefined
  const words = readWords(line)
  const { concepts, names, emails, exact } = readConcepts(words)
  const named = bestIntent(concepts) ?? nameAlone(names, words.length)
  const found = verify && named === 'list' ? 'send' : named
  return found && { intent: found, names, email: emails.at(-1), mine: concepts.has('me'), exact }
}

/** A name and nothing that says what to do with it: the person, or the people there. */
function nameAlone([name, other]: Name[], words: number): Intent | undefined {
  if (name?.of === 'place') return 'list'
  return name && !other && words <= 4 ? 'person' : undefined
}

/** Whether a word that was typed after a command is part of a sentence, not a name or a value. */
export function isProse(typed: string): boolean {
  const word = typed.replace(/[.,:!?…]+$/, '')
  if (!/^\p{Ll}/u.test(word) || /[\d@=]/.test(word)) return false
  return isKnown(squeeze(word))
}

const isKnown = (folded: string): boolean => isFiller(folded) || conceptsOf(folded).length > 0

function readWords(line: string): Word[] {
  const words: Word[] = []
  for (const [part] of line.matchAll(/"[^"]+"|[^\s,;/]+/g)) {
    const quoted = part.length > 2 && part.startsWith('"') && part.endsWith('"')
    const raw = part.replace(/^[("'*_-]+|[)"'.:!?…*_-]+$|['’]s$/g, '')
    if (raw) words.push({ raw, folded: squeeze(raw.replace(/['’]/g, '')), quoted })
  }
  return words
}

function readConcepts(words: Word[]) {
  const concepts = new Set<Concept>()
  const names: Name[] = []
  const emails: string[] = []
  const folded = words.map((word) => word.folded)
  const shouting = words.every(({ raw }) => raw === raw.toUpperCase())
  let open = -2
  let exact = true
  for (let i = 0; i < words.length; ) {
    const word = words[i]!
    if (/^[^@\s]+@[^@\s]+$/.test(word.raw)) emails.push(word.raw)
    const run = word.quoted ? undefined : runAt(folded, i)
    const isI = word.folded === 'i' && (afterI.test(folded[i + 1] ?? '') || beforeI.test(folded[i - 1] ?? ''))
    const meant = run?.concepts ?? (isI ? (['me'] as Concept[]) : meaningOf(words, i, shouting))
    for (const concept of meant ?? []) concepts.add(concept)
    if (!run && !isI && !isKnown(word.folded)) exact = false
    if (!meant) {
      const last = names.at(-1)
      if (last && open === i - 1 && !`${last.text}${word.raw}`.includes('@')) last.text += ` ${word.raw}`
      else names.push({ text: word.raw, of: placeWords.has(folded[i - 1] ?? '') ? 'place' : 'any' })
      open = i
    }
    i += run?.taken ?? 1
  }
  return { concepts, names, emails, exact }
}

/** The concepts of one word, none for one that only carries the sentence, undefined for a name. */
function meaningOf(words: Word[], i: number, shouting: boolean): Concept[] | undefined {
  const { raw, folded, quoted } = words[i]!
  if (quoted || /[@\d<]/.test(raw)) return undefined
  const capital = i > 0 && !shouting && /^\p{Lu}/u.test(raw) && raw !== 'I'
  const known = conceptsOf(folded)
  const afterPreposition = nameWords.has(words[i - 1]?.folded ?? '')
  if (capital && afterPreposition && !known.some((concept) => capitalised.has(concept))) return undefined
  if (known.length || isFiller(folded)) return known
  if (capital || afterPreposition) return undefined
  const near = nearConcepts(folded)
  return near.length ? near : undefined
}

function bestIntent(concepts: ReadonlySet<Concept>): Intent | undefined {
  let best: Rule | undefined
  for (const concept of concepts) {
    // The first that fits is the best of these.
    const rule = rulesFor.get(concept)?.find((rule) => fits(rule, concepts))
    if (rule && (!best || rule.weight > best.weight || (rule.weight === best.weight && rule.order < best.order)))
      best = rule
  }
  return best?.intent
}

function fits({ needed, without, only }: Rule, concepts: ReadonlySet<Concept>): boolean {
  if (only && concepts.size !== needed.length) return false
  for (const part of needed) if (!part.some((c) => concepts.has(c))) return false
  return !without.some((c) => concepts.has(c))
}
