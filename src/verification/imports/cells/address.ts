import { type Address, readAddress } from '../../addresses/addresses.ts'
import { typoHint } from '../../addresses/similar-domains.ts'
import type { NoteCode } from './notes.ts'

interface ReadCell {
  address?: Extract<Address, { ok: true }>
  why?: Extract<NoteCode, 'address' | 'two_addresses' | 'typo' | 'cleaned'>
  proposal?: string
}

/**
 * The address in a cell. What stands around it is left out where only one meaning is possible: invisible characters,
 * `mailto:`, a name, brackets, a dot or semicolon. Likely slips are proposed, never corrected.
 * @param domains those that others in the file have, the longest first
 */
export function readAddressCell(cell = '', domains: readonly string[] = []): ReadCell {
  const text = visible(cell)
  if (!text) return {}
  const plain = readAddress(text)
  if (plain.ok) return { address: plain, ...hint(plain, text !== cell.trim() || plain.email !== text) }
  const found = new Map(candidates(text).map((address) => [address.key, address]))
  if (found.size > 1) return { why: 'two_addresses' }
  const [address] = found.values()
  if (address) return { address, ...hint(address, true) }
  const mended = readAddress(
    text
      .replace(otherAt, '$1@')
      .replace(/\s+/g, '')
      .replace(/,/g, '.')
      .replace(/([@.])\1+/g, '$1')
      .replace(/\(at\)|\[at\]/i, '@'),
  )
  if (mended.ok) return { why: 'typo', proposal: mended.email }
  const proposal = withAt(text, domains)
  return proposal ? { why: 'typo', proposal } : { why: 'address' }
}

/** With the @ that is missing before one of these domains: `anna.bergacme.example`, `anna.berg.acme.example`. */
function withAt(text: string, domains: readonly string[]): string | undefined {
  const domain = domains.find((each) => text.toLowerCase().endsWith(each))
  if (!domain) return undefined
  const local = text.slice(0, -domain.length).replace(/\.$/, '')
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._+-]+$/u.test(local) || local === 'www') return undefined
  const address = readAddress(`${local}@${domain}`)
  return address.ok ? address.email : undefined
}

/** A sign that was hit instead of the @, before what looks like a domain: `anna,acme.se`, `anna"acme.se`. */
const otherAt = /^([^\s@,;"'§]+)\s?[,;"'§]\s?(?=[^\s@,;"'§]+\.\p{L}{2,}$)/u

function hint(address: Extract<Address, { ok: true }>, cleaned: boolean): Pick<ReadCell, 'why' | 'proposal'> {
  const domain = typoHint(address.domain)
  if (domain) return { why: 'typo', proposal: `${address.email.slice(0, address.email.lastIndexOf('@'))}@${domain}` }
  return cleaned ? { why: 'cleaned', proposal: address.email } : {}
}

/** Without characters that nobody sees: zero-width ones, soft hyphens, marks of direction, Excel's line ends. */
const visible = (cell: string) =>
  cell
    .replace(/_x000[9AD]_/gi, ' ')
    .replace(/\uff20/g, '@')
    .replace(/^\s*="([^"]*)"\s*$/, '$1')
    .replace(/[\p{Cf}\p{Cc}]/gu, (char) => (/\s/.test(char) ? ' ' : ''))
    .replace(/[\s\p{Zs}]+/gu, ' ')
    .trim()

/** Words before an address that say no more than that it is one. */
const label = /(?<![\p{L}\p{N}])(?:mailto|smtp|e-?post(?:adress)?|e-?mail|mejl|mail) ?:/giu
/** A remark behind it that changes nothing: it is the one from work that is asked for. */
const ofWork = / ?\((?:jobb|jobbet|arbete|arbetet|tjänst|work|office|job)\)$/i

/** The addresses in a text. A comma or a space within one is not left out here. */
function candidates(text: string): Extract<Address, { ok: true }>[] {
  const bracketed = /^[^<>@]*<([^<>]+)>[.,;]*$/.exec(text)?.[1]
  const joined = (bracketed ?? text).replace(/ ?@ ?/g, '@').replace(label, ' ').replace(ofWork, '')
  const pieces = joined.split(/[\s;,/|<>]+| (?:och|and|eller|or) /).filter((piece) => piece.includes('@'))
  // `anna@acme,se` is one address with a slip, not an address and a word.
  if (pieces.length === 1 && /@[^\s;,]*,\p{L}{2,}$/u.test(joined)) return []
  if (pieces.length === 1 && /[^\s;,<>/|"'()[\]]/.test(joined.replace(pieces[0]!, '')) && !bracketed) return []
  return pieces.flatMap((piece) => {
    const address = readAddress(piece.replace(/^["'([{.:]+|["')\]}.:?!]+$/g, ''))
    return address.ok ? address : []
  })
}
