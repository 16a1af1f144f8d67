import type { Need } from '../../base/need.ts'
import type { Actor } from '../context.ts'

const rank: Record<Actor['role'], number> = { nobody: 0, employee: 1, admin: 2, owner: 3 }
const least: Record<Need, number> = { all: 0, employee: 1, admin: 2, owner: 3 }

/** Guests, strangers, bots, deleted and foreign users are `nobody`; what an admin may, every owner may. */
export const mayUse = (actor: Pick<Actor, 'role'>, need: Need): boolean => rank[actor.role] >= least[need]
