import { sql } from 'drizzle-orm'
import { bigint, boolean, doublePrecision, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { identities } from './access.ts'
import { id, instant, reference } from './columns.ts'
import { links, people } from './people.ts'

export type PlanKind = 'send' | 'import' | 'disconnect' | 'erase' | 'same'
export type PlanState = 'open' | 'awaiting' | 'confirmed' | 'expired' | 'cancelled'

/** What was shown and waits for a confirm; frozen. A send keeps its plan's code. */
export const plans = pgTable('plans', {
  id: id(),
  /** Upper case, no I O 0 1. */
  code: text('code').notNull().unique(),
  kind: text('kind').$type<PlanKind>().notNull(),
  state: text('state').$type<PlanState>().notNull().default('open'),
  requester: reference('requester')
    .notNull()
    .references(() => identities.id),
  /** The line that made it, canonical. */
  line: text('line').notNull(),
  /** The selection as resolved (ids), run again at confirm to compare. */
  selection: jsonb('selection').$type<Record<string, unknown>>().notNull(),
  /** The numbers shown: for a send `{matching, mail, direct, leftOut}`, for an import `{rows, outcomes}`. */
  counts: jsonb('counts').$type<Record<string, unknown>>().notNull(),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  decidedAt: instant('decided_at'),
  /** The message that decided it: worked on again after a crash, it gets its answer and no refusal for its own doing. */
  cause: text('cause'),
  approver: reference('approver').references(() => identities.id),
})

/** The frozen list of a send plan: who would be mailed or connected, at which address. */
export const planPeople = pgTable(
  'plan_people',
  {
    planId: reference('plan_id')
      .notNull()
      .references(() => plans.id, { onDelete: 'cascade' }),
    personId: reference('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    action: text('action').$type<'mail' | 'direct'>().notNull(),
    emailKey: text('email_key').notNull(),
  },
  (t) => [primaryKey({ columns: [t.planId, t.personId] }), index('plan_people_person').on(t.personId)],
)

/** The rows of an uploaded file, each with exactly one outcome. `row` is emptied after 24 h. */
export const importRows = pgTable(
  'import_rows',
  {
    planId: reference('plan_id')
      .notNull()
      .references(() => plans.id, { onDelete: 'cascade' }),
    line: integer('line').notNull(),
    outcome: text('outcome').notNull(),
    /** The person it creates or changes; set when applied for those it creates. */
    personId: reference('person_id').references(() => people.id, { onDelete: 'set null' }),
    row: jsonb('row').$type<Record<string, unknown>>(),
  },
  (t) => [primaryKey({ columns: [t.planId, t.line] }), index('import_rows_person').on(t.personId)],
)

export type SendKind = 'bulk' | 'single' | 'self' | 'code'
export type SendState = 'running' | 'paused' | 'done' | 'stopped'

export const sends = pgTable(
  'sends',
  {
    id: id(),
    kind: text('kind').$type<SendKind>().notNull(),
    /** Null for a single letter. */
    planId: reference('plan_id')
      .unique()
      .references(() => plans.id),
    code: text('code').unique(),
    state: text('state').$type<SendState>().notNull().default('running'),
    /** Why it is paused: `person`, `authentication`, `policy`, `equal_errors`; shown to the admin. */
    pausedBecause: text('paused_because'),
    /** The SMTP answer behind an automatic pause, without addresses. */
    pausedDetail: text('paused_detail'),
    requester: reference('requester')
      .notNull()
      .references(() => identities.id),
    /** The message that asked for a single letter: delivered twice, it mails once. */
    cause: text('cause').unique(),
    /** Single letters go before bulk: someone is waiting. */
    priority: integer('priority').notNull(),
    total: integer('total').notNull(),
    createdAt: instant('created_at').notNull(),
    finishedAt: instant('finished_at'),
    /** Final numbers by state and reason, kept when retention removes the deliveries. */
    final: jsonb('final').$type<Record<string, number>>(),
  },
  (t) => [index('sends_running').on(t.priority, t.id).where(sql`${t.state} = 'running'`)],
)

export type DeliveryState = 'queued' | 'claimed' | 'committing' | 'sent' | 'failed' | 'skipped' | 'in_doubt'

/** One letter to one person in one send. The states and who may move them: jobs/deliver and verification/deliveries. */
export const deliveries = pgTable(
  'deliveries',
  {
    sendId: reference('send_id')
      .notNull()
      .references(() => sends.id),
    personId: reference('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    /** `mail`: the verification letter. `direct`: connect, then the letter that says so. `code`: ties a chat. */
    action: text('action').$type<'mail' | 'direct' | 'code'>().notNull(),
    emailKey: text('email_key').notNull(),
    state: text('state').$type<DeliveryState>().notNull().default('queued'),
    reason: text('reason'),
    /** Grows at each claim and each recovery; a write with an old fence changes nothing. */
    fence: integer('fence').notNull().default(0),
    attempts: integer('attempts').notNull().default(0),
    /** Times the final dot may have been accepted without our knowing. */
    doubts: integer('doubts').notNull().default(0),
    leaseOwner: text('lease_owner'),
    leaseUntil: instant('lease_until'),
    nextAt: instant('next_at').notNull(),
    /** Frozen at the first claim, with `dateHeader` and the link: a duplicate is the same mail. */
    messageId: text('message_id'),
    dateHeader: instant('date_header'),
    linkId: reference('link_id').references(() => links.id, { onDelete: 'set null' }),
    smtpCode: integer('smtp_code'),
    doneAt: instant('done_at'),
  },
  (t) => [
    primaryKey({ columns: [t.sendId, t.personId] }),
    index('deliveries_person').on(t.personId, t.doneAt),
    // No state and no `lease_until` in an index: so the mark before each final dot, which changes these, touches none.
    index('deliveries_waiting').on(t.sendId, t.nextAt).where(sql`${t.leaseOwner} is null and ${t.doneAt} is null`),
    index('deliveries_held').on(t.sendId).where(sql`${t.leaseOwner} is not null`),
  ],
)

/** Heartbeats on the database's clock; the leases of a worker that has not beaten for 30 s are taken back. */
export const workers = pgTable('workers', {
  id: text('id').primaryKey(),
  startedAt: instant('started_at').notNull(),
  beatAt: instant('beat_at').notNull(),
})

/** MAIL_RATE as one token bucket for all workers; a single row. */
export const mailBucket = pgTable('mail_bucket', {
  id: boolean('id').primaryKey().default(true),
  tokens: doublePrecision('tokens').notNull(),
  filledAt: instant('filled_at').notNull(),
})

/** A posted message that shows a send live; updated in place, across restarts. */
export const follows = pgTable(
  'follows',
  {
    id: id(),
    sendId: reference('send_id')
      .notNull()
      .references(() => sends.id, { onDelete: 'cascade' }),
    chat: text('chat').notNull(),
    /** bot/chat's MessageRef. */
    message: jsonb('message').$type<Record<string, unknown>>().notNull(),
    /** The result card has been shown: nothing more to do. */
    done: boolean('done').notNull().default(false),
    shownAt: instant('shown_at'),
    attempts: integer('attempts').notNull().default(0),
    /** The automatic pause that was told of in a message of its own. */
    told: text('told'),
    follower: reference('follower')
      .notNull()
      .references(() => identities.id),
  },
  (t) => [index('follows_open').on(t.id).where(sql`not ${t.done}`)],
)

/** The local outbox: where mail lands without SMTP_URL, in local mode only. */
export const outbox = pgTable('outbox', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  messageId: text('message_id').notNull().unique(),
  to: text('to').notNull(),
  subject: text('subject').notNull(),
  text: text('text').notNull(),
  html: text('html').notNull(),
  date: instant('date').notNull(),
})
