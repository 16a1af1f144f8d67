import { createHmac } from 'node:crypto'
import type { Keyring } from '../context.ts'
import { secretOf } from '../links/tokens.ts'

/**
 * The six digits of an account link, derived from key and nonce as the token of a verification link is: the letter can
 * be composed again after a crash, while a dump of the database alone is useless. Throws when the key is not
 * configured.
 */
export function codeFrom(keys: Keyring, made: { keyId: string; nonce: Uint8Array }): string {
  const digest = createHmac('sha256', secretOf(keys, made.keyId)).update('tie:v1').update(made.nonce).digest()
  return String(digest.readUInt32BE(0) % 1_000_000).padStart(6, '0')
}

/**
 * The stored part of a code. It is keyed, because a plain hash of a million possible codes is soon reversed, and covers
 * the identity, so that the same digits prove nothing for anybody else.
 */
export const hashCode = (keys: Keyring, keyId: string, identity: number, code: string): Uint8Array =>
  createHmac('sha256', secretOf(keys, keyId)).update(`tie:v1:${identity}:${code}`).digest()
