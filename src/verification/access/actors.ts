import { and, eq, gt, sql } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { identities, people, roles } from '../../db/schema/index.ts'
import { readAddress } from '../addresses/addresses.ts'
import { writeAudit } from '../audit.ts'
import type { Actor, Context, Service } from '../context.ts'

/** Who speaks, as the platform says it for this one message. */
export interface Speaker {
  platform: string
  workspace: string
  user: string
  name?: string
  email?: string
  standing: 'member' | 'guest' | 'stranger' | 'bot' | 'deleted'
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
    tied: record?.tied ?? false,
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

type Who = Pick<Speaker, 'platform' | 'workspace' | 'user'>

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

/** The tie made by `koppla`, or else the one record with the address the platform vouches for (self-request only). */
async function recordOf(
  db: Db,
  identity: typeof identities.$inferSelect,
): Promise<{ personId: number; tied: boolean } | null> {
  if (identity.personId !== null) return { personId: identity.personId, tied: true }
  if (identity.emailKey === null) return null
  const found = await db.select({ id: people.id }).from(people).where(eq(people.emailKey, identity.emailKey)).limit(2)
  return found.length === 1 ? { personId: found[0]!.id, tied: false } : null
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

/**
 * Whether two chat identities must be taken for one human (product.md §3): tied to one record, sharing a confirmed
 * address, or in different workspaces with either untied. In one workspace, different confirmed addresses are two; where
 * an address is missing there, nobody can tell, and they are one.
 */
export async function sameHuman(db: Db, a: number, b: number): Promise<boolean> {
  if (a === b) return true
  const found = await db
    .select()
    .from(identities)
    .where(sql`${identities.id} in ${[a, b]}`)
  const [one, two] = found
  if (!one || !two) return true
  if (one.personId !== null && two.personId !== null) {
    if (one.personId === two.personId) return true
    const records = await db
      .select({ human: people.human })
      .from(people)
      .where(sql`${people.id} in ${[one.personId, two.personId]}`)
    if (records.length === 2 && records[0]!.human !== null && records[0]!.human === records[1]!.human) return true
  }
  if (one.emailKey !== null && one.emailKey === two.emailKey) return true
  // Tied to two records: two people, wherever they write from.
  if (one.personId !== null && two.personId !== null) return false
  const together = one.platform === two.platform && one.workspace === two.workspace
  return !together || one.emailKey === null || two.emailKey === null
}
