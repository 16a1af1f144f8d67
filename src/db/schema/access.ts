import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { bytes, id, instant, oneOf, reference, setExactlyWhen } from './columns.ts'
import { companies, people } from './people.ts'

export const platforms = ['slack', 'teams', 'local', 'console', 'web'] as const
export type Platform = (typeof platforms)[number]
export const standings = ['member', 'guest', 'stranger', 'bot', 'deleted'] as const
export const languages = ['sv', 'en'] as const
export const grantedRoles = ['owner', 'admin'] as const
export const inboxStates = ['new', 'done', 'failed'] as const
export const requestStates = ['open', 'approved', 'refused'] as const
export const linkProofs = ['code', 'admin'] as const

/** A chat user, named by platform, workspace or tenant, and immutable user id; never by an e-mail address. */
export const identities = pgTable(
  'identities',
  {
    id: id(),
    platform: text('platform', { enum: platforms }).notNull(),
    workspace: text('workspace').notNull(),
    user: text('user').notNull(),
    name: text('name'),
    /** The address that the platform has confirmed, in its form for comparison. It only suggests a record. */
    emailKey: text('email_key'),
    standing: text('standing', { enum: standings }).notNull().default('member'),
    /** The account link, made by a mailed code or by an admin (`koppla`). */
    personId: reference('person_id').references(() => people.id, { onDelete: 'set null' }),
    /** What the account link rests on: a mailed code or an admin's word. Null for links made before this was stored. */
    linkedBy: text('linked_by', { enum: linkProofs }),
    /** Who had stored the address to which that code was mailed; null if that is not known. */
    addressSetBy: reference('address_set_by').references((): AnyPgColumn => identities.id, { onDelete: 'set null' }),
    /** The owner who has vouched that this account belongs to another human than the requesters of plans. */
    vouchedBy: reference('vouched_by').references((): AnyPgColumn => identities.id, { onDelete: 'set null' }),
    language: text('language', { enum: languages }),
    /** Where to reach the user privately (a Place of bot/chat.ts), once they have written. */
    place: jsonb('place').$type<Record<string, unknown>>(),
    seenAt: instant('seen_at').notNull(),
  },
  (t) => [
    uniqueIndex('identities_who').on(t.platform, t.workspace, t.user),
    index('identities_person').on(t.personId),
    index('identities_vouched_by').on(t.vouchedBy).where(sql`${t.vouchedBy} is not null`),
    index('identities_address_set_by').on(t.addressSetBy).where(sql`${t.addressSetBy} is not null`),
    oneOf('identities_platform', t.platform, platforms),
    oneOf('identities_standing', t.standing, standings),
    oneOf('identities_language', t.language, languages),
    oneOf('identities_linked_by', t.linkedBy, linkProofs),
  ],
)

/** Granted roles. The owners in `OWNERS` are not stored: the configuration grants their role. */
export const roles = pgTable(
  'roles',
  {
    id: id(),
    identityId: reference('identity_id')
      .notNull()
      .references(() => identities.id),
    role: text('role', { enum: grantedRoles }).notNull(),
    /** Null: all companies. */
    companyId: reference('company_id').references(() => companies.id),
    grantedAt: instant('granted_at').notNull(),
    grantedBy: reference('granted_by').references(() => identities.id),
  },
  (t) => [
    uniqueIndex('roles_once').on(t.identityId, t.role, sql`coalesce(${t.companyId}, 0)`),
    index('roles_identity').on(t.identityId),
    index('roles_company').on(t.companyId),
    index('roles_granted_by').on(t.grantedBy),
    oneOf('roles_role', t.role, grantedRoles),
    check('roles_owner_everywhere', sql`${t.role} <> 'owner' or ${t.companyId} is null`),
  ],
)

/**
 * Append-only. Holds ids, never addresses. `hash` covers `previous` and the row; a trigger refuses updates and deletes.
 */
export const audit = pgTable(
  'audit',
  {
    id: id(),
    at: instant('at').notNull(),
    actor: reference('actor'),
    /** Where it was done: on a platform, on the page behind a link (`web`), or by a job (`job`). */
    via: text('via').notNull(),
    action: text('action').notNull(),
    personId: reference('person_id'),
    /** The code of the plan or send. */
    code: text('code'),
    details: jsonb('details').$type<Record<string, unknown>>().notNull(),
    previous: bytes('previous').notNull(),
    hash: bytes('hash').notNull(),
    /** HMAC over `hash` with a key of SECRET_KEYS. Null in what a release without keys has written. */
    keyId: text('key_id'),
    mac: bytes('mac'),
  },
  (t) => [
    index('audit_person').on(t.personId, t.id),
    index('audit_code').on(t.code, t.id),
    index('audit_actor').on(t.actor, t.id),
  ],
)

/** Messages received from the platforms. Each is stored before the platform gets its acknowledgement. */
export const inbox = pgTable(
  'inbox',
  {
    id: id(),
    chat: text('chat').notNull(),
    body: jsonb('body').$type<unknown>(),
    state: text('state', { enum: inboxStates }).notNull().default('new'),
    attempts: integer('attempts').notNull().default(0),
    nextAt: instant('next_at').notNull(),
    leaseUntil: instant('lease_until'),
    receivedAt: instant('received_at').notNull(),
  },
  (t) => [
    index('inbox_due').on(t.nextAt).where(sql`${t.state} = 'new'`),
    index('inbox_received').on(t.receivedAt),
    oneOf('inbox_state', t.state, inboxStates),
  ],
)

/** All keys of a received message (event id; channel and timestamp), so that no message is stored twice. */
export const inboxKeys = pgTable(
  'inbox_keys',
  {
    key: text('key').primaryKey(),
    inboxId: reference('inbox_id')
      .notNull()
      .references(() => inbox.id, { onDelete: 'cascade' }),
  },
  (t) => [index('inbox_keys_inbox').on(t.inboxId)],
)

/** Answers, kept for a day: a message that is delivered again gets the same answer and acts only once. */
export const answers = pgTable(
  'answers',
  { key: text('key').primaryKey(), reply: jsonb('reply').notNull(), at: instant('at').notNull() },
  (t) => [index('answers_at').on(t.at)],
)

/**
 * What a message has changed, written in the transaction of the change (verification/once.ts). Unlike an answer it
 * survives a crash between the two. Holds ids and codes only; kept as long as the received message.
 */
export const messageEffects = pgTable(
  'message_effects',
  { key: text('key').primaryKey(), effect: jsonb('effect').$type<unknown>(), at: instant('at').notNull() },
  (t) => [index('message_effects_at').on(t.at)],
)

/** One row for each request that counts towards a limit (verification/access/limits.ts). Retention removes old rows. */
export const limitHits = pgTable('limit_hits', { key: text('key').notNull(), at: instant('at').notNull() }, (t) => [
  index('limit_hits_key').on(t.key, t.at),
])

/** Refusals of one command to one identity for one reason, since the last that the audit has an entry of. */
export const refusals = pgTable(
  'refusals',
  {
    identityId: reference('identity_id')
      .notNull()
      .references(() => identities.id, { onDelete: 'cascade' }),
    command: text('command').notNull(),
    why: text('why').notNull(),
    since: instant('since').notNull(),
    count: integer('count').notNull(),
  },
  (t) => [primaryKey({ columns: [t.identityId, t.command, t.why] }), index('refusals_since').on(t.since)],
)

/** `koppla`: a mailed code that links a chat identity to a record. The table keeps its first name. */
export const accountLinkCodes = pgTable(
  'tie_codes',
  {
    identityId: reference('identity_id')
      .primaryKey()
      .references(() => identities.id, { onDelete: 'cascade' }),
    personId: reference('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    /** The code is derived from key and nonce, as a link's token is; only its hash is stored. */
    keyId: text('key_id').notNull(),
    nonce: bytes('nonce').notNull(),
    codeHash: bytes('code_hash').notNull(),
    wrong: integer('wrong').notNull().default(0),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [index('tie_codes_person').on(t.personId)],
)

/**
 * A request from somebody whose record is not known; an admin answers `koppla godkänn <id> <person>` or
 * `koppla avvisa <id>`. The table keeps its first name.
 */
export const accountLinkRequests = pgTable(
  'tie_requests',
  {
    id: id(),
    identityId: reference('identity_id')
      .notNull()
      .references(() => identities.id, { onDelete: 'cascade' }),
    state: text('state', { enum: requestStates }).notNull().default('open'),
    askedAt: instant('asked_at').notNull(),
    decidedBy: reference('decided_by').references(() => identities.id),
    decidedAt: instant('decided_at'),
  },
  (t) => [
    index('tie_requests_identity').on(t.identityId),
    index('tie_requests_decided_by').on(t.decidedBy),
    oneOf('tie_requests_state', t.state, requestStates),
    setExactlyWhen('tie_requests_decided', t.decidedAt, sql`${t.state} <> 'open'`),
  ],
)

/** Facts about this database: its `mode` (local or live) and the checkpoint of the audit. */
export const settings = pgTable('settings', { key: text('key').primaryKey(), value: jsonb('value').notNull() })
