import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { employerLetters, type LogoType, verifiedDomains } from '../../db/schema/index.ts'
import { domainOfAddress, foreignLink } from './links-in-text.ts'

type Row = typeof employerLetters.$inferSelect

export interface Logo {
  type: LogoType
  /** In pixels. */
  width: number
  height: number
  bytes: Uint8Array
}

/** How the letters of a company look in one version. Empty texts: as without. */
export interface Employer {
  /** employer_letters.id */
  id: number
  /** What employees know the company by. */
  name: string
  contact: string
  address: string
  replyTo: string
  /** `#rrggbb` */
  color: string
  text: { sv: string; en: string }
  logo: Logo | null
}

/** The versions that letters have now: employer_letters.id by companies.id; null where no company has one. */
export async function lettersInForce(db: Db): Promise<Record<string, number> | null> {
  const { id, companyId } = employerLetters
  const found = await db.select({ id, companyId }).from(employerLetters).where(isInForce)
  return found.length ? Object.fromEntries(found.map((row) => [String(row.companyId), row.id])) : null
}

/** The version that letters of this company have now. */
export async function employerOf(db: Db, companyId: number): Promise<Employer | null> {
  const [row] = await db
    .select()
    .from(employerLetters)
    .where(and(eq(employerLetters.companyId, companyId), isInForce))
  return row ? asShown(row, await provedDomains(db)) : null
}

/** These versions, by id, whether they are in force or not. */
export async function employersById(db: Db, ids: readonly number[]): Promise<Map<number, Employer>> {
  if (ids.length === 0) return new Map()
  const found = await db
    .select()
    .from(employerLetters)
    .where(inArray(employerLetters.id, [...new Set(ids)]))
  const proved = await provedDomains(db)
  return new Map(found.map((row) => [row.id, asShown(row, proved)]))
}

/** One version; null when there is none with this id. */
export const employerById = async (db: Db, id: number): Promise<Employer | null> =>
  (await employersById(db, [id])).get(id) ?? null

export const isInForce = and(isNotNull(employerLetters.inForceAt), isNull(employerLetters.endedAt))

/** The domains that the employer has proved to be its own, as A-labels. */
export async function provedDomains(db: Db): Promise<ReadonlySet<string>> {
  const found = await db
    .select({ domain: verifiedDomains.domain })
    .from(verifiedDomains)
    .where(isNotNull(verifiedDomains.provedAt))
  return new Set(found.map(({ domain }) => domain))
}

/** Without what leads to a domain that is no longer proved: it may be somebody else's by now. */
function asShown(row: Row, proved: ReadonlySet<string>): Employer {
  const own = (address: string) => (proved.has(domainOfAddress(address)) ? address : '')
  const unlinked = (text: string) => (foreignLink(text, proved) === null ? text : '')
  return {
    id: row.id,
    name: unlinked(row.name),
    contact: unlinked(row.contact),
    address: own(row.address),
    replyTo: own(row.replyTo),
    color: row.color,
    text: { sv: unlinked(row.textSv), en: unlinked(row.textEn) },
    logo: row.logo && {
      type: row.logoType!,
      width: row.logoWidth!,
      height: row.logoHeight!,
      bytes: row.logo,
    },
  }
}
