import type { Who } from '#bot'
import type { Member } from './api.ts'
import { type Activity, tenantOf } from './gate/activity.ts'
import type { Calls } from './transport/paced-calls.ts'

const life = 60_000
const most = 5000

export interface People {
  /** Who sent the activity. `again` asks Teams even if it was asked within the last minute. */
  read(activity: Activity, again?: boolean): Promise<Who>
  /** The line with every other person mentioned in it as `<@object id>`: a name alone says nobody for certain. */
  name(activity: Activity, line: string): Promise<string>
}

/** Reads people from Teams by tenant and `aadObjectId`; nothing that the message itself says of them is believed. */
export function readPeople(calls: Calls, now: () => number): People {
  const known = new Map<string, { who: Who; at: number }>()

  const placeOf = (activity: Activity) => ({
    serviceUrl: activity.serviceUrl,
    id: activity.channelData?.team?.id ?? activity.conversation.id,
  })

  return {
    async name(activity, line) {
      let named = line
      for (const { type, mentioned, text } of activity.entities ?? []) {
        if (type !== 'mention' || !text || !mentioned?.id || !named.includes(text)) continue
        const member = await calls.getMember(placeOf(activity), mentioned.id)
        const id = (member?.aadObjectId ?? member?.objectId)?.toLowerCase()
        if (id) named = named.replaceAll(text, `<@${id}>`)
      }
      return named
    },
    async read(activity, again = false) {
      const workspace = tenantOf(activity)
      const user = activity.from.aadObjectId?.toLowerCase()
      if (activity.from.id.startsWith('28:')) return nobody(workspace, activity.from.id, 'bot')
      if (!user) return nobody(workspace, activity.from.id, 'stranger')
      const key = `${workspace}/${user}`
      const cached = known.get(key)
      if (!again && cached && now() - cached.at < life) return cached.who
      const who = toWho(workspace, user, await calls.getMember(placeOf(activity), activity.from.id))
      known.delete(key)
      known.set(key, { who, at: now() })
      if (known.size > most) known.delete(known.keys().next().value as string)
      return who
    },
  }
}

/** A member is known, of this tenant, and neither a guest nor anonymous. Who is somebody else is a stranger. */
function toWho(workspace: string, user: string, member: Member | undefined): Who {
  const id = (member?.aadObjectId ?? member?.objectId)?.toLowerCase()
  if (!member || (id !== undefined && id !== user)) return nobody(workspace, user, 'stranger')
  const who: Who = { platform: 'teams', workspace, user, standing: standingOf(member, workspace) }
  if (member.name) who.name = member.name
  if (who.standing === 'member' && member.email) who.email = member.email
  return who
}

function standingOf(member: Member, workspace: string): Who['standing'] {
  const role = member.userRole?.toLowerCase()
  if (role === 'anonymous') return 'stranger'
  const foreign = member.tenantId !== undefined && member.tenantId.toLowerCase() !== workspace
  const named = `${member.userPrincipalName ?? ''} ${member.email ?? ''}`.toUpperCase()
  if (foreign || role === 'guest' || named.includes('#EXT#')) return 'guest'
  return role === undefined || role === 'user' || role === 'owner' ? 'member' : 'guest'
}

const nobody = (workspace: string, user: string, standing: 'stranger' | 'bot'): Who => ({
  platform: 'teams',
  workspace,
  user,
  standing,
})
