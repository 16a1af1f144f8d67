import { type SQL, sql } from 'drizzle-orm'
import { type AnyPgColumn, bigint, check, customType, timestamp } from 'drizzle-orm/pg-core'

export const id = () => bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity()
export const reference = (name: string) => bigint(name, { mode: 'number' })
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** `bytea`. The drivers return Buffer or Uint8Array; we always see Uint8Array. */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  fromDriver: (value) => new Uint8Array(value),
  toDriver: (value) => Buffer.from(value),
})

/** The column holds one of these words, or null if it is nullable. */
export const oneOf = (name: string, column: AnyPgColumn, values: readonly string[]) =>
  check(name, sql`${column} in ${sql.raw(`(${values.map((value) => `'${value}'`).join(', ')})`)}`)

/** The column is null exactly when the condition does not hold. */
export const setExactlyWhen = (name: string, column: AnyPgColumn, condition: SQL) =>
  check(name, sql`(${column} is not null) = (${condition})`)

/** Lower case, with the letters that Nordic names add: in a database with the C locale, lower() knows only ASCII. */
export const lower = (text: SQL): SQL => sql`translate(lower(${text}), 'ÅÄÖÉÈËÜÆØÁÓÍÚ', 'åäöéèëüæøáóíú')`
