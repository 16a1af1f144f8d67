import { and, eq, exists, inArray } from 'drizzle-orm'
import { identities, roles } from '../../db/schema/index.ts'
import type { Context } from '../context.ts'
import { type Identity, identityOf } from './identities.ts'
import { localRoles } from './policy.ts'

/** An identity with a role, and the companies that the role covers. */
export interface RoleHolder {
  identity: Identity
  companies: 'all' | number[]
}

/** Everybody with a role. The owners of the configuration are included once they have written. */
export async function roleHolders({ db, rules }: Pick<Context, 'db' | 'rules'>): Promise<RoleHolder[]> {
  const hasRole = exists(db.select().from(roles).where(eq(roles.identityId, identities.id)))
  const granted = await db.select().from(identities).where(hasRole)
  const grants = await db.select().from(roles)
  const holders = granted.map((identity): RoleHolder => {
    const companies = grants.filter((grant) => grant.identityId === identity.id).map((grant) => grant.companyId)
    return { identity, companies: companies.includes(null) ? 'all' : companies.filter((id) => id !== null) }
  })
  for (const owner of rules.owners) {
    const identity = await identityOf(db, owner)
    if (identity) holders.push({ identity, companies: 'all' })
  }
  const local = await db
    .select()
    .from(identities)
    .where(and(eq(identities.platform, 'local'), inArray(identities.user, [...localRoles])))
  return [...holders, ...local.map((identity): RoleHolder => ({ identity, companies: 'all' }))]
}

/** identities.id of everybody who is an owner now. The owners of the configuration are included once they have written. */
export async function ownerIds({ db, rules }: Pick<Context, 'db' | 'rules'>): Promise<number[]> {
  const granted = await db.select({ id: roles.identityId }).from(roles).where(eq(roles.role, 'owner'))
  const configured = await Promise.all(rules.owners.map((owner) => identityOf(db, owner)))
  const local = await db
    .select({ id: identities.id })
    .from(identities)
    .where(and(eq(identities.platform, 'local'), eq(identities.user, 'owner')))
  return [...new Set([...granted, ...configured.flatMap((one) => one ?? []), ...local].map(({ id }) => id))]
}

/** Everybody else with a role, each once and with the widest scope: a request without a company goes to them. */
export async function otherAdmins(ctx: Context): Promise<RoleHolder[]> {
  const others = (await roleHolders(ctx)).filter(
    ({ identity }) => identity.standing === 'member' && identity.id !== ctx.actor.id,
  )
  const narrowFirst = others.sort((a, b) => Number(a.companies === 'all') - Number(b.companies === 'all'))
  return [...new Map(narrowFirst.map((holder) => [holder.identity.id, holder])).values()]
}
