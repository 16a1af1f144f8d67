import { createLocalJWKSet, errors, type JWK, type JWTVerifyGetKey } from 'jose'
import { z } from 'zod'
import type { Log } from '#bot'
import { strictUrl } from './hosts.ts'

/** The keys that Microsoft signs its tokens with. */
export interface SigningKeys {
  /**
   * The key that a token names, for `jwtVerify`.
   * @throws KeysUnavailable, or jose's JWKSNoMatchingKey
   */
  find: JWTVerifyGetKey
  /** The channels that a key may sign for. */
  endorsementsOf(keyId: string | undefined): readonly string[]
}

/** No keys could be fetched yet, so no token can be judged. */
export class KeysUnavailable extends Error {}

interface KeySet {
  find: JWTVerifyGetKey
  endorsements: ReadonlyMap<string, readonly string[]>
}

const day = 24 * 60 * 60_000
const minute = 60_000
const metadataShape = z.object({ jwks_uri: z.string() })
const keyShape = z.looseObject({ kid: z.string(), kty: z.string(), endorsements: z.array(z.string()).catch([]) })
const keySetShape = z.object({ keys: z.array(keyShape).max(1000) })

/**
 * Fetches the keys through Microsoft's OpenID metadata; jose chooses among them and refuses RSA keys of less than 2048
 * bits.
 *
 * Fetching stays here instead of in jose's `createRemoteJWKSet`, which needs the address of the keys in advance, waits
 * for the new keys once a day and refuses every token when they cannot be fetched, and after a failure fetches again
 * for each unknown key id. Here the old keys stay in use until new ones have arrived, and an unknown key id leads to a
 * fetch at most once a minute, however many tokens name one. Key ids that do not exist are not remembered.
 */
export function signingKeys(metadataUrl: string, clock: () => Date, log: Log): SigningKeys {
  let keys: KeySet | undefined
  let fetchedAt = 0
  let triedAt = Number.NEGATIVE_INFINITY
  let fetching: Promise<void> | undefined

  async function load(): Promise<void> {
    try {
      keys = await fetchKeys(metadataUrl)
      fetchedAt = clock().getTime()
    } catch (error) {
      log.warn({ error: String(error) }, 'Teams signing keys could not be fetched')
    }
  }

  /** Fetches unless that was tried within `pause`; callers at the same time share one request. */
  function refresh(pause: number): Promise<void> {
    if (fetching) return fetching
    const now = clock().getTime()
    if (now - triedAt < pause) return Promise.resolve()
    triedAt = now
    fetching = load().finally(() => {
      fetching = undefined
    })
    return fetching
  }

  return {
    async find(header, token) {
      // Without an id jose would take any key that fits.
      if (typeof header.kid !== 'string') throw new errors.JWKSNoMatchingKey()
      if (!keys) await refresh(minute / 20)
      if (!keys) throw new KeysUnavailable()
      if (clock().getTime() - fetchedAt > day) void refresh(minute)
      if (!keys.endorsements.has(header.kid)) await refresh(minute)
      return keys.find(header, token)
    },
    endorsementsOf: (keyId = '') => keys?.endorsements.get(keyId) ?? [],
  }
}

/** @throws Error where no keys can be had */
export async function fetchKeys(metadataUrl: string): Promise<KeySet> {
  const { jwks_uri } = metadataShape.parse(await fetchJson(metadataUrl))
  if (!strictUrl(jwks_uri)) throw new Error('the address of the keys is not https')
  const keys = keySetShape.parse(await fetchJson(jwks_uri)).keys.filter(({ kty }) => kty === 'RSA')
  if (keys.length === 0) throw new Error('there is no RSA key among the keys')
  return {
    find: createLocalJWKSet({ keys: keys satisfies JWK[] }),
    endorsements: new Map(keys.map(({ kid, endorsements }) => [kid, endorsements])),
  }
}

async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(5000) })
  if (!response.ok) throw new Error(`${new URL(url).host} answered ${response.status}`)
  return response.json()
}
