import { domainToUnicode } from 'node:url'
import { distance } from 'fastest-levenshtein'

/**
 * The domain that this one could be mistaken for, or null. It sees letters of other alphabets, digits in place of
 * letters, missing accents, and domains that differ by one letter from a known one. This only leads to a warning.
 * @param domain A-label
 * @param known A-labels of domains that are known to be right
 */
export function lookalike(domain: string, known: readonly string[]): string | null {
  if (known.includes(domain)) return null
  const unicode = domainToUnicode(domain)
  const shape = skeleton(unicode)
  for (const other of known) if (skeleton(domainToUnicode(other)) === shape) return other
  for (const other of known) if (nameOf(other).length >= 5 && oneOff(domain, other)) return other
  const latin = foldAlphabets(unicode)
  return latin !== unicode && /^[\x20-\x7e]+$/.test(latin) ? latin : null
}

/** The public mail domain that a mistyped one probably means (`gmial.com`: `gmail.com`), or null. A suggestion only. */
export function typoHint(domain: string): string | null {
  if (isPublicMailbox(domain)) return null
  const near = mailboxes.find((mailbox) => oneOff(domain, mailbox))
  if (near) return near
  return (
    mailboxes.find(
      (mailbox) =>
        mailbox.length >= 9 && domain[0] === mailbox[0] && distance(domain, mailbox) === 2 && sameEnd(domain, mailbox),
    ) ?? null
  )
}

/** Whether anybody may have an address there, so that no organisation can prove the domain. */
export const isPublicMailbox = (domain: string): boolean => mailboxes.includes(domain) || honest.has(domain)

const mailboxes =
  'gmail.com hotmail.com hotmail.se outlook.com outlook.se live.se live.com icloud.com yahoo.com yahoo.se telia.com comhem.se bredband.net googlemail.com protonmail.com spray.se tele2.se msn.com'.split(
    ' ',
  )

/** Real mail domains that differ by one letter from a better known one. */
const honest = new Set(
  'mail.com email.com ymail.com gmx.com gmx.se aol.com me.com mac.com live.de live.fi live.fr live.nl live.no'.split(
    ' ',
  ),
)

const nameOf = (domain: string) => domain.slice(0, domain.lastIndexOf('.'))
const sameEnd = (a: string, b: string) => a.slice(-2) === b.slice(-2)

/** Whether one letter was added, lost or changed, or two neighbours were swapped. */
function oneOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false
  if (distance(a, b) === 1) return true
  if (a.length !== b.length) return false
  let i = 0
  while (a[i] === b[i]) i++
  return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2)
}

/** A form that is the same for domains that look alike. */
function skeleton(unicode: string): string {
  return foldAlphabets(unicode)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[013458i]|rn|vv/g, (part) => swaps[part] ?? part)
}

const swaps: Record<string, string> = { 0: 'o', 1: 'l', i: 'l', 3: 'e', 4: 'a', 5: 's', 8: 'b', rn: 'm', vv: 'w' }

/** Replaces Cyrillic, Greek and other letters by the Latin ones that they look like. */
function foldAlphabets(unicode: string): string {
  let folded = ''
  for (const letter of unicode) folded += confusables[letter] ?? letter
  return folded
}

const confusables: Record<string, string> = Object.fromEntries(
  [
    ['a', 'аαɑ'],
    ['b', 'ЬЪв'],
    ['c', 'сϲ'],
    ['d', 'ԁ'],
    ['e', 'еєε'],
    ['g', 'ɡց'],
    ['h', 'һн'],
    ['i', 'іιıɩ'],
    ['j', 'јϳ'],
    ['k', 'кκ'],
    ['l', 'ӏⅼ'],
    ['m', 'м'],
    ['n', 'пηո'],
    ['o', 'оοσօ'],
    ['p', 'рρ'],
    ['q', 'ԛ'],
    ['r', 'г'],
    ['s', 'ѕ'],
    ['t', 'тτ'],
    ['u', 'υսц'],
    ['v', 'νѵ'],
    ['w', 'ԝωѡ'],
    ['x', 'хχ'],
    ['y', 'уүγ'],
    ['z', 'ᴢ'],
  ].flatMap(([latin = '', others = '']) => [...others].map((other) => [other, latin])),
)
