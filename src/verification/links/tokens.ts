import { createHash, createHmac } from 'node:crypto'
import type { Keyring, Service } from '../context.ts'

const purpose = 'verify:v1'

/** base64url of 32 bytes: 43 characters. */
export const tokenForm = /^[A-Za-z0-9_-]{43}$/

/** What is at rest of a link. Without the key it gives no token; a dump of the database opens nothing. */
export interface StoredToken {
  keyId: string
  nonce: Uint8Array
}

/** A fresh token under the newest key, with what to store of it. */
export function makeToken(
  service: Pick<Service, 'keys' | 'random'>,
): StoredToken & { token: string; hash: Uint8Array } {
  const stored = { keyId: service.keys[0]!.id, nonce: service.random(32) }
  const token = rebuildToken(service.keys, stored)
  return { ...stored, token, hash: hashToken(token) }
}

/** The same token again, however often: a mail that is sent twice carries the same link. Throws without its key. */
export function rebuildToken(keys: Keyring, { keyId, nonce }: StoredToken): string {
  const key = keys.find(({ id }) => id === keyId)
  if (!key) throw new Error(`The key ${keyId} of a link is not in SECRET_KEYS`)
  return createHmac('sha256', key.secret).update(purpose).update(nonce).digest('base64url')
}

export const hashToken = (token: string): Uint8Array => createHash('sha256').update(token).digest()
