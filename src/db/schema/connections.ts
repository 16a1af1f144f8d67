import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { identities } from './access.ts'
import { id, instant, reference } from './columns.ts'
import { people } from './people.ts'

/**
 * A connection to be removed at the identity provider; kept when the person is erased, since the provider has to be told
 * all the same. Open while neither `doneAt` nor `refusedAt` is set; the person stays connected until it is done.
 */
export const disconnects = pgTable(
  'disconnects',
  {
    id: id(),
    personId: reference('person_id').references(() => people.id, { onDelete: 'set null' }),
    /** The account at the provider, named as it was connected. */
    companyNumber: text('company_number').notNull(),
    number: text('number').notNull(),
    /** The plan's code. */
    code: text('code').notNull(),
    /** Whoever asked, who is told when the provider refuses. */
    requester: reference('requester')
      .notNull()
      .references(() => identities.id),
    requestedAt: instant('requested_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** A try under way has moved this on: it is the lease, too. */
    nextAt: instant('next_at').notNull(),
    /** What the provider said last; without addresses. */
    error: text('error'),
    doneAt: instant('done_at'),
    refusedAt: instant('refused_at'),
  },
  (t) => [
    index('disconnects_person').on(t.personId),
    index('disconnects_requester').on(t.requester),
    index('disconnects_due').on(t.nextAt).where(sql`${t.doneAt} is null and ${t.refusedAt} is null`),
    check('disconnects_one_end', sql`${t.doneAt} is null or ${t.refusedAt} is null`),
  ],
)
