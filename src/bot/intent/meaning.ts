import type { Intent } from './intents.ts'
import { likeliest } from './likeness.ts'
import { type Name, type Reading, read } from './reading.ts'
import { type Feature, general, type Rule, rulesFor } from './rules.ts'

/** What a natural line means. It says nothing of whether it may be done or would find anybody. */
export interface Meaning {
  intent: Intent
  /** What it may mean as well, the likeliest first. */
  others: Intent[]
  /** Whether a part of each meaning is missing, so that it is better asked. */
  unsure: boolean
  /** What it nearly means, or what most like lines mean, if that is something else; the likeliest first. */
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

/**
 * What a cleaned line means that is no command, or undefined. Deterministic, in linear time, and without any
 * rights. With `verify`, people who are only named are to be verified.
 */
export function findMeaning(line: string, verify = false): Meaning | undefined {
  if (line.length > longest) return undefined
  const reading = read(line)
  const { features, names, emails } = reading
  const fitting = rulesThat((rule) => fits(rule, reading), features)
  const sure = names.filter(({ perhaps }) => !perhaps)
  const alone = fitting.length ? undefined : nameAlone(sure, reading)
  // What is meant only if all words are names may turn out to be no meaning at all.
  const certain = fitting[0]?.weak === false || alone
  const nearly = certain ? [] : rulesThat((rule) => nearlyFits(rule, features), features)
  const alike = likeliest(reading)
  const [best, ...others] = intentsOf([...fitting, ...nearly])
  const named = best ?? alone ?? alike[0]
  if (!named) return undefined
  const strong = certain ? [] : fitting.filter(({ weak }) => !weak)
  return {
    intent: verify && named === 'list' ? 'send' : named,
    others,
    unsure: !fitting.length && !alone,
    nearly: [...new Set([...intentsOf(strong), ...alike, ...intentsOf(nearly)])].filter(
      (intent) => intent !== 'elsewhere' && !(certain && intent === named),
    ),
    names,
    email: emails.at(-1),
    mine: reading.concepts.has('me'),
    exact: reading.exact,
    weak: best ? (fitting[0] ?? nearly[0])!.weak : !alone,
  }
}

const intentsOf = (found: Rule[]): Intent[] => [...new Set(found.map(({ intent }) => intent))]

/** A name and nothing that says what to do with it: the person, or the people there. */
function nameAlone([name, other]: Name[], { length, concepts }: Reading): Intent | undefined {
  if (name?.of === 'place') return 'list'
  if (!name || other) return undefined
  const isAsked = /^\p{Lu}/u.test(name.text) && [...concepts].every((concept) => general.has(concept))
  return length <= 4 || isAsked ? 'person' : undefined
}

/** The rules that could be meant with these features and pass the test, the weightiest first. */
function rulesThat(passes: (rule: Rule) => boolean, features: ReadonlySet<Feature>): Rule[] {
  const found = new Set<Rule>()
  for (const feature of features) for (const rule of rulesFor.get(feature) ?? []) if (passes(rule)) found.add(rule)
  return [...found].sort((a, b) => b.weight - a.weight || a.order - b.order)
}

function fits({ needed, without, only, denies }: Rule, { features, concepts, negated }: Reading): boolean {
  if (only && concepts.size !== needed.length) return false
  for (const part of needed) if (!part.some((feature) => features.has(feature))) return false
  if (without.some((feature) => features.has(feature))) return false
  // What is not so must be what the rule is about: `fått mejl men inte klickat` is no missing mail.
  return !denies.length || denies.some((feature) => negated.has(feature))
}

/** Whether one part of the rule is missing, and the others say what it is about. */
function nearlyFits({ needed, without, only }: Rule, features: ReadonlySet<Feature>): boolean {
  if (only || needed.length < 2) return false
  const met = needed.filter((part) => part.some((feature) => features.has(feature)))
  if (met.length !== needed.length - 1 || without.some((feature) => features.has(feature))) return false
  return met.some((part) => part.some((feature) => features.has(feature) && !general.has(feature)))
}
