/** How Swedish and English words change, on folded words: endings, parts of compounds, slips of the keys. */

const shortestStem = 4
const shortestPart = 3
const shortestCompound = 7
/** Nobody joins more than this. */
const longestCompound = 60

/** The shortest first, so that the longest stem is tried first. */
const endings =
  's e a n t d as es ed et en ar er or at de ad ly ing arn ats ens ets ars ers ors ade are arna erna orna ades aren ande ende ning ingen ingar arnas ernas ornas ningen ningar andet andes'.split(
    ' ',
  )

/** By their last letter, so that a word is compared with few. */
const endingsIn = new Map<string, string[]>()
for (const ending of endings) endingsIn.set(ending.at(-1)!, [...(endingsIn.get(ending.at(-1)!) ?? []), ending])

/** A word, and what is left of it without each ending that it may have. */
export function stemsOf(word: string): string[] {
  const stems = [word]
  for (const ending of endingsIn.get(word[word.length - 1]!) ?? []) {
    if (word.length - ending.length >= shortestStem && word.endsWith(ending)) stems.push(word.slice(0, -ending.length))
  }
  return stems
}

/** The ways to split a word in two, as Swedish joins words: with an `s` between them or without. */
export function* partsOf(word: string): Generator<[first: string, rest: string]> {
  if (word.length < shortestCompound || word.length > longestCompound) return
  for (let at = word.length - shortestPart; at >= shortestPart; at--) {
    const first = word.slice(0, at)
    yield [first, word.slice(at)]
    if (at > shortestPart && first.endsWith('s')) yield [first.slice(0, -1), word.slice(at)]
  }
}

/** A word as it is spelled by whoever is unsure which letters are double. */
export const undoubled = (word: string): string => word.replace(/(.)\1+/g, '$1')

/** What remains of a word when one letter is taken away. */
export function* withoutOne(word: string): Generator<string> {
  for (let i = 0; i < word.length; i++) yield word.slice(0, i) + word.slice(i + 1)
}

/** Whether two neighbouring letters are swapped. */
export function isSwapped(a: string, b: string): boolean {
  const i = [...a].findIndex((letter, n) => letter !== b[n])
  return a.length === b.length && a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2)
}
