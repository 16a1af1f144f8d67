import { and, eq, gt, sql } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { identities, type Platform, people, roles, type standings } from '../../db/schema/index.ts'
import { readAddress } from '../addresses/addresses.ts'
import { writeAudit } from '../audit.ts'
import type { Actor, Context, Service } from '../context.ts'

/** Who speaks, as the platform says it for this one message. */
export interface Speaker {
  platform: Platform
  workspace: string
  user: string
  name?: string
  email?: string
  standing: (typeof standings)[number]
  language?: 'sv' | 'en'
  /** Where to reach the person privately, when this message came from there. */
  place?: Record<string, unknown>
}

/** The speaker's identity, rights and record as they are this moment: a demotion bites on the next message. */
export async function recognise(service: Service, speaker: Speaker): Promise<Actor & { language: 'sv' | 'en' | null }> {
  const identity = await remember(service, speaker)
  const member = speaker.standing === 'member' && isLetIn(service, speaker)
  const [rights, record] = member
    ? await Promise.all([rightsOf(service, speaker, identity.id), recordOf(service.db, identity)])
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

export type Rights = Pick<Actor, 'role' | 'companies'>
const nobody: Rights = { role: 'nobody', companies: [] }
const everywhere = (role: 'owner' | 'admin'): Rights => ({ role, companies: 'all' })

/** The adapters keep foreign workspaces out; here it is said once more, where rights are given. */
const isLetIn = ({ rules }: Service, { platform, workspace }: Pick<Speaker, 'platform' | 'workspace'>) =>
  rules.workspaces?.[platform]?.includes(workspace) ?? true

/** What an identity may do now that is not the speaker: the requester of what somebody else is about to approve. */
export async function rightsOfIdentity(service: Service, id: number): Promise<Rights> {
  const [identity] = await service.db.select().from(identities).where(eq(identities.id, id))
  if (identity?.standing !== 'member' || !isLetIn(service, identity)) return nobody
  return rightsOf(service, identity, id)
}

/** The three parts that name an identity for good. */
export type Who = Pick<Speaker, 'platform' | 'workspace' | 'user'>

async function rightsOf(service: Service, speaker: Who, identityId: number): Promise<Rights> {
  if (speaker.platform === 'console') return everywhere('owner')
  if (speaker.platform === 'local' && speaker.user === 'owner') return everywhere('owner')
  if (speaker.platform === 'local' && speaker.user === 'admin') return everywhere('admin')
  const { platform, workspace, user } = speaker
  if (service.rules.owners.some((o) => o.platform === platform && o.workspace === workspace && o.user === user)) {
    return everywhere('owner')
  }
  const granted = await service.db.select().from(roles).where(eq(roles.identityId, identityId))
  if (granted.some((g) => g.role === 'owner')) return everywhere('owner')
  if (!granted.length) return { role: 'employee', companies: [] }
  if (granted.some((g) => g.companyId === null)) return everywhere('admin')
  return { role: 'admin', companies: granted.map((g) => g.companyId!) }
}

/** The link made by `koppla`, or else the one record with the address the platform vouches for (self-request only). */
async function recordOf(
  db: Db,
  identity: typeof identities.$inferSelect,
): Promise<{ personId: number; linked: boolean } | null> {
  if (identity.personId !== null) return { personId: identity.personId, linked: true }
  if (identity.emailKey === null) return null
  const found = await db.select({ id: people.id }).from(people).where(eq(people.emailKey, identity.emailKey)).limit(2)
  return found.length === 1 ? { personId: found[0]!.id, linked: false } : null
}

const hour = 60 * 60_000

/** The identity as the platform says it now. It is written when that is news, and once an hour for when it was last seen. */
async function remember(service: Service, speaker: Speaker): Promise<typeof identities.$inferSelect> {
  const address = speaker.standing === 'member' && speaker.email ? readAddress(speaker.email) : null
  const seen = {
    name: speaker.name ?? null,
    emailKey: address?.ok ? address.key : null,
    standing: speaker.standing,
    seenAt: service.clock(),
    ...(speaker.place && { place: speaker.place }),
  }
  const who = { platform: speaker.platform, workspace: speaker.workspace, user: speaker.user }
  const [known] = await service.db
    .select()
    .from(identities)
    .where(
      and(
        isOne(who),
        seen.name === null ? undefined : eq(identities.name, seen.name),
        sql`${identities.emailKey} is not distinct from ${seen.emailKey}::text`,
        eq(identities.standing, seen.standing),
        speaker.place && sql`${identities.place} = ${JSON.stringify(speaker.place)}::jsonb`,
        gt(identities.seenAt, new Date(seen.seenAt.getTime() - hour)),
      ),
    )
  if (known) return known
  const [row] = await service.db
    .insert(identities)
    .values({ ...who, ...seen, language: null })
    .onConflictDoUpdate({
      target: [identities.platform, identities.workspace, identities.user],
      set: { ...seen, name: sql`coalesce(excluded.name, ${identities.name})` },
    })
    .returning()
  return row!
}

export async function setLanguage(ctx: Context, language: 'sv' | 'en'): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await tx.update(identities).set({ language }).where(eq(identities.id, ctx.actor.id))
    await writeAudit(tx, ctx, { action: 'language.set', details: { language } })
  })
}

/** An identity by its platform id, if it was ever seen or named. */
export async function identityOf(db: Db, who: Who) {
  const [row] = await db.select().from(identities).where(isOne(who))
  return row ?? null
}

const isOne = (who: Who) =>
  and(eq(identities.platform, who.platform), eq(identities.workspace, who.workspace), eq(identities.user, who.user))

/** Whoever holds an expired link has no chat identity: all of them are this one. */
export async function webIdentity(service: Service): Promise<number> {
  return (await recognise(service, { platform: 'web', workspace: 'web', user: 'page', standing: 'stranger' })).id
}
