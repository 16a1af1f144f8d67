import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

/** The domain, as A-label, of an address key in a column, as an expression. */
export const domainOf = (emailKey: SQLWrapper): SQL<string> => sql<string>`split_part(${emailKey}, '@', 2)`
