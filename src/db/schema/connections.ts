import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { identities } from './access.ts'
import { id, instant, reference } from './columns.ts'
import { people } from './people.ts'

/**
 * A request to remove a connection at the identity provider. It is open until `doneAt` or `refusedAt` is set, and the
 * person stays connected until it is done. It outlives the erasure of the person, because the provider must still be
 * told; then it is deleted when it is done.
 */
export const disconnects = pgTable(
  'disconnects',
  {
    id: id(),
    personId: reference('person_id').references(() => people.id, { onDelete: 'set null' }),
    /** The account at the provider, by the numbers under which it was connected. */
    companyNumber: text('company_number').notNull(),
    number: text('number').notNull(),
    /** The provider's own id of the user, where it is known. */
    userId: text('user_id'),
    /** The plan's code; null where a rule asks for the removal, and no person. */
    code: text('code'),
    /** Is told when the provider refuses. */
    requester: reference('requester').references(() => identities.id),
    requestedAt: instant('requested_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** When to try next. It is also the lease: a try moves it forward when it begins. */
    nextAt: instant('next_at').notNull(),
    /** The provider's last words, without addresses. */
    error: text('error'),
    /** Which kind of refusal `error` is (`DirectoryReason`). */
    reason: text('reason'),
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
