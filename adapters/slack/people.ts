import { z } from 'zod'
import { type ChatHost, type Language, storable, type Who } from '#bot'
import type { Api } from './api.ts'
import { slackCode } from './bolt/sdk.ts'
import { patiently } from './outgoing/patience.ts'

export interface Person {
  who: Who
  language?: Language
}

export interface People {
  /**
   * Who a user is, at most a minute old; `fresh` asks Slack again. Rejects while Slack does not answer, so that nobody
   * is let in unseen.
   */
  read(team: string, user: string, fresh?: boolean): Promise<Person>
}

const MAX_AGE = 60_000
const MAX_CACHED = 5_000
const UNKNOWN_USER = ['user_not_found', 'user_not_visible', 'users_not_found']

export function openPeople(api: Api, host: ChatHost): People {
  const cache = new Map<string, { person: Person; until: number }>()
  return {
    async read(team, user, fresh = false) {
      const key = `${team}/${user}`
      const now = host.clock().getTime()
      const cached = cache.get(key)
      if (cached && cached.until > now && !fresh) return cached.person
      const person = await lookUp(api, team, user)
      cache.delete(key)
      cache.set(key, { person, until: now + MAX_AGE })
      if (cache.size > MAX_CACHED) cache.delete(cache.keys().next().value!)
      return person
    },
  }
}

async function lookUp(api: Api, team: string, user: string): Promise<Person> {
  try {
    const call = () => api.of(team).interactive.users.info({ user, include_locale: true })
    const { user: found } = await patiently(call)
    return readUser(userShape.parse(found ?? {}), team, user)
  } catch (error) {
    if (!UNKNOWN_USER.includes(slackCode(error) ?? '')) throw error
    return { who: { platform: 'slack', workspace: team, user, standing: 'stranger' } }
  }
}

/** A field of another type than documented counts as absent, so that a user with one is no reason to try again. */
const words = z.string().transform(storable).optional().catch(undefined)
const flag = z.boolean().optional().catch(undefined)
const userShape = z
  .object({
    ...{ name: words, real_name: words, locale: words, team_id: words },
    ...{ deleted: flag, is_bot: flag, is_stranger: flag, is_restricted: flag, is_ultra_restricted: flag },
    is_email_confirmed: flag,
    profile: z.object({ display_name: words, real_name: words, email: words }).optional().catch(undefined),
    enterprise_user: z
      .object({ teams: z.array(z.string()).optional() })
      .optional()
      .catch(undefined),
  })
  .catch({})
type SlackUser = z.infer<typeof userShape>

function readUser(found: SlackUser, team: string, user: string): Person {
  const standing = standingOf(found, team, user)
  const profile: NonNullable<SlackUser['profile']> = found.profile ?? {}
  const name = profile.display_name || profile.real_name || found.real_name || found.name
  // Slack vouches for an address only after it has been confirmed, and only for members of this workspace.
  const isProven = standing === 'member' && found.is_email_confirmed !== false
  const who: Who = { platform: 'slack', workspace: team, user, standing }
  if (name) who.name = name
  if (isProven && profile.email) who.email = profile.email.normalize('NFC')
  return { who, language: languageOf(found.locale) }
}

/** A user whom Slack does not name as a member of this workspace is a stranger. */
function standingOf(found: SlackUser, team: string, user: string): Who['standing'] {
  if (found.deleted) return 'deleted'
  if (found.is_bot || user === 'USLACKBOT') return 'bot'
  const isHere = found.team_id === team || found.enterprise_user?.teams?.includes(team)
  if (!isHere || found.is_stranger) return 'stranger'
  return found.is_restricted || found.is_ultra_restricted ? 'guest' : 'member'
}

function languageOf(locale: string | undefined): Language | undefined {
  if (locale?.startsWith('sv')) return 'sv'
  return locale?.startsWith('en') ? 'en' : undefined
}
