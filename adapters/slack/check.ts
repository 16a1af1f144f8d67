import { z } from 'zod'
import type { ChatFinding, Log } from '#bot'
import type { Api, SlackConfig } from './api.ts'
import { slackCode } from './bolt/sdk.ts'
import { judge } from './outgoing/errors.ts'
import { SCOPES } from './scopes.ts'

/** What Slack says of the app in one workspace. */
interface Installation {
  team: string
  /** The code with which it refuses the token. */
  refused?: string
  /** The workspace that the token belongs to instead. */
  elsewhere?: string
  missing: string[]
  /** Why it could not be asked. */
  silent?: string
}

const inspectAll = (api: Api, { teams }: SlackConfig) => Promise.all(teams.map((team) => inspect(api, team)))

async function inspect(api: Api, team: string): Promise<Installation> {
  try {
    const answer = await api.of(team).interactive.auth.test()
    const isElsewhere = answer.team_id !== undefined && answer.team_id !== team && !answer.is_enterprise_install
    const scopes = answer.response_metadata?.scopes
    return {
      team,
      ...(isElsewhere && { elsewhere: answer.team_id }),
      missing: scopes ? SCOPES.filter((scope) => !scopes.includes(scope)) : [],
    }
  } catch (error) {
    const code = slackCode(error)
    const why = code ?? (error as Error).message
    return { team, missing: [], ...(code && judge(error).verdict === 'operator' ? { refused: code } : { silent: why }) }
  }
}

/**
 * Asks Slack at the start, for each workspace, whether its token works there and has every scope. What only lacks a
 * scope, or cannot be asked now, is logged.
 * @throws Error that names the setting, for a token that Slack refuses or that belongs to another workspace
 */
export async function checkInstallations(api: Api, config: SlackConfig, log: Log): Promise<void> {
  for (const { team, refused, elsewhere, missing, silent } of await inspectAll(api, config)) {
    if (refused) throw new Error(`SLACK_BOT_TOKEN: Slack refuses it for ${team}: ${refused}`)
    if (elsewhere && config.botTokens?.[team])
      throw new Error(`SLACK_BOT_TOKEN: the token for ${team} belongs to another workspace, ${elsewhere}`)
    if (elsewhere) log.error({ team, belongsTo: elsewhere }, 'The Slack token belongs to another workspace')
    const remedy = 'Update the app from manifest/slack.json and install it again.'
    if (missing.length) log.error({ team, missing, remedy }, 'The Slack app lacks scopes in a workspace')
    if (silent) log.warn({ team, reason: silent }, 'Slack could not be asked about the installation')
  }
}

/** The same for `kontrollera drift`: a line for each workspace, and one for the token of Socket Mode. */
export async function findInstallations(api: Api, config: SlackConfig): Promise<ChatFinding[]> {
  const [installations, socket] = await Promise.all([inspectAll(api, config), findSocket(api, config)])
  return [...installations.map(findingOf), ...socket]
}

function findingOf({ team, refused, elsewhere, missing, silent }: Installation): ChatFinding {
  if (refused) return { state: 'wrong', code: 'token', params: { team, why: refused } }
  if (elsewhere) return { state: 'wrong', code: 'elsewhere', params: { team, other: elsewhere } }
  if (missing.length) return { state: 'wrong', code: 'scopes', params: { team, scopes: missing.join(', ') } }
  return silent ? { state: 'unsure', code: 'unreached' } : { state: 'fine', code: 'fine', params: { team } }
}

const answerShape = z.object({ ok: z.boolean(), error: z.string().optional() })

/** Asks for the address of a socket, and opens none: https://docs.slack.dev/reference/methods/apps.connections.open */
async function findSocket(api: Api, { appToken, apiUrl }: SlackConfig): Promise<ChatFinding[]> {
  if (!appToken) return []
  try {
    const response = await api.fetch(new URL('apps.connections.open', apiUrl.replace(/\/?$/, '/')), {
      method: 'POST',
      headers: { authorization: `Bearer ${appToken}` },
      signal: AbortSignal.timeout(8000),
    })
    const { ok, error = '' } = answerShape.parse(await response.json())
    if (ok) return [{ state: 'fine', code: 'socket.fine' }]
    // Slack gives few such addresses a minute.
    if (error === 'ratelimited') return [{ state: 'unsure', code: 'unreached' }]
    return [{ state: 'wrong', code: 'socket.token', params: { why: error } }]
  } catch {
    return [{ state: 'unsure', code: 'unreached' }]
  }
}
