import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core'
import { identities } from './access.ts'
import { id, instant, oneOf, reference, setExactlyWhen } from './columns.ts'
import { links, people } from './people.ts'

export const planKinds = ['send', 'import', 'disconnect', 'erase', 'same'] as const
export const planStates = ['open', 'awaiting', 'confirmed', 'expired', 'cancelled'] as const
export type PlanKind = (typeof planKinds)[number]
export type PlanState = (typeof planStates)[number]

/** What was shown and waits for a confirm; frozen. A send keeps its plan's code. */
export const plans = pgTable(
  'plans',
  {
    id: id(),
    /** Upper case, no I O 0 1. */
    code: text('code').notNull().unique(),
    kind: text('kind', { enum: planKinds }).notNull(),
    state: text('state', { enum: planStates }).notNull().default('open'),
    requester: reference('requester')
      .notNull()
      .references(() => identities.id),
    /** The line that made it, canonical. */
    line: text('line').notNull(),
    /** What it is about, by kind; verification/plans/content.ts is the only reader. */
    selection: jsonb('selection').$type<unknown>().notNull(),
    /** The numbers shown, by kind; the same reader. */
    counts: jsonb('counts').$type<unknown>().notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    decidedAt: instant('decided_at'),
    /**
     * Idempotency key of the message that decided it: worked on again after a crash, it gets its answer and no refusal
     * for its own doing. The column keeps its first name, which an older release reads.
     */
    decidedByMessage: text('cause'),
    approver: reference('approver').references(() => identities.id),
  },
  (t) => [
    index('plans_requester').on(t.requester),
    index('plans_approver').on(t.approver),
    oneOf('plans_kind', t.kind, planKinds),
    oneOf('plans_state', t.state, planStates),
    setExactlyWhen('plans_decided', t.decidedAt, sql`${t.state} <> 'open'`),
  ],
)

export const planActions = ['mail', 'direct'] as const

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
    action: text('action', { enum: planActions }).notNull(),
    emailKey: text('email_key').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.planId, t.personId] }),
    index('plan_people_person').on(t.personId),
    oneOf('plan_people_action', t.action, planActions),
  ],
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

export const sendKinds = ['bulk', 'single', 'self', 'code'] as const
export const sendStates = ['running', 'paused', 'done', 'stopped'] as const
export type SendKind = (typeof sendKinds)[number]
export type SendState = (typeof sendStates)[number]

export const sends = pgTable(
  'sends',
  {
    id: id(),
    kind: text('kind', { enum: sendKinds }).notNull(),
    /** Null for a single letter. */
    planId: reference('plan_id')
      .unique()
      .references(() => plans.id),
    code: text('code').unique(),
    state: text('state', { enum: sendStates }).notNull().default('running'),
    /** Why it is paused: `person`, `authentication`, `policy`, `equal_errors`; shown to the admin. */
    pausedBecause: text('paused_because'),
    /** The SMTP answer behind an automatic pause, without addresses. */
    pausedDetail: text('paused_detail'),
    requester: reference('requester')
      .notNull()
      .references(() => identities.id),
    /** Idempotency key of the message that asked: delivered twice, it mails once. The column keeps its first name. */
    askedByMessage: text('cause').unique('sends_cause_unique'),
    /** Single letters go before bulk: someone is waiting. */
    priority: integer('priority').notNull(),
    total: integer('total').notNull(),
    createdAt: instant('created_at').notNull(),
    finishedAt: instant('finished_at'),
    /** Final numbers by state and reason, kept when retention removes the deliveries. */
    final: jsonb('final').$type<Record<string, number>>(),
  },
  (t) => [
    index('sends_running').on(t.priority, t.id).where(sql`${t.state} = 'running'`),
    index('sends_unsettled').on(t.id).where(sql`${t.final} is null`),
    index('sends_requester').on(t.requester),
    oneOf('sends_kind', t.kind, sendKinds),
    oneOf('sends_state', t.state, sendStates),
    setExactlyWhen('sends_code_of_bulk', t.code, sql`${t.kind} = 'bulk'`),
    setExactlyWhen('sends_finished', t.finishedAt, sql`${t.state} in ('done', 'stopped')`),
    check('sends_paused_because', sql`${t.pausedBecause} is null or ${t.state} = 'paused'`),
  ],
)

export const deliveryStates = ['queued', 'claimed', 'committing', 'sent', 'failed', 'skipped', 'in_doubt'] as const
export const deliveryActions = ['mail', 'direct', 'code'] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** One letter to one person in one send. The states and who may move them: verification/README.md. */
export const deliveries = pgTable(
  'deliveries',
  {
    sendId: reference('send_id')
      .notNull()
      .references(() => sends.id),
    personId: reference('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    /** `mail`: the verification letter. `direct`: connect, then the letter that says so. `code`: links a chat account. */
    action: text('action', { enum: deliveryActions }).notNull(),
    emailKey: text('email_key').notNull(),
    state: text('state', { enum: deliveryStates }).notNull().default('queued'),
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
    // No state and no `lease_until` in an index: the commit check before each final dot, which changes these, touches none.
    index('deliveries_waiting').on(t.sendId, t.nextAt).where(sql`${t.leaseOwner} is null and ${t.doneAt} is null`),
    index('deliveries_held').on(t.sendId).where(sql`${t.leaseOwner} is not null`),
    index('deliveries_link').on(t.linkId).where(sql`${t.linkId} is not null`),
    oneOf('deliveries_action', t.action, deliveryActions),
    oneOf('deliveries_state', t.state, deliveryStates),
    setExactlyWhen('deliveries_leased', t.leaseOwner, sql`${t.state} in ('claimed', 'committing')`),
    setExactlyWhen('deliveries_lease', t.leaseUntil, sql`${t.leaseOwner} is not null`),
    setExactlyWhen('deliveries_done', t.doneAt, sql`${t.state} in ('sent', 'failed', 'skipped', 'in_doubt')`),
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
  (t) => [
    index('follows_open').on(t.id).where(sql`not ${t.done}`),
    index('follows_send').on(t.sendId),
    index('follows_follower').on(t.follower),
  ],
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
