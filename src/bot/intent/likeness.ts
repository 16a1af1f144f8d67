import { examples } from '#text'
import { clean } from '../language/clean.ts'
import type { Intent } from './intents.ts'
import { type Reading, read } from './reading.ts'
import { type Feature, general } from './rules.ts'

/** How many of the most similar examples are asked what a line means. */
const asked = 12
/** Of what they say, an intent must have this share to be worth a button. */
const leastShare = 0.1
const mostIntents = 3
/** How much the most similar example must have in common with a line: less is another matter. */
const leastAlike = 0.35

interface Example {
  intent: Intent
  features: ReadonlySet<Feature>
  /** How many are alike in both. */
  times: number
}

interface Learned {
  examples: Example[]
  /** What the features of each example weigh together. */
  weights: Float64Array
  /** The places of the examples that have a feature, and what it weighs: the more, the fewer there are. */
  features: ReadonlyMap<Feature, { weight: number; places: Uint16Array }>
  /** What a feature weighs that no example has. */
  unknown: number
  /** Room to count in, one place for each example. */
  shared: Float64Array
}

let learned: Learned | undefined

/**
 * What those examples in text/ mean that are most like this line, the likeliest first. Alike is what shares features
 * that few examples have. Empty if the line says nothing of any matter, or none is much like it.
 */
export function likeliest({ features }: Reading): Intent[] {
  if (![...features].some((feature) => !general.has(feature))) return []
  learned ??= learn()
  const similar = mostSimilar(features, learned)
  return (similar[0]?.alike ?? 0) < leastAlike ? [] : agreed(similar)
}

interface Similar {
  example: Example
  /** From 0 to 1: the weight of what both have, of that of what either has. */
  alike: number
}

/** Runs for every sentence over all examples, so it makes nothing that is not kept. */
function mostSimilar(
  features: ReadonlySet<Feature>,
  { examples: all, weights, features: known, unknown, shared }: Learned,
): Similar[] {
  shared.fill(0)
  let weight = 0
  for (const feature of features) {
    const found = known.get(feature)
    weight += found?.weight ?? unknown
    if (!found) continue
    const { places } = found
    for (let i = 0; i < places.length; i++) shared[places[i]!]! += found.weight
  }
  const similar: Similar[] = []
  let least = 0
  for (let place = 0; place < shared.length; place++) {
    const common = shared[place]!
    if (common <= least * (weight + weights[place]! - common)) continue
    const alike = common / (weight + weights[place]! - common)
    const at = similar.findIndex((other) => other.alike < alike)
    similar.splice(at < 0 ? similar.length : at, 0, { example: all[place]!, alike })
    if (similar.length > asked) similar.pop()
    if (similar.length === asked) least = similar[asked - 1]!.alike
  }
  return similar
}

/** The intents of these examples that have their share, the most similar ones counting most. */
function agreed(similar: Similar[]): Intent[] {
  const shares = new Map<Intent, number>()
  for (const { example, alike } of similar) {
    const { intent, times } = example
    shares.set(intent, (shares.get(intent) ?? 0) + times * alike ** 2)
  }
  const total = [...shares.values()].reduce((sum, share) => sum + share, 0)
  return [...shares]
    .filter(([, share]) => share >= total * leastShare)
    .sort((a, b) => b[1] - a[1])
    .slice(0, mostIntents)
    .map(([intent]) => intent)
}

function learn(): Learned {
  const all = readExamples()
  const places = new Map<Feature, number[]>()
  for (const [place, { features }] of all.entries())
    for (const feature of features) places.set(feature, [...(places.get(feature) ?? []), place])
  const unknown = Math.log(all.length + 1)
  const features = new Map(
    [...places].map(([feature, at]) => {
      return [feature, { weight: unknown - Math.log(at.length + 1), places: Uint16Array.from(at) }]
    }),
  )
  const weightOf = ({ features: has }: Example) =>
    [...has].reduce((sum, feature) => sum + features.get(feature)!.weight, 0)
  const weights = Float64Array.from(all, weightOf)
  return { examples: all, weights, features, unknown, shared: new Float64Array(all.length) }
}

function readExamples(): Example[] {
  const found = new Map<string, Example>()
  for (const [intent, lines] of Object.entries(examples) as [Intent, string][]) {
    for (const line of lines.split(' | ')) {
      const { features } = read(clean(line))
      const key = [intent, ...[...features].sort()].join(' ')
      const same = found.get(key)
      if (same) same.times++
      else found.set(key, { intent, features, times: 1 })
    }
  }
  return [...found.values()]
}
