/** OAuth 2.0 for a mailbox: client credentials (RFC 6749, 4.4), or a refresh token (RFC 6749, 6) where there is one. */
export interface OAuthSettings {
  tokenUrl: string
  clientId: string
  clientSecret?: string
  scope?: string
  refreshToken?: string
}

/** Access tokens for SMTP and IMAP. */
export interface Tokens {
  /**
   * A token that is good for a while yet; a new one with `renew`, because the server has refused the last.
   * @throws Error whose message begins with an SMTP code: 535 if the endpoint refuses us, 454 if it may work later
   */
  get(renew?: boolean): Promise<string>
}

/** A token is renewed when so much of its life is left, in milliseconds, or a fifth of it if that is less. */
const ahead = 5 * 60_000
/** How long the endpoint may take, in milliseconds. */
const patience = 15_000
/** Of a token whose end the endpoint does not tell, in seconds. */
const shortLife = 300

/** Gets tokens, one request at a time for all connections, and keeps the last one. */
export function createTokens(settings: OAuthSettings, now: () => number = Date.now): Tokens {
  let refreshToken = settings.refreshToken
  let current: { token: string; renewAt: number; endsAt: number } | undefined
  let asking: Promise<string> | undefined

  async function ask(): Promise<string> {
    const answer = await post(settings, refreshToken)
    // Some endpoints give a new refresh token each time. The configured one is used again after a restart.
    refreshToken = answer.refresh_token ?? refreshToken
    const life = (Number(answer.expires_in) || shortLife) * 1000
    current = {
      token: answer.access_token,
      renewAt: now() + life - Math.min(ahead, life / 5),
      endsAt: now() + life,
    }
    return current.token
  }

  return {
    async get(renew = false) {
      if (!renew && current && now() < current.renewAt) return current.token
      asking ??= ask().finally(() => {
        asking = undefined
      })
      try {
        return await asking
      } catch (error) {
        // Renewed ahead of time: the present token is still good.
        if (!renew && current && now() < current.endsAt) return current.token
        throw error
      }
    },
  }
}

interface Answer {
  access_token: string
  expires_in?: number | string
  refresh_token?: string
}

async function post(settings: OAuthSettings, refreshToken: string | undefined): Promise<Answer> {
  const { tokenUrl, clientId, clientSecret, scope } = settings
  const body = new URLSearchParams({
    grant_type: refreshToken ? 'refresh_token' : 'client_credentials',
    client_id: clientId,
    ...(clientSecret && { client_secret: clientSecret }),
    ...(scope && { scope }),
    ...(refreshToken && { refresh_token: refreshToken }),
  })
  const signal = AbortSignal.timeout(patience)
  const response = await fetch(tokenUrl, { method: 'POST', body, signal, redirect: 'error' }).catch((error: Error) => {
    throw new Error(`454 4.7.0 The token endpoint does not answer: ${causeOf(error)}`)
  })
  const answer = (await response.json().catch(() => ({}))) as Partial<Answer> & Record<string, unknown>
  if (response.ok && typeof answer.access_token === 'string') return answer as Answer
  const words = [answer.error, firstLine(answer.error_description)]
    .filter((part) => typeof part === 'string')
    .join(': ')
  const said = words || `HTTP ${response.status}`
  const forNow = response.status >= 500 || response.status === 429 || answer.error === 'temporarily_unavailable'
  throw new Error(forNow ? `454 4.7.0 The token endpoint: ${said}` : `535 5.7.8 The token endpoint: ${said}`)
}

const causeOf = (error: Error): string => {
  const { code, message } = (error.cause ?? error) as Error & { code?: string }
  return code ?? message
}

/** Microsoft's descriptions go on with trace ids on further lines. */
const firstLine = (text: unknown): string | undefined =>
  typeof text === 'string' ? text.split(/\r?\n/, 1)[0]!.slice(0, 150) : undefined

/** What follows `AUTH XOAUTH2`, https://developers.google.com/workspace/gmail/imap/xoauth2-protocol */
export const xoauth2 = (user: string, token: string): string =>
  Buffer.from(`user=${user}\x01auth=Bearer ${token}\x01\x01`).toString('base64')
