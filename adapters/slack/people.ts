import type { ChatHost, Language, Who } from '#bot'
import type { Api } from './api.ts'
import { slackCode } from './blocks/sdk.ts'

export interface Known {
  who: Who
  language?: Language
}

export interface People {
  /** Who somebody is, at most a minute old; `fresh` asks Slack again. Rejects when Slack cannot tell: then nobody is let in. */
  read(team: string, user: string, fresh?: boolean): Promise<Known>
}

const KEEP = 60_000
const MOST = 5_000
const UNKNOWN = ['user_not_found', 'user_not_visible', 'users_not_found']

export function openPeople(api: Api, host: ChatHost): People {
  const cache = new Map<string, { known: Known; until: number }>()
  return {
    async read(team, user, fresh = false) {
      const key = `${team}/${user}`
      const now = host.clock().getTime()
      const cached = cache.get(key)
      if (cached && cached.until > now && !fresh) return cached.known
      const known = await ask(api, team, user)
      cache.delete(key)
      cache.set(key, { known, until: now + KEEP })
      if (cache.size > MOST) cache.delete(cache.keys().next().value!)
      return known
    },
  }
}

async function ask(api: Api, team: string, user: string): Promise<Known> {
  try {
    const { user: found } = await api.quick.users.info({ user, include_locale: true })
    return readUser((found ?? {}) as SlackUser, team, user)
  } catch (error) {
    if (!UNKNOWN.includes(slackCode(error) ?? '')) throw error
    return { who: { platform: 'slack', workspace: team, user, standing: 'stranger' } }
  }
}

/** The part of `users.info` that says who somebody is. */
export interface SlackUser {
  team_id?: string
  name?: string
  real_name?: string
  locale?: string
  deleted?: boolean
  is_bot?: boolean
  is_restricted?: boolean
  is_ultra_restricted?: boolean
  is_stranger?: boolean
  is_email_confirmed?: boolean
  enterprise_user?: { teams?: string[] }
  profile?: { email?: string; real_name?: string; display_name?: string }
}

/** What Slack says of a user, as the bot sees it: whatever is not plainly a member of this workspace is none. */
export function readUser(found: SlackUser, team: string, user: string): Known {
  const standing = standingOf(found, team, user)
  const profile = found.profile ?? {}
  const name = profile.display_name || profile.real_name || found.real_name || found.name
  // An address is proof only when Slack has confirmed it and the person belongs here.
  const proven = standing === 'member' && found.is_email_confirmed !== false
  const who: Who = { platform: 'slack', workspace: team, user, standing }
  if (name) who.name = name
  if (proven && profile.email) who.email = profile.email.normalize('NFC')
  return { who, language: languageOf(found.locale) }
}

function standingOf(found: SlackUser, team: string, user: string): Who['standing'] {
  if (found.deleted) return 'deleted'
  if (found.is_bot || user === 'USLACKBOT') return 'bot'
  const home = found.team_id === team || found.enterprise_user?.teams?.includes(team)
  if (!home || found.is_stranger) return 'stranger'
  return found.is_restricted || found.is_ultra_restricted ? 'guest' : 'member'
}

function languageOf(locale: string | undefined): Language | undefined {
  if (locale?.startsWith('sv')) return 'sv'
  return locale?.startsWith('en') ? 'en' : undefined
}
