import type { Log } from '#bot'
import type { Api, SlackConfig } from './api.ts'
import { slackCode } from './bolt/sdk.ts'
import { judge } from './outgoing/errors.ts'
import { SCOPES } from './scopes.ts'

/**
 * Asks Slack at the start, for each workspace, whether its token works there and has every scope. What only lacks a
 * scope, or cannot be asked now, is logged.
 * @throws Error that names the setting, for a token that Slack refuses or that belongs to another workspace
 */
export async function checkInstallations(api: Api, config: SlackConfig, log: Log): Promise<void> {
  await Promise.all(config.teams.map((team) => checkInstallation(api, config, team, log)))
}

async function checkInstallation(api: Api, config: SlackConfig, team: string, log: Log): Promise<void> {
  try {
    const answer = await api.of(team).interactive.auth.test()
    const isElsewhere = answer.team_id !== undefined && answer.team_id !== team && !answer.is_enterprise_install
    if (isElsewhere && config.botTokens?.[team]) {
      throw new Error(`SLACK_BOT_TOKEN: the token for ${team} belongs to another workspace, ${answer.team_id}`)
    }
    if (isElsewhere) log.error({ team, belongsTo: answer.team_id }, 'The Slack token belongs to another workspace')
    const scopes = answer.response_metadata?.scopes
    const missing = scopes ? SCOPES.filter((scope) => !scopes.includes(scope)) : []
    if (missing.length) {
      const remedy = 'Update the app from manifest/slack.json and install it again.'
      log.error({ team, missing, remedy }, 'The Slack app lacks scopes in a workspace')
    }
  } catch (error) {
    const code = slackCode(error)
    if (code && judge(error).verdict === 'operator')
      throw new Error(`SLACK_BOT_TOKEN: Slack refuses it for ${team}: ${code}`)
    if ((error as Error).message.startsWith('SLACK_BOT_TOKEN')) throw error
    log.warn({ team, reason: code ?? (error as Error).message }, 'Slack could not be asked about the installation')
  }
}
