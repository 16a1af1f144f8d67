import { and, eq, inArray, sql } from 'drizzle-orm'
import { prefixOf } from '../../base/storable.ts'
import type { Db } from '../../db/open.ts'
import { companies, identities, roles } from '../../db/schema/index.ts'
import { UserError } from '../../errors.ts'
import { writeAudit } from '../audit.ts'
import { type Context, inTransaction } from '../context.ts'
import { once } from '../once.ts'
import { rightsOfIdentity } from './actors.ts'
import { identityOf, keepIdentity, type Who } from './identities.ts'
import { isConfiguredOwner, localRoleOf } from './policy.ts'
import { localHolders } from './role-holders.ts'

/**
 * Reads whom a role is for: `slack:<team>/<user>`, `teams:<tenant>/<id>`, or `<@U1>` or a bare id in the workspace of
 * the actor. Never an e-mail address, since people can change their own.
 * @throws UserError `bad_person`
 */
export function readNamed(ctx: Context, typed: string): Who {
  const full = /^(slack|teams|local):([^/\s]+)\/(\S+)$/.exec(typed)
  if (full) return asKept({ platform: full[1] as Who['platform'], workspace: full[2]!, user: full[3]! })
  const mention = /^<@([A-Za-z0-9._:-]+)(\|[^>]*)?>$/.exec(typed)
  const bare = /^@?([UW][A-Z0-9]{6,}|[0-9a-fA-F]{8}-[0-9a-fA-F-]{27})$/.exec(typed)
  const user = mention?.[1] ?? bare?.[1]
  if (!user || ctx.actor.platform === 'console')
    throw new UserError('bad_person', 'role.badPerson', { who: prefixOf(typed, 80) })
  return asKept({ platform: ctx.actor.platform, workspace: ctx.actor.workspace, user })
}

/** Microsoft writes its ids in either case. They are stored in lower case, as the messages bring them. */
const asKept = (named: Who): Who =>
  named.platform === 'teams'
    ? { ...named, workspace: named.workspace.toLowerCase(), user: named.user.toLowerCase() }
    : named

/**
 * Roles change one after the other, each by somebody who is an owner then: of two owners who take each other's role at
 * the same moment, one has come first.
 */
async function refuseUnlessOwner(tx: Db, ctx: Context): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('verifiera.roles'))`)
  const { role } = await rightsOfIdentity(inTransaction(ctx, tx), ctx.actor.id)
  if (role !== 'owner') throw new UserError('not_allowed', 'problem.not_allowed_next', { need: 'owner' })
}

/**
 * Gives a role, at once. `companyIds` null means all companies, and an owner always has all.
 * @throws UserError `owner_everywhere`, `not_allowed`
 */
export async function giveRole(
  ctx: Context,
  named: Who,
  role: 'owner' | 'admin',
  companyIds: number[] | null,
): Promise<void> {
  if (role === 'owner' && companyIds) throw new UserError('owner_everywhere', 'role.ownerEverywhere')
  const give = async (tx: Db) => {
    await refuseUnlessOwner(tx, ctx)
    const identity = await keepIdentity(tx, named, ctx.clock())
    const grant = { identityId: identity.id, role, grantedAt: ctx.clock(), grantedBy: ctx.actor.id }
    const granted = (companyIds ?? [null]).map((companyId) => ({ ...grant, companyId }))
    await tx.insert(roles).values(granted).onConflictDoNothing()
    await writeAudit(tx, ctx, { action: 'role.give', details: { to: identity.id, role, companies: companyIds } })
  }
  await ctx.db.transaction((tx) => once(tx, ctx, 'role.give', () => give(tx)))
}

/**
 * Takes roles away, at once: all of them, or those for the given companies.
 * @throws UserError `configured_owner`, `no_role`, `not_allowed`
 */
export async function takeRole(ctx: Context, named: Who, companyIds: number[] | null): Promise<void> {
  if (isConfiguredOwner(ctx.rules, named)) throw new UserError('configured_owner', 'role.configured')
  const take = async (tx: Db) => {
    await refuseUnlessOwner(tx, ctx)
    const identity = await identityOf(tx, named)
    if (!identity) throw noRole(named)
    const which = companyIds ? inArray(roles.companyId, companyIds) : undefined
    const taken = await tx
      .delete(roles)
      .where(and(eq(roles.identityId, identity.id), which))
      .returning({ id: roles.id })
    if (!taken.length) throw noRole(named)
    await writeAudit(tx, ctx, { action: 'role.take', details: { from: identity.id, companies: companyIds } })
  }
  await ctx.db.transaction((tx) => once(tx, ctx, 'role.take', () => take(tx)))
}

/** Why nothing was taken away: the roles of the local page's own users are listed, but nobody has given them. */
const noRole = (named: Who): UserError =>
  localRoleOf(named) ? new UserError('configured_owner', 'role.local') : new UserError('no_role', 'role.none')

/**
 * An owner's word that an account belongs to another human than whoever's plans it approves (four-eyes.ts). It ends
 * with the owner's role, and counts for nothing in plans of the owner's own.
 * @throws UserError `own_vouch`, `not_allowed`
 */
export async function vouchFor(ctx: Context, named: Who): Promise<void> {
  const vouch = async (tx: Db) => {
    await refuseUnlessOwner(tx, ctx)
    const identity = await keepIdentity(tx, named, ctx.clock())
    if (identity.id === ctx.actor.id) throw new UserError('own_vouch', 'role.ownVouch')
    await tx.update(identities).set({ vouchedBy: ctx.actor.id }).where(eq(identities.id, identity.id))
    await writeAudit(tx, ctx, { action: 'role.vouch', details: { for: identity.id } })
  }
  await ctx.db.transaction((tx) => once(tx, ctx, 'role.vouch', () => vouch(tx)))
}

/** A granted role, as the list of roles shows it. */
export interface Holder extends Who {
  name: string | null
  role: 'owner' | 'admin'
  /** Null means all companies. */
  company: { number: string; name: string } | null
  /** By the configuration (`OWNERS`) or as a user of the local page, not granted by a command. */
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
  for (const identity of await localHolders(ctx.db)) {
    const { platform, workspace, user, name } = identity
    configured.push({ platform, workspace, user, name, role: localRoleOf(identity)!, company: null, configured: true })
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
