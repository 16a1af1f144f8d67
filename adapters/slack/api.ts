import { type Logger, LogLevel } from '@slack/bolt'
import type { Log } from '#bot'
import { WebClient } from './blocks/sdk.ts'

export interface SlackConfig {
  signingSecret: string
  botToken: string
  /** Socket Mode instead of HTTP. */
  appToken?: string
  /** Workspace ids that are let in; nobody else is answered. */
  teams: readonly string[]
  /** Base of the Web API, `https://slack.com/api/`; its host may also serve answer addresses and files. */
  apiUrl: string
  publicUrl: string
}

export interface Api {
  /** For what a person waits for: fails fast, never waits out a rate limit, never repeats a post blindly. */
  quick: WebClient
  /** For background work; who calls it paces it and honours `Retry-After`. */
  calm: WebClient
  /** The one way out: refuses every host but Slack's own. */
  fetch: typeof globalThis.fetch
  /** Exact `host[:port]` names that files may come from. */
  fileHosts: ReadonlySet<string>
  botToken: string
}

const QUICK_TIMEOUT = 2_500
const CALM_TIMEOUT = 15_000
/** Where Slack's two clouds keep answer addresses and files. */
const SIDES: Record<string, { hooks: string; files: string }> = {
  'slack.com': { hooks: 'hooks.slack.com', files: 'files.slack.com' },
  'slack-gov.com': { hooks: 'hooks.slack-gov.com', files: 'files.slack-gov.com' },
}

export function openApi(config: SlackConfig, log: Log): Api {
  const base = new URL(config.apiUrl)
  const sides = SIDES[base.host]
  const allowed = new Set(sides ? [base.host, sides.hooks, sides.files] : [base.host])
  const fetch = guardedFetch(base.protocol, allowed)
  const slackApiUrl = base.href.endsWith('/') ? base.href : `${base.href}/`
  const options = {
    slackApiUrl,
    fetch,
    allowAbsoluteUrls: false,
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 0 },
    logger: slackLogger(log),
  }
  return {
    quick: new WebClient(config.botToken, { ...options, timeout: QUICK_TIMEOUT }),
    calm: new WebClient(config.botToken, { ...options, timeout: CALM_TIMEOUT }),
    fetch,
    fileHosts: new Set(sides ? [sides.files] : [base.host]),
    botToken: config.botToken,
  }
}

/** Requests may go to the allowed hosts over the configured scheme only, and are never redirected elsewhere. */
function guardedFetch(protocol: string, allowed: ReadonlySet<string>): typeof globalThis.fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input))
    if (url.protocol !== protocol || !allowed.has(url.host) || url.username || url.password) {
      throw new Error(`A request to ${url.host} was stopped: it is none of Slack's hosts`)
    }
    return fetch(input, { ...init, redirect: init?.redirect === 'manual' ? 'manual' : 'error' })
  }
}

/** Slack's packages log through ours, warnings and errors only: their debug lines hold messages. */
export function slackLogger(log: Log): Logger {
  const words = (parts: unknown[]) =>
    parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ')
  return {
    debug: () => {},
    info: () => {},
    warn: (...parts) => log.warn({ from: 'slack' }, words(parts)),
    error: (...parts) => log.error({ from: 'slack' }, words(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  }
}
