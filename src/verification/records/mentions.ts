import { type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { lower } from '../../db/schema/index.ts'

/** What may be part of a word: also å, ä, ö, é, ü, æ and ø, which the database's locale may not know. */
const letter = '[:alnum:]\u00e5\u00e4\u00f6\u00e9\u00fc\u00e6\u00f8'

/**
 * A pattern for addresses as whole tokens, in lower case: `anna@acme.example` is neither part of
 * `hanna@acme.example` nor of `anna@acme.example.org`.
 */
const addressPattern = (address: string) => `(?<![${letter}._%+'-])${escaped(address)}(?![${letter}-]|[.][${letter}])`

/** The same for a whole name: `anna berg` is no part of `anna bergdahl`. */
const namePattern = (name: string) => `(?<![${letter}])${escaped(name)}(?![${letter}])`

/** A pattern that finds any of these as whole tokens; null when there is nothing to find. */
export function tokenPattern(addresses: readonly string[], names: readonly string[]): string | null {
  const patterns = [...addresses.map(addressPattern), ...names.map(namePattern)]
  return patterns.length ? patterns.join('|') : null
}

const escaped = (text: string) => text.toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Whether a text has a token of the pattern, as a condition. */
export const hasToken = (text: AnyPgColumn | SQL, pattern: string): SQL => sql`${lower(sql`${text}`)} ~ ${pattern}`

/** Whether any string within a JSON value has one. */
export const jsonHasToken = (json: AnyPgColumn | SQL, pattern: string): SQL =>
  sql`exists (select 1 from jsonb_path_query(${json}, '$.**') part
    where jsonb_typeof(part) = 'string' and ${hasToken(sql`part #>> '{}'`, pattern)})`
