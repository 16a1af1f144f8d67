import { and, eq, gt, sql } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { identities, type Platform, people, roles, type standings } from '../../db/schema/index.ts'
import { readAddress } from '../addresses/addresses.ts'
import { writeAudit } from '../audit.ts'
import type { Actor, Context, Service } from '../context.ts'
import { findPersonalNumber } from '../people/personnummer.ts'
import { type Identity, isIdentity, keepIdentity } from './identities.ts'
import { isMember, nobody, type Rights, rightsFrom } from './rights.ts'

/** Who sends a message, as the platform says with that message. */
export interface Speaker {
  platform: Platform
  workspace: string
  user: string
  name?: string
  email?: string
  standing: (typeof standings)[number]
  language?: 'sv' | 'en'
  /** Where to reach the speaker privately; set when the message came from there. */
  place?: Record<string, unknown>
}

/** The speaker's identity, rights and record at this moment: a role taken away is gone with the next message. */
export async function recognise(service: Service, speaker: Speaker): Promise<Actor & { language: 'sv' | 'en' | null }> {
  const identity = await remember(service, speaker)
  const [rights, record] = isMember(service.rules, identity)
    ? await Promise.all([rightsOf(service, identity), recordOf(service.db, identity)])
    : [nobody, null]
  return {
    id: identity.id,
    platform: speaker.platform,
    workspace: speaker.workspace,
    user: speaker.user,
    name: identity.name,
    ...rights,
    personId: record?.personId ?? null,
    linked: record?.linked ?? false,
    operator: speaker.platform === 'console',
    language: identity.language,
  }
}

/** The present rights of somebody else than the speaker, such as the requester of a plan to be approved. */
export async function rightsOfIdentity(service: Service, id: number): Promise<Rights> {
  const [identity] = await service.db.select().from(identities).where(eq(identities.id, id))
  return identity ? rightsOf(service, identity) : nobody
}

/** Somebody who asked for work that is carried on without them; null when their identity is gone. */
export async function absentActor(service: Service, id: number): Promise<Actor | null> {
  const [identity] = await service.db.select().from(identities).where(eq(identities.id, id))
  if (!identity) return null
  const { platform, workspace, user, name } = identity
  const rights = await rightsOfIdentity(service, id)
  return {
    id,
    platform,
    workspace,
    user,
    name,
    ...rights,
    personId: null,
    linked: false,
    operator: platform === 'console',
  }
}

async function rightsOf(service: Service, identity: Identity): Promise<Rights> {
  const granted = await service.db.select().from(roles).where(eq(roles.identityId, identity.id))
  return rightsFrom(service.rules, identity, granted)
}

/** The record of the account link, or else the only one with the confirmed address (for the self-request only). */
async function recordOf(db: Db, identity: Identity): Promise<{ personId: number; linked: boolean } | null> {
  if (identity.personId !== null) return { personId: identity.personId, linked: true }
  if (identity.emailKey === null) return null
  const found = await db.select({ id: people.id }).from(people).where(eq(people.emailKey, identity.emailKey)).limit(2)
  return found.length === 1 ? { personId: found[0]!.id, linked: false } : null
}

const hour = 60 * 60_000

/** The identity as the platform describes it now. It is written when it has changed, and else once an hour. */
async function remember(service: Service, speaker: Speaker): Promise<Identity> {
  const { email = '' } = speaker
  const address = speaker.standing === 'member' && !findPersonalNumber(email) ? readAddress(email) : null
  const seen = {
    name: readName(speaker.name),
    emailKey: address?.ok ? address.key : null,
    standing: speaker.standing,
    seenAt: service.clock(),
    ...(speaker.place && { place: speaker.place }),
  }
  const [known] = await service.db
    .select()
    .from(identities)
    .where(
      and(
        isIdentity(speaker),
        seen.name === null ? undefined : eq(identities.name, seen.name),
        sql`${identities.emailKey} is not distinct from ${seen.emailKey}::text`,
        eq(identities.standing, seen.standing),
        speaker.place && sql`${identities.place} = ${JSON.stringify(speaker.place)}::jsonb`,
        gt(identities.seenAt, new Date(seen.seenAt.getTime() - hour)),
      ),
    )
  return known ?? keepIdentity(service.db, speaker, seen.seenAt, seen)
}

/**
 * The name that people have given themselves in a chat. Nothing that a database or a card cannot hold, and no personal
 * number, is kept of it: somebody with such a name is shown by the platform's id.
 */
function readName(name = ''): string | null {
  const whole = name
    .slice(0, 200)
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/\p{Cc}/gu, ' ')
    .trim()
  return whole === '' || findPersonalNumber(whole) ? null : whole
}

export async function setLanguage(ctx: Context, language: 'sv' | 'en'): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await tx.update(identities).set({ language }).where(eq(identities.id, ctx.actor.id))
    await writeAudit(tx, ctx, { action: 'language.set', details: { language } })
  })
}

/** The one identity of everybody who uses the page behind a link: there, nobody has a chat identity. */
export async function webIdentity(service: Service): Promise<number> {
  return (await recognise(service, { platform: 'web', workspace: 'web', user: 'page', standing: 'stranger' })).id
}
