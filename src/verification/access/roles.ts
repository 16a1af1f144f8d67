import { and, eq } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { companies, identities, roles } from '../../db/schema/index.ts'
import { UserError } from '../../errors.ts'
import { writeAudit } from '../audit.ts'
import type { Context } from '../context.ts'
import { identityOf, type Who } from './actors.ts'

/**
 * Who a role is for: `slack:<team>/<user>`, `teams:<tenant>/<id>`, `<@U1>` or a bare id in the workspace of whoever
 * types. Never an e-mail address: those can be changed by their holder.
 */
export function readNamed(ctx: Context, typed: string): Who {
  const full = /^(slack|teams|local):([^/\s]+)\/(\S+)$/.exec(typed)
  if (full) return asKept({ platform: full[1] as Who['platform'], workspace: full[2]!, user: full[3]! })
  const mention = /^<@([A-Za-z0-9._:-]+)(\|[^>]*)?>$/.exec(typed)
  const bare = /^@?([UW][A-Z0-9]{6,}|[0-9a-fA-F]{8}-[0-9a-fA-F-]{27})$/.exec(typed)
  const user = mention?.[1] ?? bare?.[1]
  if (!user || ctx.actor.platform === 'console')
    throw new UserError('bad_person', 'role.badPerson', { who: typed.slice(0, 80) })
  return asKept({ platform: ctx.actor.platform, workspace: ctx.actor.workspace, user })
}

/** Microsoft writes its ids in either case; they are kept in lower case, as the messages bring them. */
const asKept = (named: Who): Who =>
  named.platform === 'teams'
    ? { ...named, workspace: named.workspace.toLowerCase(), user: named.user.toLowerCase() }
    : named

/** Gives a role, at once. `companyIds` null is all companies; an owner always has all. */
export async function giveRole(
  ctx: Context,
  named: Who,
  role: 'owner' | 'admin',
  companyIds: number[] | null,
): Promise<void> {
  if (role === 'owner' && companyIds) throw new UserError('owner_everywhere', 'role.ownerEverywhere')
  await ctx.db.transaction(async (tx) => {
    const identity = await known(tx, ctx, named)
    for (const companyId of role === 'owner' || !companyIds ? [null] : companyIds) {
      await tx
        .insert(roles)
        .values({ identityId: identity, role, companyId, grantedAt: ctx.clock(), grantedBy: ctx.actor.id })
        .onConflictDoNothing()
    }
    await writeAudit(tx, ctx, { action: 'role.give', details: { to: identity, role, companies: companyIds } })
  })
}

/** Takes roles away, at once: all of them, or those for the named companies. The configuration's owners stay. */
export async function takeRole(ctx: Context, named: Who, companyIds: number[] | null): Promise<void> {
  const isConfigured = ctx.rules.owners.some(
    (o) => o.platform === named.platform && o.workspace === named.workspace && o.user === named.user,
  )
  if (isConfigured) throw new UserError('configured_owner', 'role.configured')
  await ctx.db.transaction(async (tx) => {
    const identity = await identityOf(tx, named)
    if (!identity) throw new UserError('no_role', 'role.none')
    let taken = 0
    for (const companyId of companyIds ?? [undefined]) {
      const which = companyId === undefined ? undefined : eq(roles.companyId, companyId)
      taken += (
        await tx
          .delete(roles)
          .where(and(eq(roles.identityId, identity.id), which))
          .returning()
      ).length
    }
    if (!taken) throw new UserError('no_role', 'role.none')
    await writeAudit(tx, ctx, { action: 'role.take', details: { from: identity.id, companies: companyIds } })
  })
}

export interface Holder extends Who {
  name: string | null
  role: 'owner' | 'admin'
  /** Null: all companies. */
  company: { number: string; name: string } | null
  /** By the configuration (`OWNERS`), not by a command. */
  configured: boolean
}

export async function listRoles(ctx: Context): Promise<Holder[]> {
  const granted = await ctx.db
    .select({ identity: identities, role: roles.role, number: companies.number, company: companies.name })
    .from(roles)
    .innerJoin(identities, eq(identities.id, roles.identityId))
    .leftJoin(companies, eq(companies.id, roles.companyId))
    .orderBy(roles.id)
  const configured: Holder[] = []
  for (const owner of ctx.rules.owners) {
    const identity = await identityOf(ctx.db, owner)
    configured.push({ ...owner, name: identity?.name ?? null, role: 'owner', company: null, configured: true })
  }
  return [
    ...configured,
    ...granted.map(({ identity: { platform, workspace, user, name }, role, number, company }) => ({
      platform,
      workspace,
      user,
      name,
      role,
      company: number === null ? null : { number, name: company! },
      configured: false,
    })),
  ]
}

async function known(tx: Db, ctx: Context, named: Who): Promise<number> {
  // First, not after a look: two owners may name the same colleague at the same moment.
  await tx
    .insert(identities)
    .values({ ...named, seenAt: ctx.clock() })
    .onConflictDoNothing()
  return (await identityOf(tx, named))!.id
}
