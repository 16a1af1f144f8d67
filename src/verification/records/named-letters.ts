import { type SQL, sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import { hasToken } from './mentions.ts'

/** The texts of a letter that may name a person. */
const columns = ['name', 'contact', 'address', 'reply_to', 'text_sv', 'text_en'] as const

const has = (column: string, pattern: string): SQL => hasToken(sql`${sql.identifier(column)}`, pattern)

/** Takes a person out of every letter that names them, also out of the one in force: that field is empty then. */
export async function eraseFromLetters(tx: Db, pattern: string): Promise<void> {
  for (const column of columns) {
    const name = sql.identifier(column)
    await tx.execute(sql`update employer_letters set ${name} = '' where ${name} <> '' and ${has(column, pattern)}`)
  }
}

/** The letters that name a person, as they are stored. */
export const lettersNaming = (db: Db, pattern: string): Promise<Record<string, unknown>[]> =>
  rows(
    db,
    sql`select company_id, name, contact, address, reply_to, text_sv, text_en, created_at, in_force_at, ended_at
      from employer_letters where ${sql.join(
        columns.map((column) => has(column, pattern)),
        sql` or `,
      )} order by id`,
  )
