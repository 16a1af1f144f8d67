import { createHmac } from 'node:crypto'
import type { Keyring } from '../context.ts'

/**
 * Six digits from key and nonce, as a link's token is made: the letter can be composed again after a crash, a dump of the
 * database alone gives nothing. Throws when the key is gone.
 */
export function codeFrom(keys: Keyring, made: { keyId: string; nonce: Uint8Array }): string {
  const digest = createHmac('sha256', secretOf(keys, made.keyId)).update('tie:v1').update(made.nonce).digest()
  return String(digest.readUInt32BE(0) % 1_000_000).padStart(6, '0')
}

/**
 * What is at rest of a code. Under a key, since a million codes are soon tried on a plain hash; over the identity too, so
 * that the same digits prove nothing for anybody else.
 */
export const hashCode = (keys: Keyring, keyId: string, identity: number, code: string): Uint8Array =>
  createHmac('sha256', secretOf(keys, keyId)).update(`tie:v1:${identity}:${code}`).digest()

function secretOf(keys: Keyring, keyId: string): Uint8Array {
  const key = keys.find(({ id }) => id === keyId)
  if (!key) throw new Error(`The key ${keyId} is not configured`)
  return key.secret
}
