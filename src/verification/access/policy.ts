import type { Need } from '../../base/need.ts'
import type { Actor, Rules } from '../context.ts'
import type { Who } from './identities.ts'

const rank: Record<Actor['role'], number> = { nobody: 0, employee: 1, admin: 2, owner: 3 }
const least: Record<Need, number> = { all: 0, employee: 1, admin: 2, owner: 3 }

/** Whether a role is enough for a command: an owner may do all that an admin may, an admin all that an employee may. */
export const mayUse = (actor: Pick<Actor, 'role'>, need: Need): boolean => rank[actor.role] >= least[need]

/** Whether the configuration (`OWNERS`) makes this identity an owner. */
export const isConfiguredOwner = ({ owners }: Pick<Rules, 'owners'>, who: Who): boolean =>
  owners.some((o) => o.platform === who.platform && o.workspace === who.workspace && o.user === who.user)

/** The two users of the local chat page that have a role; their names are their roles. */
export const localRoles = ['owner', 'admin'] as const

/** The role that a user of the local chat page has by name; undefined for all others. */
export const localRoleOf = (who: Who): (typeof localRoles)[number] | undefined =>
  who.platform === 'local' ? localRoles.find((role) => role === who.user) : undefined
