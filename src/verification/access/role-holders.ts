import { and, eq, exists, inArray, or } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { identities, roles } from '../../db/schema/index.ts'
import type { Context } from '../context.ts'
import { type Identity, isIdentity } from './identities.ts'
import { localRoles, mayUse } from './policy.ts'
import { type Rights, rightsFrom } from './rights.ts'

/** An identity with a role, and the companies that the role covers. */
export interface RoleHolder {
  identity: Identity
  companies: Rights['companies']
  role: Rights['role']
}

/**
 * Everybody who is an admin or an owner at this moment, each once. The owners of the configuration are included once
 * they have written; the terminal, which never approves anything, is not.
 */
export async function roleHolders({ db, rules }: Pick<Context, 'db' | 'rules'>): Promise<RoleHolder[]> {
  const hasRole = exists(db.select().from(roles).where(eq(roles.identityId, identities.id)))
  const isLocal = and(eq(identities.platform, 'local'), inArray(identities.user, [...localRoles]))
  const candidates = await db
    .select()
    .from(identities)
    .where(or(hasRole, isLocal, ...rules.owners.map(isIdentity)))
    .orderBy(identities.id)
  const grants = await db.select().from(roles)
  return candidates.flatMap((identity) => {
    const granted = grants.filter((grant) => grant.identityId === identity.id)
    const rights = rightsFrom(rules, identity, granted)
    return mayUse(rights, 'admin') ? [{ identity, companies: rights.companies, role: rights.role }] : []
  })
}

/** The users of the local page that have a role by name, once they have written. */
export const localHolders = (db: Db): Promise<Identity[]> =>
  db
    .select()
    .from(identities)
    .where(and(eq(identities.platform, 'local'), inArray(identities.user, [...localRoles])))

/** Everybody else with a role: a request that concerns no company goes to them. */
export const otherAdmins = async (ctx: Context): Promise<RoleHolder[]> =>
  (await roleHolders(ctx)).filter(({ identity }) => identity.id !== ctx.actor.id)

/**
 * identities.id of everybody who is an owner now. The owners of the configuration are included once they have written.
 */
export const ownerIds = async (service: Pick<Context, 'db' | 'rules'>): Promise<number[]> =>
  (await roleHolders(service)).flatMap(({ identity, role }) => (role === 'owner' ? [identity.id] : []))
