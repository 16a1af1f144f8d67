import { createHash, createHmac } from 'node:crypto'
import type { Keyring, Service } from '../context.ts'

const purpose = 'verify:v1'

/** base64url of 32 bytes: 43 characters. */
export const tokenForm = /^[A-Za-z0-9_-]{43}$/

/** The stored part of a link, useless without the key. */
export interface StoredToken {
  keyId: string
  nonce: Uint8Array
}

/** A new token under the newest key, with the part of it to store. */
export function makeToken(
  service: Pick<Service, 'keys' | 'random'>,
): StoredToken & { token: string; hash: Uint8Array } {
  const stored = { keyId: service.keys[0]!.id, nonce: service.random(32) }
  const token = rebuildToken(service.keys, stored)
  return { ...stored, token, hash: hashToken(token) }
}

/** Derives the same token every time, so that a letter sent twice has the same link. Throws without its key. */
export function rebuildToken(keys: Keyring, { keyId, nonce }: StoredToken): string {
  return createHmac('sha256', secretOf(keys, keyId)).update(purpose).update(nonce).digest('base64url')
}

/** The secret of a key by its id. Throws when the key is not configured. */
export function secretOf(keys: Keyring, keyId: string): Uint8Array {
  const key = keys.find(({ id }) => id === keyId)
  if (!key) throw new Error(`The key ${keyId} is not in SECRET_KEYS`)
  return key.secret
}

export const hashToken = (token: string): Uint8Array => createHash('sha256').update(token).digest()
