import type { Concept } from '#text'
import { squeeze } from '../vocabulary/fold.ts'
import type { Intent } from './intents.ts'
import { conceptsOf, nearConcepts, runAt, writtenConcepts } from './lexicon.ts'
import { type Feature, type Rule, rulesFor } from './rules.ts'

/** Words of a line that are probably a name, of a person, a company or a unit. */
export interface Name {
  text: string
  /** What the preposition before it says that it names; `any` without one. */
  of: 'place' | 'any'
  /** Whether it is a word of its own, which is only perhaps somebody's or something's name: `på lön`. */
  perhaps?: boolean
}

/** What a natural line means. It says nothing of whether it may be done or would find anybody. */
export interface Meaning {
  intent: Intent
  /** What it may mean as well, the likeliest first. */
  others: Intent[]
  /** Whether a part of each meaning is missing, so that it is better asked. */
  unsure: boolean
  /** What it may mean instead, or nearly means, if it is weak or unsure. */
  nearly: Intent[]
  names: Name[]
  /** A new address in the line. */
  email?: string
  /** Whether the speaker is meant: *jag*, *my*. */
  mine: boolean
  /** Whether every word is known as it is written. */
  exact: boolean
  /** Whether it means this only if every word that is not known is somebody's name. */
  weak: boolean
}

const longest = 400
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

const beforeI = /^(am|have|did|do|can|could|should|will|may|must|was|if|that|because)$/

interface Word {
  raw: string
  folded: string
  quoted: boolean
  /** Whether a sentence begins with it, so that its capital letter says nothing. */
  first: boolean
}

/**
 * What a cleaned line means that is no command, or undefined. Deterministic, in linear time, and without any
 * rights. With `verify`, people who are only named are to be verified.
 */
export function findMeaning(line: string, verify = false): Meaning | undefined {
  if (line.length > longest) return undefined
  const words = readWords(line.replace(opening, '').replace(closing, ''))
  const { concepts, names, emails, exact } = readConcepts(words)
  const sure = names.filter(({ perhaps }) => !perhaps)
  const features = featuresOf(concepts, sure, emails)
  const fitting = rulesThat((rule) => fits(rule, features, concepts.size), features)
  const alone = fitting.length ? undefined : nameAlone(sure, words.length)
  // What is meant only if all words are names may turn out to be no meaning at all.
  const certain = fitting[0]?.weak === false || alone
  const nearly = certain ? [] : rulesThat((rule) => nearlyFits(rule, features), features)
  const [best, ...others] = [...fitting, ...nearly]
  const named = best?.intent ?? alone
  if (!named) return undefined
  return {
    intent: verify && named === 'list' ? 'send' : named,
    others: [...new Set(others.map(({ intent }) => intent))].filter((intent) => intent !== named),
    unsure: !fitting.length && nearly.length > 0,
    nearly: [...new Set([...fitting.filter(({ weak }) => !weak), ...nearly].map(({ intent }) => intent))],
    names,
    email: emails.at(-1),
    mine: concepts.has('me'),
    exact,
    weak: best?.weak ?? false,
  }
}

/** A name and nothing that says what to do with it: the person, or the people there. */
function nameAlone([name, other]: Name[], words: number): Intent | undefined {
  if (name?.of === 'place') return 'list'
  return name && !other && words <= 4 ? 'person' : undefined
}

/** Whether a word that was typed after a command is part of a sentence, not a name or a value. */
export const isProse = (typed: string): boolean => isKnown(typed, conceptsOf)

/** Whether a word of a sentence is written as it is known, so that it is no slip of the keys. */
export const isWritten = (typed: string): boolean => isKnown(typed, writtenConcepts)

function isKnown(typed: string, concepts: typeof conceptsOf): boolean {
  const word = typed.replace(/[.,:!?…]+$/, '')
  return /^\p{Ll}/u.test(word) && !/[\d@=]/.test(word) && concepts(squeeze(word)) !== undefined
}

function readWords(line: string): Word[] {
  const words: Word[] = []
  let first = true
  for (const [part] of line.matchAll(/"[^"]+"|[^\s,;/]+/g)) {
    const quoted = part.length > 2 && part.startsWith('"') && part.endsWith('"')
    const raw = part.replace(/^[("'*_-]+|[)"'.:!?…*_-]+$|['’]s$/g, '').replace(/^<([^<>@]+@[^<>]+)>$/, '$1')
    if (raw) words.push({ raw, folded: squeeze(raw.replace(/['’]/g, '')), quoted, first })
    first = /[.!?:]$/.test(part)
  }
  return words
}

function readConcepts(words: Word[]) {
  const concepts = new Set<Concept>()
  const names: Name[] = []
  const emails: string[] = []
  const folded = words.map((word) => word.folded)
  const shouting = words.every(({ raw }) => raw === raw.toUpperCase())
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
    for (const concept of meant ?? []) concepts.add(concept)
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
  return { concepts, names, emails, exact }
}

/** A noun after *på*, *i* and the like, which may be what a unit is called. */
const isPerhapsPlace = (words: Word[], i: number): boolean =>
  placeWords.has(words[i - 1]?.folded ?? '') && words[i]!.raw.length > 2 && !/[@\d]/.test(words[i]!.raw)

/** The concepts of one word, none for one that only carries the sentence, undefined for a name. */
function meaningOf(words: Word[], i: number, shouting: boolean): Concept[] | undefined {
  const { raw, folded, quoted, first } = words[i]!
  if (quoted || /[@\d<]/.test(raw)) return undefined
  const capital = !first && !shouting && /^\p{Lu}/u.test(raw) && raw !== 'I'
  const known = capital ? writtenConcepts(folded) : conceptsOf(folded)
  const afterPreposition = nameWords.has(words[i - 1]?.folded ?? '')
  if (capital && afterPreposition && !known?.some((concept) => capitalised.has(concept))) return undefined
  if (known) return known
  return capital || afterPreposition ? undefined : nearConcepts(folded)
}

function featuresOf(concepts: ReadonlySet<Concept>, names: Name[], emails: string[]): ReadonlySet<Feature> {
  const features = new Set<Feature>(concepts)
  if (emails.length) features.add('email')
  if (names.some(({ text }) => !emails.includes(text))) features.add('name')
  if (names.some(({ of }) => of === 'place')) features.add('place')
  return features
}

/** The rules that could be meant with these features and pass the test, the weightiest first. */
function rulesThat(passes: (rule: Rule) => boolean, features: ReadonlySet<Feature>): Rule[] {
  const found = new Set<Rule>()
  for (const feature of features) for (const rule of rulesFor.get(feature) ?? []) if (passes(rule)) found.add(rule)
  return [...found].sort((a, b) => b.weight - a.weight || a.order - b.order)
}

function fits({ needed, without, only }: Rule, features: ReadonlySet<Feature>, concepts: number): boolean {
  if (only && concepts !== needed.length) return false
  for (const part of needed) if (!part.some((feature) => features.has(feature))) return false
  return !without.some((feature) => features.has(feature))
}

/** Whether one part of the rule is missing, and the others say what it is about. */
function nearlyFits({ needed, without, only }: Rule, features: ReadonlySet<Feature>): boolean {
  if (only || needed.length < 2) return false
  const met = needed.filter((part) => part.some((feature) => features.has(feature)))
  if (met.length !== needed.length - 1 || without.some((feature) => features.has(feature))) return false
  return met.some((part) => part.some((feature) => features.has(feature) && !general.has(feature)))
}

/** What says nothing of the matter that a line is about. */
const general: ReadonlySet<Feature> = new Set(
  'me who all how many why when what where go far not you long know add change list thanks name place email today yesterday week recent'.split(
    ' ',
  ) as Feature[],
)
