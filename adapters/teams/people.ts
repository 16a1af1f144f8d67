import { z } from 'zod'
import { storable, type Who } from '#bot'
import { isRefused, type Member } from './api.ts'
import { type Activity, tenantOf } from './incoming/activity.ts'
import type { PacedCalls } from './transport/paced-calls.ts'

const lifetime = 60_000
const mostKept = 5000

export interface People {
  /** Who sent the activity, as Teams said within the last minute; with `again`, as Teams says now. */
  read(activity: Activity, again?: boolean): Promise<Who>
  /** The line with every mention replaced by `<@object id>`, because a name can mean several people. */
  nameMentions(activity: Activity, line: string): Promise<string>
}

/**
 * Asks Teams who people are, by tenant and `aadObjectId`. Apart from these ids, what an activity says about its sender
 * is not used.
 */
export function readPeople(calls: PacedCalls, now: () => number): People {
  const known = new Map<string, { who: Who; at: number }>()

  /**
   * A member of the team or, if it has none, of the conversation. Not everybody in a shared channel is in its team:
   * https://learn.microsoft.com/microsoftteams/platform/build-apps-for-shared-private-channels
   */
  async function findMember({ serviceUrl, channelData, conversation }: Activity, user: string) {
    const team = channelData?.team?.id
    const found = team ? await calls.getMember({ serviceUrl, id: team }, user) : undefined
    const [id = ''] = conversation.id.split(';messageid=')
    return found ?? (id === team ? undefined : calls.getMember({ serviceUrl, id }, user))
  }

  return {
    async read(activity, again = false) {
      const workspace = tenantOf(activity)
      const named = activity.from.aadObjectId?.toLowerCase()
      if (activity.from.id.startsWith('28:')) return whoOf(workspace, activity.from.id, 'bot')
      const key = `${workspace}/${named ?? activity.from.id}`
      const cached = known.get(key)
      if (!again && cached && now() - cached.at < lifetime) return cached.who
      const member = await findMember(activity, activity.from.id)
      // Some clients leave the object id out of an activity; Teams itself gives it with the member.
      const user = named ?? idOf(member)
      const who = user ? memberWho(workspace, user, member) : whoOf(workspace, activity.from.id, 'stranger')
      known.delete(key)
      known.set(key, { who, at: now() })
      if (known.size > mostKept) known.delete(known.keys().next().value as string)
      return who
    },
    async nameMentions(activity, line) {
      let named = line
      for (const { type, mentioned, text } of activity.entities ?? []) {
        if (type !== 'mention' || !text || !mentioned?.id || !named.includes(text)) continue
        const id = idOf(await findMember(activity, mentioned.id).catch(undefinedIfRefused))
        if (id) named = named.replaceAll(text, `<@${id}>`)
      }
      return named
    },
  }
}

/** Whom Teams does not tell us stays a name in the line, and is asked about like any other name. */
function undefinedIfRefused(error: unknown): undefined {
  if (!isRefused(error)) throw error
}
/** A field of another type than documented counts as absent, so that a member with one is no reason to try again. */
const words = z.string().transform(storable).optional().catch(undefined)
const memberShape = z
  .object({ name: words, aadObjectId: words, objectId: words, email: words })
  .extend({ userPrincipalName: words, tenantId: words, userRole: words })
  .catch({})

const idOf = (member: Member | undefined) => (member?.aadObjectId ?? member?.objectId)?.toLowerCase()

/** A person whom Teams does not know, or describes under another id, is a stranger. */
function memberWho(workspace: string, user: string, found: Member | undefined): Who {
  const member = found && memberShape.parse(found)
  const id = idOf(member)
  if (!member || (id !== undefined && id !== user)) return whoOf(workspace, user, 'stranger')
  const who = whoOf(workspace, user, standingOf(member, workspace))
  if (member.name) who.name = member.name
  if (who.standing === 'member' && member.email) who.email = member.email
  return who
}

/**
 * Guests are recognised by their role, their tenant, or the `#EXT#` in their name; so is anybody with an unknown role.
 */
function standingOf(member: Member, workspace: string): Who['standing'] {
  const role = member.userRole?.toLowerCase()
  if (role === 'anonymous') return 'stranger'
  const isForeign = member.tenantId !== undefined && member.tenantId.toLowerCase() !== workspace
  const names = `${member.userPrincipalName ?? ''} ${member.email ?? ''}`.toUpperCase()
  if (isForeign || role === 'guest' || names.includes('#EXT#')) return 'guest'
  return role === undefined || role === 'user' || role === 'owner' ? 'member' : 'guest'
}

const whoOf = (workspace: string, user: string, standing: Who['standing']): Who => ({
  platform: 'teams',
  workspace,
  user,
  standing,
})
