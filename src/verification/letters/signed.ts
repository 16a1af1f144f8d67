import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Keyring } from '../context.ts'

/** A keyed hash for one purpose, so that what was signed for one can be used for no other. */
const mac = (secret: Uint8Array, purpose: string, content: Uint8Array, length: number): Uint8Array =>
  createHmac('sha256', secret).update(`${purpose}:v1`).update(content).digest().subarray(0, length)

/** Content and its signature under the newest key, as base64url. */
export function sign(keys: Keyring, purpose: string, content: Uint8Array, length = 32): string {
  return Buffer.concat([content, mac(keys[0]!.secret, purpose, content, length)]).toString('base64url')
}

/** The content of something signed, by any of the keys; null for everything else. */
export function readSigned(keys: Keyring, purpose: string, text: string, length = 32): Buffer | null {
  const all = Buffer.from(text, 'base64url')
  if (all.length <= length || all.toString('base64url') !== text) return null
  const content = all.subarray(0, -length)
  const signature = all.subarray(-length)
  return keys.some(({ secret }) => timingSafeEqual(mac(secret, purpose, content, length), signature)) ? content : null
}
