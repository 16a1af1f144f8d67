import { z } from 'zod'
import type { ChatHost } from '#bot'
import { slackLogger } from './bolt/logger.ts'
import { WebClient } from './bolt/sdk.ts'

export interface SlackConfig {
  signingSecret: string
  /** For every workspace that has none of its own: the only workspace's, or that of an installation for a whole org. */
  botToken?: string
  /** By workspace, where the app is installed in several. */
  botTokens?: Readonly<Record<string, string>>
  /** Set for Socket Mode instead of HTTP. */
  appToken?: string
  /** Ids of the workspaces that are let in. All others are refused. */
  teams: readonly string[]
  /**
   * Base of the Web API, `https://slack.com/api/`. A host that is not Slack's own also serves response_urls and files.
   */
  apiUrl: string
}

/** The Web API with the token of one workspace. */
export interface WorkspaceApi {
  /** For what a person waits for: short time-outs, so that an answer can still take another way. */
  interactive: WebClient
  /** For background work, which the caller paces. */
  background: WebClient
  botToken: string
}

export interface Api {
  /** @throws Error for a workspace without a token */
  of(team: string): WorkspaceApi
  /** Every request to Slack goes through it. Any host but Slack's is refused. */
  fetch: typeof globalThis.fetch
  /** The hosts, `host` or `host:port`, that files are fetched from. */
  fileHosts: ReadonlySet<string>
}

const INTERACTIVE_TIMEOUT = 2_500
const BACKGROUND_TIMEOUT = 15_000
/** Slack has two clouds, and each serves response_urls and files from hosts of their own. */
const HOSTS: Record<string, { hooks: string; files: string }> = {
  'slack.com': { hooks: 'hooks.slack.com', files: 'files.slack.com' },
  'slack-gov.com': { hooks: 'hooks.slack-gov.com', files: 'files.slack-gov.com' },
}

export function openApi(config: SlackConfig, host: Pick<ChatHost, 'log' | 'clock' | 'trouble'>): Api {
  const base = new URL(config.apiUrl)
  const hosts = HOSTS[base.host]
  const fetch = guardedFetch(base.protocol, new Set(hosts ? [base.host, hosts.hooks, hosts.files] : [base.host]))
  /** The tokens that Slack refuses, with its answer. One that works says nothing about another workspace's. */
  const refused = new Map<string, string>()
  function note(team: string, error: string | null): void {
    if (error) refused.set(team, error)
    else refused.delete(team)
    const [first] = refused
    host.trouble?.('slack', first ? reinstall(...first) : null)
  }
  const options = {
    slackApiUrl: base.href.endsWith('/') ? base.href : `${base.href}/`,
    allowAbsoluteUrls: false,
    // The client would pause its whole queue for one rate limit, and repeat a post that Slack may have taken already.
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 0 },
    logger: slackLogger(host.log, host.clock),
  }
  const clients = new Map<string, WorkspaceApi>()
  return {
    of(team) {
      const botToken = config.botTokens?.[team] ?? config.botToken
      if (!botToken) throw new Error('There is no token for this workspace')
      let found = clients.get(botToken)
      if (!found) {
        const watched = { ...options, fetch: watchedFetch(fetch, (error) => note(team, error)) }
        const interactive = new WebClient(botToken, { ...watched, timeout: INTERACTIVE_TIMEOUT })
        const background = new WebClient(botToken, { ...watched, timeout: BACKGROUND_TIMEOUT })
        found = { interactive, background, botToken }
        clients.set(botToken, found)
      }
      return found
    },
    fetch,
    fileHosts: new Set(hosts ? [hosts.files] : [base.host]),
  }
}

/** Requests go to the allowed hosts over the configured scheme only, and follow no redirect. */
function guardedFetch(protocol: string, allowed: ReadonlySet<string>): typeof globalThis.fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input))
    if (url.protocol !== protocol || !allowed.has(url.host) || url.username || url.password) {
      throw new Error(`A request to ${url.host} was stopped: it is none of Slack's hosts`)
    }
    return fetch(input, { ...init, redirect: init?.redirect === 'manual' ? 'manual' : 'error' })
  }
}

/**
 * Answers after which every call fails until somebody installs the app again. https://docs.slack.dev/reference/methods
 */
const dead = ['account_inactive', 'invalid_auth', 'not_authed', 'token_expired', 'token_revoked']
const answerShape = z.object({ ok: z.boolean(), error: z.string().optional() })

const reinstall = (team: string, error: string) =>
  `Slack answers ${error} for ${team}: install the app in the workspace again and set SLACK_BOT_TOKEN to its new token`

/** Tells of each call of the Web API with which of those answers Slack refused the token; null if it took it. */
function watchedFetch(fetch: typeof globalThis.fetch, tell: (error: string | null) => void): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init)
    const answer = answerShape.safeParse(
      await response
        .clone()
        .json()
        .catch(() => null),
    )
    const { ok, error = '' } = answer.data ?? {}
    if (ok) tell(null)
    else if (dead.includes(error)) tell(error)
    return response
  }
}
