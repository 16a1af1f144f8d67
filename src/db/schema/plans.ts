import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { identities } from './access.ts'
import { bytes, id, instant, oneOf, reference, setExactlyWhen } from './columns.ts'
import { companies, people } from './people.ts'

export const planKinds = ['send', 'import', 'disconnect', 'erase', 'same', 'letter'] as const
export const planStates = ['draft', 'open', 'awaiting', 'confirmed', 'expired', 'cancelled'] as const
/** `letter`: the letter of a company on its list has been changed. */
export const voidings = ['letter'] as const
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
    /** Of the message that made it (trace/reference.ts). Null in plans of earlier releases. */
    reference: text('reference'),
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
    /** Who confirmed, approved, refused or cancelled it; null also where it drifted, expired, or is older than this. */
    decidedBy: reference('decided_by').references(() => identities.id),
    /** The letters in force when a send was planned: employer_letters.id by companies.id. Null when there were none. */
    letters: jsonb('letters').$type<Record<string, number>>(),
    /** Why a rule cancelled it, where it was no person's decision; null also for what earlier releases cancelled. */
    voidedBecause: text('voided_because', { enum: voidings }),
    /** Of a confirmed import: the line up to which its rows have been applied, so that it goes on after a crash. */
    appliedThrough: integer('applied_through'),
    /** When the last of them were. */
    appliedAt: instant('applied_at'),
  },
  (t) => [
    index('plans_applying').on(t.id).where(sql`${t.appliedThrough} is not null`),
    index('plans_requester').on(t.requester),
    index('plans_approver').on(t.approver),
    index('plans_decided_by').on(t.decidedBy),
    oneOf('plans_kind', t.kind, planKinds),
    oneOf('plans_state', t.state, planStates),
    oneOf('plans_voided_because', t.voidedBecause, voidings),
    setExactlyWhen('plans_decided', t.decidedAt, sql`${t.state} not in ('draft', 'open')`),
  ],
)

/**
 * A posted card that shows a plan which can still be decided: the requester's, and those of the people asked to approve
 * it. When the plan has moved on the card is replaced where it stands. A card that shows a send is in `follows`.
 */
export const planCards = pgTable(
  'plan_cards',
  {
    id: id(),
    planId: reference('plan_id')
      .notNull()
      .references(() => plans.id, { onDelete: 'cascade' }),
    chat: text('chat').notNull(),
    /** A MessageRef of bot/chat.ts. */
    message: jsonb('message').$type<Record<string, unknown>>().notNull(),
    /** Whose card it is. */
    reader: reference('reader')
      .notNull()
      .references(() => identities.id),
    /** The state of the plan that it shows; null when it must be drawn again all the same. */
    shows: text('shows', { enum: planStates }),
    postedAt: instant('posted_at').notNull(),
    /** Until then somebody else is replacing it: the answer to a press, or another process. */
    heldUntil: instant('held_until'),
    attempts: integer('attempts').notNull().default(0),
  },
  (t) => [
    index('plan_cards_plan').on(t.planId),
    index('plan_cards_reader').on(t.reader),
    oneOf('plan_cards_shows', t.shows, planStates),
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

/**
 * The rows of an uploaded file, each with exactly one outcome. Retention empties `row` after a day, `notes` and `cells`
 * after seven.
 */
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
    /** What is wrong with its cells, or was put right in them. */
    notes: jsonb('notes').$type<unknown[]>(),
    /** Of a row to be corrected: its cells as they were, by the names of the columns that are read. */
    cells: jsonb('cells').$type<Record<string, string>>(),
  },
  (t) => [primaryKey({ columns: [t.planId, t.line] }), index('import_rows_person').on(t.personId)],
)

/**
 * A file about which a question was asked. It is kept for a day, so that it can be read again with the answer, and only
 * its sender can use it.
 */
export const importFiles = pgTable(
  'import_files',
  {
    id: id(),
    /** Upper case, no I O 0 1. */
    code: text('code').notNull().unique(),
    requester: reference('requester')
      .notNull()
      .references(() => identities.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    /** Null if it is kept in parts. */
    bytes: bytes('bytes'),
    /** The answers so far. */
    choices: jsonb('choices').$type<Record<string, unknown>>().notNull(),
    /** The plan that was made of it last. */
    planId: reference('plan_id').references(() => plans.id, { onDelete: 'set null' }),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [index('import_files_requester').on(t.requester), index('import_files_plan').on(t.planId)],
)

/** A large file in parts: as one value, it would be in memory several times, as the text that the driver sends. */
export const importFileParts = pgTable(
  'import_file_parts',
  {
    fileId: reference('file_id')
      .notNull()
      .references(() => importFiles.id, { onDelete: 'cascade' }),
    /** From 0 on. */
    part: integer('part').notNull(),
    bytes: bytes('bytes').notNull(),
  },
  (t) => [primaryKey({ columns: [t.fileId, t.part] })],
)

/**
 * What the columns of files with this exact header hold in a company, as somebody has confirmed. Names, never cells.
 */
export const importMappings = pgTable(
  'import_mappings',
  {
    companyId: reference('company_id')
      .notNull()
      .references(() => companies.id, { onDelete: 'cascade' }),
    /** The names of the columns in lower case, divided by tabs. */
    header: text('header').notNull(),
    columns: jsonb('columns').$type<(string | null)[]>().notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.header] })],
)
