import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { identities } from './access.ts'
import { bytes, id, instant, oneOf, reference } from './columns.ts'
import { companies, people } from './people.ts'

export const logoTypes = ['image/png', 'image/jpeg'] as const
export type LogoType = (typeof logoTypes)[number]

/**
 * How the letters of a company look: one row for each version, which never changes. A version that is only proposed has
 * no `inForceAt`; the one that letters have now has no `endedAt`.
 */
export const employerLetters = pgTable(
  'employer_letters',
  {
    id: id(),
    companyId: reference('company_id')
      .notNull()
      .references(() => companies.id),
    /** The name that employees see; empty: the company's own. */
    name: text('name').notNull().default(''),
    /** Whom to ask: a person or a function, and an address as typed. Empty when nobody is named. */
    contact: text('contact').notNull().default(''),
    address: text('address').notNull().default(''),
    /** Where answers go; empty: to `address`. */
    replyTo: text('reply_to').notNull().default(''),
    /** The ground of the button, `#rrggbb`; empty: the product's own. */
    color: text('color').notNull().default(''),
    /** The employer's own paragraph, by language. */
    textSv: text('text_sv').notNull().default(''),
    textEn: text('text_en').notNull().default(''),
    /** Encoded anew by us, at most 15 KB. */
    logo: bytes('logo'),
    logoType: text('logo_type', { enum: logoTypes }),
    logoWidth: integer('logo_width'),
    logoHeight: integer('logo_height'),
    createdBy: reference('created_by')
      .notNull()
      .references(() => identities.id),
    createdAt: instant('created_at').notNull(),
    inForceAt: instant('in_force_at'),
    endedAt: instant('ended_at'),
  },
  (t) => [
    uniqueIndex('employer_letters_in_force')
      .on(t.companyId)
      .where(sql`${t.inForceAt} is not null and ${t.endedAt} is null`),
    index('employer_letters_company').on(t.companyId),
    index('employer_letters_created_by').on(t.createdBy),
    oneOf('employer_letters_logo_type', t.logoType, logoTypes),
    check(
      'employer_letters_whole_logo',
      sql`(${t.logo} is null) = (${t.logoType} is null) and (${t.logo} is null) = (${t.logoWidth} is null)
        and (${t.logo} is null) = (${t.logoHeight} is null)`,
    ),
    check('employer_letters_light_logo', sql`${t.logo} is null or length(${t.logo}) <= 15360`),
    check('employer_letters_ended', sql`${t.endedAt} is null or ${t.inForceAt} is not null`),
  ],
)

/** The local outbox: where mail is kept in local mode, instead of being sent. */
export const outbox = pgTable('outbox', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  messageId: text('message_id').notNull().unique(),
  to: text('to').notNull(),
  subject: text('subject').notNull(),
  text: text('text').notNull(),
  html: text('html').notNull(),
  /** The logo that the HTML shows by its Content-ID, as a `data:` address. */
  logo: text('logo'),
  /** The header of the message, a field a line, unfolded and decoded. Null in what an earlier release has kept. */
  headers: text('headers'),
  date: instant('date').notNull(),
})

export const otherLetterKinds = ['moved', 'trial'] as const

/**
 * Letters that belong to no send. `moved` tells an old address that it is no longer a person's; `trial` shows an admin
 * what others will get. A row is deleted when its letter has gone, or is given up.
 */
export const otherLetters = pgTable(
  'other_letters',
  {
    id: id(),
    kind: text('kind', { enum: otherLetterKinds }).notNull(),
    /** Whose address it was. */
    personId: reference('person_id').references(() => people.id, { onDelete: 'cascade' }),
    email: text('email').notNull(),
    emailKey: text('email_key').notNull(),
    language: text('language', { enum: ['sv', 'en'] }),
    /** What a trial shows; the shape is that of verification/delivery/other-letters.ts. */
    details: jsonb('details').$type<unknown>().notNull(),
    messageId: text('message_id').notNull(),
    createdAt: instant('created_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** When to try next. It is also the lease: a try moves it forward when it begins. */
    nextAt: instant('next_at').notNull(),
  },
  (t) => [
    index('other_letters_due').on(t.nextAt),
    index('other_letters_person').on(t.personId),
    oneOf('other_letters_kind', t.kind, otherLetterKinds),
  ],
)
