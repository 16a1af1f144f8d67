import type { roles } from '../../db/schema/index.ts'
import type { Actor, Rules } from '../context.ts'
import type { Identity } from './identities.ts'
import { isConfiguredOwner, localRoleOf } from './policy.ts'

/** What somebody may do, and for which companies. */
export type Rights = Pick<Actor, 'role' | 'companies'>

export const nobody: Rights = { role: 'nobody', companies: [] }
const everywhere = (role: 'owner' | 'admin'): Rights => ({ role, companies: 'all' })

/**
 * Whether an identity belongs to somebody who may use the product at all: a full member of a workspace that is let in.
 * The adapters already keep foreign workspaces out; this is the second check, and the only one for people who did not
 * write.
 */
export const isMember = (rules: Rules, { platform, workspace, standing }: Identity): boolean =>
  standing === 'member' && (rules.workspaces?.[platform]?.includes(workspace) ?? true)

/** The rights of an identity. `granted` holds its rows of `roles`. No other place decides who has which role. */
export function rightsFrom(
  rules: Rules,
  identity: Identity,
  granted: Pick<typeof roles.$inferSelect, 'role' | 'companyId'>[],
): Rights {
  if (!isMember(rules, identity)) return nobody
  if (identity.platform === 'console' || isConfiguredOwner(rules, identity)) return everywhere('owner')
  const local = localRoleOf(identity)
  if (local) return everywhere(local)
  if (granted.some((grant) => grant.role === 'owner')) return everywhere('owner')
  if (!granted.length) return { role: 'employee', companies: [] }
  if (granted.some((grant) => grant.companyId === null)) return everywhere('admin')
  return { role: 'admin', companies: granted.map((grant) => grant.companyId!) }
}
