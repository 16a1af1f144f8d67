import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { bytes, id, instant, lower, oneOf, reference, setExactlyWhen } from './columns.ts'

export const companies = pgTable('companies', {
  id: id(),
  number: text('number').notNull().unique(),
  name: text('name').notNull(),
  createdAt: instant('created_at').notNull(),
})

const languages = ['sv', 'en'] as const
export const emailProblems = ['bounced', 'invalid'] as const
export const connectors = ['link', 'domain'] as const
export const providerStates = ['connected', 'missing', 'inactive', 'other_address'] as const

/** Orders names as in Swedish, with å, ä, ö after z, whatever the locale of the database. */
const inOrder = (familyName: SQLWrapper, givenName: SQLWrapper): SQL<string> =>
  sql<string>`(translate(${lower(sql`${familyName} || ' ' || ${givenName}`)}, 'åäö', '{|}') collate "C")`

/** One employment record. Its connection state is derived (verification/people/state.ts), never stored. */
export const people = pgTable(
  'people',
  {
    id: id(),
    companyId: reference('company_id')
      .notNull()
      .references(() => companies.id),
    /** Employment number: text, leading zeros matter; unique within the company only. */
    number: text('number').notNull(),
    givenName: text('given_name').notNull().default(''),
    familyName: text('family_name').notNull().default(''),
    /** As typed. */
    email: text('email'),
    /** For comparison: in lower case, the domain as A-label. Null exactly when `email` is. */
    emailKey: text('email_key'),
    /** Who stored this address (identities.id), and when; null where that is not known (addresses/change.ts). */
    emailSetBy: reference('email_set_by'),
    emailSetAt: instant('email_set_at'),
    unit: text('unit').notNull().default(''),
    role: text('role').notNull().default(''),
    active: boolean('active').notNull().default(true),
    startsOn: date('starts_on', { mode: 'string' }),
    endsOn: date('ends_on', { mode: 'string' }),
    language: text('language', { enum: languages }),
    /** Protected identity: left out of every list, export, bulk send and count under five. */
    protected: boolean('protected').notNull().default(false),
    /** Records with the same value are one human (`samma person`). */
    human: reference('human'),
    /** Why the stored address cannot be mailed; cleared when the address changes. */
    emailProblem: text('email_problem', { enum: emailProblems }),
    /** When the address was marked `bounced`; the mark ends by itself (verification/records/retention.ts). */
    bouncedAt: instant('bounced_at'),
    /** By which words of the mail server, without addresses. */
    bounceWords: text('bounce_words'),
    verifiedAt: instant('verified_at'),
    connectedAt: instant('connected_at'),
    /** `link`: by the link in the letter. `domain`: directly, by a verified domain. */
    connectedBy: text('connected_by', { enum: connectors }),
    /** Why the identity provider refused; the next try is at `connectNextAt`. */
    connectError: text('connect_error'),
    connectAttempts: integer('connect_attempts').notNull().default(0),
    connectNextAt: instant('connect_next_at'),
    /** Which kind of refusal `connectError` is (`DirectoryReason`). */
    connectReason: text('connect_reason'),
    /**
     * Since when the provider may know of the person: set before it is asked to connect them, and cleared when it has
     * agreed that they are not. What was asked may have been done though the answer was lost.
     */
    connectAskedAt: instant('connect_asked_at'),
    /** The provider's own id of the user. */
    providerUserId: text('provider_user_id'),
    /** What the provider showed of a connected person at `providerCheckedAt`. */
    providerState: text('provider_state', { enum: providerStates }),
    providerCheckedAt: instant('provider_checked_at'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    uniqueIndex('people_company_number').on(t.companyId, t.number),
    index('people_by_name').on(t.companyId, inOrder(t.familyName, t.givenName), t.id),
    index('people_email_key').on(t.emailKey),
    index('people_human').on(t.human),
    index('people_bounced').on(t.bouncedAt).where(sql`${t.bouncedAt} is not null`),
    index('people_differ').on(t.id).where(sql`${t.providerState} <> 'connected'`),
    index('people_connect_due').on(t.connectNextAt).where(sql`${t.connectNextAt} is not null`),
    check('people_email_and_key', sql`(${t.email} is null) = (${t.emailKey} is null)`),
    oneOf('people_language', t.language, languages),
    oneOf('people_email_problem', t.emailProblem, emailProblems),
    oneOf('people_connected_by', t.connectedBy, connectors),
    oneOf('people_provider_state', t.providerState, providerStates),
    setExactlyWhen('people_connected', t.connectedBy, sql`${t.connectedAt} is not null`),
  ],
)

/** The order of `people_by_name`, as an expression on `people`. */
export const byName = inOrder(people.familyName, people.givenName)

/**
 * Verification links. The token is HMAC(key, purpose ‖ nonce): it is rebuilt when needed, and only its hash is stored.
 */
export const links = pgTable(
  'links',
  {
    id: id(),
    personId: reference('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    emailKey: text('email_key').notNull(),
    keyId: text('key_id').notNull(),
    nonce: bytes('nonce').notNull(),
    tokenHash: bytes('token_hash').notNull().unique(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
    revokedAt: instant('revoked_at'),
  },
  (t) => [index('links_person').on(t.personId, t.expiresAt)],
)

/** A domain whose addresses are connected without a verification letter, once its TXT record has proved it. */
export const verifiedDomains = pgTable('verified_domains', {
  /** A-label in lower case. Matched exactly: subdomains are not included. */
  domain: text('domain').primaryKey(),
  challenge: text('challenge').notNull(),
  provedAt: instant('proved_at'),
  checkedAt: instant('checked_at'),
  createdAt: instant('created_at').notNull(),
})

/** If there are any rows, only addresses of these domains may be stored and mailed. */
export const allowedDomains = pgTable('allowed_domains', {
  domain: text('domain').primaryKey(),
  createdAt: instant('created_at').notNull(),
})
