import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { identities } from './access.ts'
import { id, instant, oneOf, reference, setExactlyWhen } from './columns.ts'
import { people } from './people.ts'

export const planKinds = ['send', 'import', 'disconnect', 'erase', 'same'] as const
export const planStates = ['draft', 'open', 'awaiting', 'confirmed', 'expired', 'cancelled'] as const
export type PlanKind = (typeof planKinds)[number]
export type PlanState = (typeof planStates)[number]

/** What was shown and waits to be confirmed. It never changes after that. A send keeps the code of its plan. */
export const plans = pgTable(
  'plans',
  {
    id: id(),
    /** Upper case, no I O 0 1. */
    code: text('code').notNull().unique(),
    kind: text('kind', { enum: planKinds }).notNull(),
    /** `draft`: its list is still being made, and nobody has been told its code. */
    state: text('state', { enum: planStates }).notNull().default('open'),
    requester: reference('requester')
      .notNull()
      .references(() => identities.id),
    /** The command line that made it, in canonical form. */
    line: text('line').notNull(),
    /** What the plan is about; the shape depends on `kind`. Only verification/plans/content.ts reads it. */
    selection: jsonb('selection').$type<unknown>().notNull(),
    /** The numbers shown; the shape depends on `kind`. Only verification/plans/content.ts reads it. */
    counts: jsonb('counts').$type<unknown>().notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    decidedAt: instant('decided_at'),
    /**
     * Idempotency key of the message that decided the plan. When that message is processed again after a crash, it gets
     * its answer instead of a refusal. The column keeps its first name, because an older release reads it.
     */
    decidedByMessage: text('cause'),
    approver: reference('approver').references(() => identities.id),
    /** Of a confirmed import: the line up to which its rows have been applied, so that it goes on after a crash. */
    appliedThrough: integer('applied_through'),
    /** When the last of them were. */
    appliedAt: instant('applied_at'),
  },
  (t) => [
    index('plans_applying').on(t.id).where(sql`${t.appliedThrough} is not null`),
    index('plans_requester').on(t.requester),
    index('plans_approver').on(t.approver),
    oneOf('plans_kind', t.kind, planKinds),
    oneOf('plans_state', t.state, planStates),
    setExactlyWhen('plans_decided', t.decidedAt, sql`${t.state} not in ('draft', 'open')`),
  ],
)

export const planActions = ['mail', 'direct'] as const

/** The frozen list of a send plan: who is to be mailed or connected, and at which address. */
export const planPeople = pgTable(
  'plan_people',
  {
    planId: reference('plan_id')
      .notNull()
      .references(() => plans.id, { onDelete: 'cascade' }),
    personId: reference('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    action: text('action', { enum: planActions }).notNull(),
    emailKey: text('email_key').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.planId, t.personId] }),
    index('plan_people_person').on(t.personId),
    oneOf('plan_people_action', t.action, planActions),
  ],
)

/**
 * What admins' files say of a protected person, whom only owners may change: one record, as it would be if it were the
 * person's, so that those files are answered as for anybody else.
 */
export const proposals = pgTable(
  'proposals',
  {
    personId: reference('person_id')
      .primaryKey()
      .references(() => people.id, { onDelete: 'cascade' }),
    /** The last import that changed it. */
    planId: reference('plan_id').references(() => plans.id, { onDelete: 'set null' }),
    fields: jsonb('fields').$type<Record<string, unknown>>().notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('proposals_plan').on(t.planId)],
)

/** The rows of an uploaded file, each with exactly one outcome. Retention empties `row` after a day. */
export const importRows = pgTable(
  'import_rows',
  {
    planId: reference('plan_id')
      .notNull()
      .references(() => plans.id, { onDelete: 'cascade' }),
    line: integer('line').notNull(),
    outcome: text('outcome').notNull(),
    /** The person that the row changes, or has created. */
    personId: reference('person_id').references(() => people.id, { onDelete: 'set null' }),
    row: jsonb('row').$type<Record<string, unknown>>(),
  },
  (t) => [primaryKey({ columns: [t.planId, t.line] }), index('import_rows_person').on(t.personId)],
)
