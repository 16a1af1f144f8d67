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
import { plans } from './plans.ts'

export const sendKinds = ['bulk', 'single', 'self', 'code'] as const
export const sendStates = ['running', 'paused', 'done', 'stopped'] as const
export type SendKind = (typeof sendKinds)[number]
export type SendState = (typeof sendStates)[number]

export const sends = pgTable(
  'sends',
  {
    id: id(),
    kind: text('kind', { enum: sendKinds }).notNull(),
    /** Null unless `kind` is `bulk`. */
    planId: reference('plan_id')
      .unique()
      .references(() => plans.id),
    code: text('code').unique(),
    state: text('state', { enum: sendStates }).notNull().default('running'),
    /**
     * Why it is paused: `person`, `authentication`, `policy`, `quota`, `equal_errors` or `restored`; shown to the
     * admin.
     */
    pausedBecause: text('paused_because'),
    /** The SMTP answer behind an automatic pause, without addresses. */
    pausedDetail: text('paused_detail'),
    /** When a pause for a quota began. Kept while the server is asked again, until it has taken a letter. */
    pausedAt: instant('paused_at'),
    /** When a pause for a quota is tried to end by itself. */
    pausedUntil: instant('paused_until'),
    requester: reference('requester')
      .notNull()
      .references(() => identities.id),
    /** Idempotency key of the message that asked: a repeated message mails once. The column keeps its first name. */
    askedByMessage: text('cause').unique('sends_cause_unique'),
    /** That of its plan, else of the message that asked for it (trace/reference.ts). */
    reference: text('reference'),
    /** 0 for a single letter, which goes before every bulk send (1): somebody is waiting for it. */
    priority: integer('priority').notNull(),
    total: integer('total').notNull(),
    /** How its letters look: employer_letters.id by companies.id, as its plan froze it. */
    letters: jsonb('letters').$type<Record<string, number>>(),
    createdAt: instant('created_at').notNull(),
    finishedAt: instant('finished_at'),
    /** Final numbers by `tallyKey` (delivery/deliveries.ts), kept when retention removes the deliveries. */
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

/** One letter to one person in one send. verification/README.md explains the states and their transitions. */
export const deliveries = pgTable(
  'deliveries',
  {
    sendId: reference('send_id')
      .notNull()
      .references(() => sends.id),
    personId: reference('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    /** `mail`: the verification letter. `direct`: connect, then a letter that says so. `code`: for an account link. */
    action: text('action', { enum: deliveryActions }).notNull(),
    emailKey: text('email_key').notNull(),
    state: text('state', { enum: deliveryStates }).notNull().default('queued'),
    reason: text('reason'),
    /** Fencing token: grows with each claim and each recovery. A write with an old one changes nothing. */
    fence: integer('fence').notNull().default(0),
    attempts: integer('attempts').notNull().default(0),
    /** Attempts without an answer to the final dot: the server may have accepted the letter each time. */
    uncertainAttempts: integer('doubts').notNull().default(0),
    leaseOwner: text('lease_owner'),
    leaseUntil: instant('lease_until'),
    nextAt: instant('next_at').notNull(),
    /** Frozen at the first claim, with `dateHeader` and the link, so that a duplicate is the same mail. */
    messageId: text('message_id'),
    dateHeader: instant('date_header'),
    linkId: reference('link_id').references(() => links.id, { onDelete: 'set null' }),
    smtpCode: integer('smtp_code'),
    /** Whose fault the last refusal was (mail/judgement.ts), by which the letter waits, or has failed. */
    fault: text('fault'),
    /** The server's words at that, without addresses. */
    serverWords: text('server_words'),
    doneAt: instant('done_at'),
  },
  (t) => [
    primaryKey({ columns: [t.sendId, t.personId] }),
    index('deliveries_person').on(t.personId, t.doneAt),
    // No index contains `state` or `lease_until`: the commit check before each final dot changes them and stays one
    // short write.
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

/**
 * How many deliveries of a send have ended how, so that nobody has to count them while it runs. Triggers on
 * `deliveries` write it (drizzle/0004_scale.sql), whatever program changes a delivery. `shard` spreads the writers over
 * rows of their own; a number is the sum over them. Removed when the send ends and `final` is stored.
 */
export const sendTallies = pgTable(
  'send_tallies',
  {
    sendId: reference('send_id')
      .notNull()
      .references(() => sends.id, { onDelete: 'cascade' }),
    /** As in `sends.final`, and `skipped:erased` for people who were erased while they waited. */
    key: text('key').notNull(),
    shard: integer('shard').notNull(),
    n: integer('n').notNull(),
    /** The minute, on the database's clock, that `inMinute` counts, and `inLast` the one before. */
    minute: instant('minute').notNull(),
    inMinute: integer('in_minute').notNull(),
    inLast: integer('in_last').notNull(),
  },
  (t) => [primaryKey({ columns: [t.sendId, t.key, t.shard] })],
)

/** Heartbeats on the database's clock. The leases of a worker without one for 30 s are taken back. */
export const workers = pgTable('workers', {
  id: text('id').primaryKey(),
  startedAt: instant('started_at').notNull(),
  beatAt: instant('beat_at').notNull(),
})

/** `MAIL_RATE` as one token bucket that all workers share; a single row. */
export const mailBucket = pgTable('mail_bucket', {
  id: boolean('id').primaryKey().default(true),
  tokens: doublePrecision('tokens').notNull(),
  filledAt: instant('filled_at').notNull(),
})

/**
 * What keeps the mail server as a whole from taking letters; a single row while it lasts. Written by whichever worker
 * meets it, removed by whichever gets a letter through.
 */
export const mailTrouble = pgTable('mail_trouble', {
  id: boolean('id').primaryKey().default(true),
  /** What is in the way: a TroubleCause of verification/delivery/trouble.ts. */
  cause: text('cause').notNull(),
  /** The server's words, without addresses. */
  detail: text('detail').notNull(),
  since: instant('since').notNull(),
  nextTryAt: instant('next_try_at').notNull(),
  /** When the owners were told. */
  toldAt: instant('told_at'),
})

/** How far the mailbox with reports of bounces has been read: of each mailbox, the UIDs (RFC 3501) up to this one. */
export const reportMailboxes = pgTable('report_mailboxes', {
  /** User, host and folder. */
  id: text('id').primaryKey(),
  uidValidity: bigint('uid_validity', { mode: 'number' }).notNull(),
  lastUid: bigint('last_uid', { mode: 'number' }).notNull(),
  readAt: instant('read_at').notNull(),
})

/** A posted message that shows the progress of a send and is updated in place, also after a restart. */
export const follows = pgTable(
  'follows',
  {
    id: id(),
    sendId: reference('send_id')
      .notNull()
      .references(() => sends.id, { onDelete: 'cascade' }),
    chat: text('chat').notNull(),
    /** A MessageRef of bot/chat.ts. */
    message: jsonb('message').$type<Record<string, unknown>>().notNull(),
    /** The result has been shown: there is nothing left to update. */
    done: boolean('done').notNull().default(false),
    shownAt: instant('shown_at'),
    attempts: integer('attempts').notNull().default(0),
    /** The automatic pause that was announced in a message of its own. */
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
