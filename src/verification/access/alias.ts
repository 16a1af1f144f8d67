/** What accounts for administration are often called, before, after or within the user's name. */
const adminWords = [
  'adm',
  'admin',
  'administrator',
  'sysadmin',
  'sysadm',
  'priv',
  'root',
  'svc',
  'test',
  'ext',
  'konsult',
]

/**
 * Whether two addresses look as if they belonged to one human: `anna@` and `adm-anna@`, `anna.berg@` and `aberg@`, the
 * same name at another domain. A false yes costs a mailed code; a false no lets one human approve alone.
 */
export function looksLikeAlias(one: string, other: string): boolean {
  const a = wordsOf(one)
  const b = wordsOf(other)
  if (isWithin(a, b) || isWithin(b, a)) return true
  if (isShortFor(a, b) || isShortFor(b, a)) return true
  return spellings(a).some((spelling) => spellings(b).includes(spelling))
}

/** The words of the part before the @: without diacritics and `+tag`, numbers apart, and without words for admins. */
function wordsOf(address: string): string[] {
  const local = address.slice(0, address.lastIndexOf('@')).toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
  const words = local.replace(/\+.*$/, '').match(/\p{L}+|\p{N}+/gu) ?? [local]
  const own = words.filter((word) => !adminWords.includes(word))
  return own.length ? own : words
}

const isWithin = (some: string[], all: string[]) => some.every((word) => all.includes(word))

const lettersOf = (words: string[]) => words.filter((word) => /\p{L}/u.test(word))

/** Whether it is what user names are made of from a name: `aberg`, `berga`, `annber01` or `anbe` of `anna.berg`. */
function isShortFor(name: string[], words: string[]): boolean {
  const [first = '', ...rest] = lettersOf(words)
  const last = rest.at(-1)
  if (!last) return false
  const parts = [2, 3].map((n) => first.slice(0, n) + last.slice(0, n))
  const short = [`${first[0]}${last}`, `${first}${last[0]}`, `${last}${first[0]}`, ...parts]
  return [...spellings(name), ...spellings(lettersOf(name))].some((spelling) => short.includes(spelling))
}

/** The ways to write the words as one: `annaberg`, `berganna`, and without a word for admins at either end. */
function spellings(words: string[]): string[] {
  const whole = words.join('')
  const [first = '', ...rest] = words
  const turned = rest.length > 0 ? [`${rest.at(-1)}${first}`] : []
  const bare = adminWords.flatMap((word) => [
    ...(whole.startsWith(word) ? [whole.slice(word.length)] : []),
    ...(whole.endsWith(word) ? [whole.slice(0, -word.length)] : []),
  ])
  return [whole, ...turned, ...bare].filter((spelling) => spelling.length > 1)
}
