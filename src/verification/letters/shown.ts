import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { companies, identities, people } from '../../db/schema/index.ts'
import { UserError } from '../../errors.ts'
import { hit, hour } from '../access/limits.ts'
import { writeAudit } from '../audit.ts'
import type { Actor, Context, Service } from '../context.ts'
import { lastDayOf, linkEnd } from '../days.ts'
import { queueLetter } from '../delivery/other-letters.ts'
import { type Employer, employerById, employerOf } from '../employers/employers.ts'
import { isVisible } from '../people/scope.ts'
import type { Shown, ShownLetter } from './previews.ts'
import { trialToken } from './trials.ts'

/** What a shown letter is filled in with; its link is that of a trial, and its code opens nothing. */
export interface Example {
  letter: ShownLetter
  language: 'sv' | 'en' | null
  givenName: string
  company: string
  address: string
  /** The address is made up: nobody has been named who has one. */
  madeUp: boolean
  link: { token: string; lastDay: string } | null
  code: string | null
  employer: Employer | null
}

/**
 * The letter that an admin wants to see: of the given company, else of the first one that they act for.
 * @throws UserError `unknown_company` when there is no company yet
 */
export async function chooseShown(
  ctx: Context,
  letter: ShownLetter,
  about: { companyId?: number; personId?: number; version?: number | null },
): Promise<Shown> {
  const companyId = about.companyId ?? (await firstCompany(ctx))
  return { letter, companyId, personId: about.personId ?? null, identityId: ctx.actor.id, version: about.version }
}

async function firstCompany({ db, actor }: Pick<Context, 'db'> & { actor: Pick<Actor, 'companies'> }): Promise<number> {
  const all = await db.select({ id: companies.id }).from(companies).orderBy(asc(companies.number))
  const mine = all.find(({ id }) => actor.companies === 'all' || actor.companies.includes(id))
  if (!mine) throw new UserError('unknown_company', 'letters.noCompany')
  return mine.id
}

const lookOf = async (db: Db, companyId: number, version: Shown['version']): Promise<Employer | null> =>
  version === undefined ? employerOf(db, companyId) : version === null ? null : employerById(db, version)

const madeUp = { sv: 'fornamn.efternamn@foretaget.example', en: 'first.last@company.example' }

/** Fills in a letter to be shown; null when company or asker are gone. A person only if `actor` may see them. */
export async function exampleOf(
  service: Pick<Service, 'db' | 'keys' | 'clock' | 'rules'>,
  { letter, companyId, personId, identityId, version }: Shown,
  actor?: Actor,
): Promise<Example | null> {
  const [company] = await service.db.select().from(companies).where(eq(companies.id, companyId))
  const [asker] = await service.db.select().from(identities).where(eq(identities.id, identityId))
  if (!company || !asker) return null
  const seen = personId === null ? undefined : and(eq(people.id, personId), actor ? isVisible(actor) : undefined)
  const [person] = seen ? await service.db.select().from(people).where(seen) : []
  const employer = await lookOf(service.db, companyId, version)
  const trial = { companyId, identityId, version: employer?.id }
  const end = linkEnd(service.clock(), service.rules.linkDays)
  const language = person ? person.language : asker.language
  // Somebody else's address in a person's letter would be taken for a mistake in the import.
  const address = person ? person.email : asker.emailKey
  return {
    letter,
    language,
    givenName: person?.givenName ?? '',
    company: company.name,
    address: address ?? madeUp[language ?? 'sv'],
    madeUp: address === null,
    link: letter === 'verify' ? { token: trialToken(service, trial), lastDay: lastDayOf(end) } : null,
    code: letter === 'code' ? '000000' : null,
    employer,
  }
}

/**
 * Queues a trial of a letter to the address that the chat platform has confirmed for the asker, and returns it.
 * @throws UserError `no_confirmed_address`, `too_often`
 */
export async function queueTrial(ctx: Context, shown: Shown): Promise<string> {
  const [asker] = await ctx.db.select().from(identities).where(eq(identities.id, ctx.actor.id))
  const emailKey = asker?.emailKey
  if (!emailKey) throw new UserError('no_confirmed_address', 'letters.noAddress')
  await ctx.db.transaction(async (tx) => {
    if (!(await hit(tx, ctx, `trial:${ctx.actor.id}`, [[10, hour]])))
      throw new UserError('too_often', 'letters.tooOften')
    const { letter, companyId, personId, version } = shown
    const details = { letter, companyId, personId, identityId: ctx.actor.id, version }
    await queueLetter(tx, ctx, { kind: 'trial', personId: null, email: emailKey, emailKey, language: null, details })
    await writeAudit(tx, ctx, { action: 'letter.trial', personId, details: { letter, company: companyId } })
  })
  return emailKey
}
