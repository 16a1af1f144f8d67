import { mailFaults } from './mail.ts'
import type { Values } from './schema.ts'
import { isLoopback, type SlackTokens } from './values.ts'

/** Whether a setting is there, be it right or wrong. */
export type IsSet = (name: keyof Values) => boolean
type Problem = [name: keyof Values, what: string]

/** A platform counts as on if any of its settings is there. What is missing is then an error, and never local mode. */
export const slackIsSet = (isSet: IsSet) =>
  (['SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_TEAMS'] as const).some(isSet)
export const teamsIsSet = (isSet: IsSet) =>
  (['MicrosoftAppId', 'MicrosoftAppPassword', 'MicrosoftAppCertificate', 'TEAMS_TENANTS'] as const).some(isSet)
export const isLocal = (isSet: IsSet) => !slackIsSet(isSet) && !teamsIsSet(isSet) && !isSet('SMTP_URL')

function localProblems(v: Values): Problem[] {
  const problems: Problem[] = []
  if (!isLoopback(v.HOST))
    problems.push(['HOST', `${v.HOST} is not loopback; local mode (no Slack, Teams or SMTP) listens on 127.0.0.1 only`])
  // Local mode may hold fictional people, and everybody who opens its chat page is an owner, so a real provider is
  // refused.
  if (v.SCIM_URL && !isLoopback(new URL(v.SCIM_URL).hostname))
    problems.push(['SCIM_URL', 'local mode (no Slack, Teams or SMTP) connects on loopback only'])
  return [...problems, ...pairProblems(v)]
}

/** A bot token works in one workspace, unless the app is installed for a whole organisation. */
function tokenProblems({ botToken, botTokens = {}, isOrg }: SlackTokens, teams: string[]): Problem[] {
  const without = teams.find((team) => !botTokens[team] && !(isOrg || (botToken && teams.length === 1)))
  if (without) {
    const problem = `no token for the workspace ${without}; give one for each, T…:xoxb-…,T…:xoxb-…, or that of an installation for the whole organisation, E…:xoxb-…`
    return [['SLACK_BOT_TOKEN', problem]]
  }
  const unknown = teams.length > 0 && Object.keys(botTokens).find((team) => !teams.includes(team))
  return unknown ? [['SLACK_BOT_TOKEN', `${unknown} is not among SLACK_TEAMS`]] : []
}

/** Everything that real mail and real chats need and that is not there. */
function productionProblems(v: Values, isSet: IsSet): Problem[] {
  const problems: Problem[] = []
  const need = (name: keyof Values, why: string) => {
    const value = v[name]
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) problems.push([name, why])
  }
  need('PUBLIC_URL', 'required outside local mode: the https address that links in mails start with')
  if (v.PUBLIC_URL?.startsWith('http:')) problems.push(['PUBLIC_URL', 'must be https outside local mode'])
  need('DATABASE_URL', 'required outside local mode')
  need('SECRET_KEYS', 'required outside local mode: kid:base64,… with at least 32 bytes each')
  if (v.DEMO === 'on') problems.push(['DEMO', 'the fictional company cannot be loaded outside local mode'])
  if (slackIsSet(isSet)) {
    need('SLACK_SIGNING_SECRET', 'required with Slack')
    need('SLACK_BOT_TOKEN', 'required with Slack')
    need('SLACK_TEAMS', 'required with Slack: the workspace ids that are let in')
    if (v.SLACK_BOT_TOKEN) problems.push(...tokenProblems(v.SLACK_BOT_TOKEN, v.SLACK_TEAMS))
  }
  if (teamsIsSet(isSet)) {
    need('MicrosoftAppId', 'required with Teams: without it nothing would be authenticated')
    if (v.MicrosoftAppType !== 'UserAssignedMSI' && !v.MicrosoftAppCertificate)
      need('MicrosoftAppPassword', 'required with Teams, unless there is a MicrosoftAppCertificate')
    if (v.MicrosoftAppPassword && v.MicrosoftAppCertificate)
      problems.push(['MicrosoftAppCertificate', 'MicrosoftAppPassword is set, too; leave one of them out'])
    if (v.MicrosoftAppType === 'SingleTenant') need('MicrosoftAppTenantId', 'required with a single-tenant app')
    need('TEAMS_TENANTS', 'required with Teams: the tenant ids that are let in')
  }
  need('SMTP_URL', 'required with Slack or Teams')
  need('MAIL_FROM', 'required with SMTP_URL: the sender of the letters')
  return [...problems, ...pairProblems(v)]
}

/** Settings that only make sense together. */
function pairProblems(v: Values): Problem[] {
  const pairs: [keyof Values, keyof Values][] = [['SCIM_URL', 'SCIM_TOKEN']]
  return pairs.flatMap(([one, other]): Problem[] => {
    if (Boolean(v[one]) === Boolean(v[other])) return []
    return v[one] ? [[other, `required with ${one}`]] : [[one, `required with ${other}`]]
  })
}

/** What is wrong with the settings beside each other, by name. */
export const problemsTogether = (v: Values, isSet: IsSet): Problem[] => [
  ...(isLocal(isSet) ? localProblems(v) : productionProblems(v, isSet)),
  ...mailFaults(v),
]
