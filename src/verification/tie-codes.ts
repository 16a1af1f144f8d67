import { createHmac } from 'node:crypto'
import type { Keyring } from './context.ts'

/**
 * Six digits from key and nonce, as a link's token is made: the letter can be composed again after a crash, a dump of the
 * database alone gives nothing. Throws when the key is gone.
 */
export function codeFrom(keys: Keyring, made: { keyId: string; nonce: Uint8Array }): string {
  const key = keys.find((k) => k.id === made.keyId)
  if (!key) throw new Error(`The key ${made.keyId} is not configured`)
  const digest = createHmac('sha256', key.secret).update('tie:v1').update(made.nonce).digest()
  return String(digest.readUInt32BE(0) % 1_000_000).padStart(6, '0')
}
