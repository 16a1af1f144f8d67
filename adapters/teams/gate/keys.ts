import { createPublicKey, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import type { Log } from '#bot'
import { strictUrl } from './hosts.ts'

export interface SigningKey {
  key: KeyObject
  /** Channels the key may sign for. */
  endorsements: readonly string[]
}

/** The keys Microsoft signs with. `unavailable`: none could be fetched yet, so nothing can be said of any token. */
export interface Keys {
  find(id: string): Promise<SigningKey | 'unknown' | 'unavailable'>
}

const day = 24 * 60 * 60_000
const minute = 60_000
const metadata = z.object({ jwks_uri: z.string() })
const keySet = z.object({ keys: z.array(z.looseObject({ kid: z.string() })).max(1000) })
const rsa = z.object({ kty: z.literal('RSA'), n: z.string(), e: z.string() })
const endorsed = z.array(z.string()).catch([])

/**
 * Keeps the keys for a day. An unknown id asks for them again, at most once a minute whoever sends how many; nothing is
 * remembered of ids that do not exist.
 */
export function signingKeys(metadataUrl: string, clock: () => Date, log: Log): Keys {
  let keys: ReadonlyMap<string, SigningKey> | undefined
  let loadedAt = 0
  let triedAt = Number.NEGATIVE_INFINITY
  let loading: Promise<void> | undefined

  async function load(): Promise<void> {
    try {
      keys = await fetchKeys(metadataUrl)
      loadedAt = clock().getTime()
    } catch (error) {
      log.warn({ error: String(error) }, 'Teams signing keys could not be fetched')
    }
  }

  function refresh(pause: number): Promise<void> {
    if (loading) return loading
    const now = clock().getTime()
    if (now - triedAt < pause) return Promise.resolve()
    triedAt = now
    loading = load().finally(() => {
      loading = undefined
    })
    return loading
  }

  return {
    async find(id) {
      if (!keys) await refresh(minute / 20)
      if (!keys) return 'unavailable'
      if (clock().getTime() - loadedAt > day) void refresh(minute)
      if (!keys.has(id)) await refresh(minute)
      return keys.get(id) ?? 'unknown'
    },
  }
}

async function fetchKeys(metadataUrl: string): Promise<Map<string, SigningKey>> {
  const { jwks_uri } = metadata.parse(await fetchJson(metadataUrl))
  if (!strictUrl(jwks_uri)) throw new Error('the address of the keys is not https')
  const found = new Map<string, SigningKey>()
  for (const jwk of keySet.parse(await fetchJson(jwks_uri)).keys) {
    const parsed = rsa.safeParse(jwk)
    if (!parsed.success) continue
    const key = createPublicKey({ key: parsed.data, format: 'jwk' })
    if ((key.asymmetricKeyDetails?.modulusLength ?? 0) < 2048) continue
    found.set(jwk.kid, { key, endorsements: endorsed.parse(jwk.endorsements) })
  }
  if (found.size === 0) throw new Error('no usable key was given')
  return found
}

async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(5000) })
  if (!response.ok) throw new Error(`${new URL(url).host} answered ${response.status}`)
  return response.json()
}
