import { and, eq } from 'drizzle-orm'
import { prefixOf } from '../../base/storable.ts'
import type { Db } from '../../db/open.ts'
import { employerLetters } from '../../db/schema/index.ts'
import { UserError } from '../../errors.ts'
import { readAddress } from '../addresses/addresses.ts'
import { writeAudit } from '../audit.ts'
import type { Context } from '../context.ts'
import { openPlan } from '../plans/plans.ts'
import { contrastToWhite, leastContrast, readable, readColor } from './colors.ts'
import { isInForce, type Logo, provedDomains } from './employers.ts'
import { domainOfAddress, foreignLink } from './links-in-text.ts'

type Row = typeof employerLetters.$inferSelect
/** What a version says. */
type Look = Omit<typeof employerLetters.$inferInsert, 'id' | 'companyId' | 'createdBy' | 'createdAt'>

/** What an owner wants to be otherwise, as typed. What is not named stays; an empty text takes it away. */
export type Wishes = Partial<
  Record<'name' | 'contact' | 'address' | 'replyTo' | 'color' | 'textSv' | 'textEn', string>
> & {
  /** Null takes the logo away. */
  logo?: Logo | null
}

/** A proposed change: the plan that waits to be confirmed, and what it would change. */
export interface Proposed {
  id: number
  code: string
  companyId: number
  /** Null: the letter would look as it does without any. */
  version: number | null
  before: number | null
}

const mostName = 60
const mostText = 600

/**
 * Proposes another look of a company's letters. Nothing changes before it is confirmed (decide.ts).
 * @throws UserError `bad_color`, `low_contrast`, `text_too_long`, `link_in_text`, `invalid_email`, `unproved_domain`,
 * `nothing_changed`
 */
export async function proposeLetter(ctx: Context, companyId: number, wishes: Wishes, line: string): Promise<Proposed> {
  return ctx.db.transaction(async (tx) => {
    const before = await rowInForce(tx, companyId)
    const look = { ...lookOf(before), ...read(wishes, await provedDomains(tx)) }
    if (isSame(look, lookOf(before))) throw new UserError('nothing_changed', 'employer.same')
    if (isSame(look, lookOf(null))) return plan(tx, ctx, { companyId, version: null, before: before?.id ?? null }, line)
    const [made] = await tx
      .insert(employerLetters)
      .values({ ...look, companyId, createdBy: ctx.actor.id, createdAt: ctx.clock() })
      .returning({ id: employerLetters.id })
    return plan(tx, ctx, { companyId, version: made!.id, before: before?.id ?? null }, line)
  })
}

/**
 * Proposes that a company's letters look as the product's own do again.
 * @throws UserError `no_letter`
 */
export async function proposeRemoval(ctx: Context, companyId: number, line: string): Promise<Proposed> {
  return ctx.db.transaction(async (tx) => {
    const before = await rowInForce(tx, companyId)
    if (!before) throw new UserError('no_letter', 'employer.none')
    return plan(tx, ctx, { companyId, version: null, before: before.id }, line)
  })
}

async function plan(tx: Db, ctx: Context, change: Omit<Proposed, 'id' | 'code'>, line: string): Promise<Proposed> {
  const opened = await openPlan(tx, ctx, { kind: 'letter', ...change, line })
  await writeAudit(tx, ctx, { action: 'letter.plan', code: opened.code, details: { ...change } })
  return { ...opened, ...change }
}

async function rowInForce(tx: Db, companyId: number): Promise<Row | null> {
  const [row] = await tx
    .select()
    .from(employerLetters)
    .where(and(eq(employerLetters.companyId, companyId), isInForce))
  return row ?? null
}

const lookOf = (row: Row | null): Look => ({
  name: row?.name ?? '',
  contact: row?.contact ?? '',
  address: row?.address ?? '',
  replyTo: row?.replyTo ?? '',
  color: row?.color ?? '',
  textSv: row?.textSv ?? '',
  textEn: row?.textEn ?? '',
  logo: row?.logo ?? null,
  logoType: row?.logoType ?? null,
  logoWidth: row?.logoWidth ?? null,
  logoHeight: row?.logoHeight ?? null,
})

/** Whether two versions look the same. */
function isSame(one: Look, other: Look): boolean {
  const { logo: a, ...words } = one
  const { logo: b, ...others } = other
  return (
    JSON.stringify(words) === JSON.stringify(others) &&
    Buffer.compare(a ?? new Uint8Array(), b ?? new Uint8Array()) === 0
  )
}

function read({ logo, color, ...typed }: Wishes, proved: ReadonlySet<string>): Look {
  const look: Look = {}
  for (const key of ['name', 'contact'] as const)
    if (typed[key] !== undefined) look[key] = readWords(typed[key], mostName, proved)
  for (const key of ['textSv', 'textEn'] as const)
    if (typed[key] !== undefined) look[key] = readWords(typed[key], mostText, proved)
  for (const key of ['address', 'replyTo'] as const)
    if (typed[key] !== undefined) look[key] = typed[key] && readOwnAddress(typed[key], proved)
  if (color !== undefined) look.color = color && readGround(color)
  if (logo !== undefined)
    Object.assign(look, {
      logo: logo?.bytes ?? null,
      logoType: logo?.type ?? null,
      logoWidth: logo?.width ?? null,
      logoHeight: logo?.height ?? null,
    })
  return look
}

function readWords(typed: string, most: number, proved: ReadonlySet<string>): string {
  const text = typed.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
  const long = [...text].length
  if (long > most) throw new UserError('text_too_long', 'employer.long', { n: long, most })
  const link = foreignLink(text, proved)
  if (link !== null) throw new UserError('link_in_text', 'employer.link', { link: prefixOf(link, 80) })
  return text
}

function readOwnAddress(typed: string, proved: ReadonlySet<string>): string {
  const address = readAddress(typed)
  if (!address.ok) throw new UserError('invalid_email', 'person.invalidEmail')
  refuseUnproved(address.email, proved)
  return address.email
}

/** @throws UserError `unproved_domain` */
export function refuseUnproved(email: string, proved: ReadonlySet<string>): void {
  const domain = domainOfAddress(email)
  if (proved.has(domain)) return
  throw new UserError('unproved_domain', 'employer.unproved', { email, domain }, [
    { label: 'domain.addButton', params: { domain }, say: `domän lägg till ${domain}` },
  ])
}

function readGround(typed: string): string {
  const color = readColor(typed)
  if (!color) throw new UserError('bad_color', 'employer.badColor', { typed: prefixOf(typed, 40) })
  const contrast = contrastToWhite(color)
  if (contrast >= leastContrast) return color
  // Rounded down: 4.46 must not be read as 4.5.
  const ratio = Math.floor(contrast * 10) / 10
  throw new UserError('low_contrast', 'employer.lowContrast', {
    color,
    ratio,
    least: leastContrast,
    instead: readable(color),
  })
}
