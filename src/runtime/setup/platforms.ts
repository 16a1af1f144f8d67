import type { Config } from '../../config/config.ts'
import type { Directory } from '../../directory/directory.ts'
import { finding, patience, type SetupFinding } from './finding.ts'

/** What a Slack app of ours needs, as in manifest/slack.ts. */
const slackScopes = [
  'app_mentions:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'im:history',
  'im:write',
  'users:read',
  'users:read.email',
]

export async function checkSlack({ slack }: Config): Promise<SetupFinding[]> {
  const say = finding('slack')
  if (!slack) return [say('off', 'off')]
  const response = await fetch(new URL('auth.test', slack.apiUrl.replace(/\/?$/, '/')), {
    method: 'POST',
    headers: { authorization: `Bearer ${slack.botToken}` },
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  })
  const { ok, error = '' } = (await response.json()) as { ok?: boolean; error?: string }
  if (!ok) return [say('wrong', 'token', { why: error.replace(/[^a-z_]/g, '') })]
  const granted = response.headers
    .get('x-oauth-scopes')
    ?.split(',')
    .map((scope) => scope.trim())
  const missing = granted ? slackScopes.filter((scope) => !granted.includes(scope)) : []
  return [missing.length ? say('wrong', 'scopes', { scopes: missing.join(', ') }) : say('fine', 'fine')]
}

export async function checkTeams({ teams }: Config): Promise<SetupFinding[]> {
  const say = finding('teams')
  if (!teams) return [say('off', 'off')]
  if (teams.appType === 'UserAssignedMSI') return [say('unsure', 'managed')]
  const login = teams.loginUrl ?? `https://login.microsoftonline.com/${teams.appTenantId ?? 'botframework.com'}`
  const response = await fetch(`${login.replace(/\/$/, '')}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: teams.appId,
      client_secret: teams.appPassword,
      scope: 'https://api.botframework.com/.default',
    }),
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  })
  return [response.ok ? say('fine', 'fine') : say('wrong', 'token', { status: response.status })]
}

/** Asks for somebody who cannot exist: that takes the address, the token and the filters. */
export async function checkProvider(directory: Directory): Promise<SetupFinding[]> {
  const say = finding('provider')
  if (!directory.remote) return [say('off', 'off')]
  const nobody = { companyNumber: 'verifiera-check', number: '0', email: 'check@verifiera.invalid' }
  const answer = await directory.look(nobody)
  return [answer.ok ? say('fine', 'fine') : say('wrong', 'refused', { why: answer.error })]
}
