import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Keyring, Service } from '../context.ts'
import { secretOf } from '../links/tokens.ts'

const purpose = 'report:v1'

/** A letter, as its Message-ID names it. */
export interface NamedLetter {
  sendId: number
  personId: number
  /** What stands before the @, in lower case. */
  local: string
}

/**
 * What may stand for a letter in a report: `v.<send>.<person>.<nonce>.<signature>` in small letters and digits, because
 * some servers lower the case of what they quote, and at most 57 signs, because the return path adds some.
 */
export const letterName = /\bv\.[0-9a-z]{1,9}\.[0-9a-z]{1,9}\.[0-9a-f]{16}\.[0-9a-f]{20}\b/

/**
 * A Message-ID that names the letter and is signed: a report that quotes it is about this letter, and nobody can invent
 * one about another. `domain` follows the @.
 */
export function makeMessageId(
  { keys, random }: Pick<Service, 'keys' | 'random'>,
  { sendId, personId }: Pick<NamedLetter, 'sendId' | 'personId'>,
  domain: string,
): string {
  const nonce = Buffer.from(random(8)).toString('hex')
  const name = ['v', sendId.toString(36), personId.toString(36), nonce].join('.')
  return `<${name}.${sign(keys, keys[0]!.id, name)}@${domain}>`
}

/** The letter that this text names, or null if it was not signed by us. */
export function readLetterName(keys: Keyring, text: string): NamedLetter | null {
  const local = letterName.exec(text.toLowerCase())?.[0]
  if (!local) return null
  const at = local.lastIndexOf('.')
  const name = local.slice(0, at)
  const given = Buffer.from(local.slice(at + 1))
  if (!keys.some(({ id }) => timingSafeEqual(Buffer.from(sign(keys, id, name)), given))) return null
  const [, send = '', person = ''] = name.split('.')
  return { sendId: Number.parseInt(send, 36), personId: Number.parseInt(person, 36), local }
}

const sign = (keys: Keyring, keyId: string, name: string): string =>
  createHmac('sha256', secretOf(keys, keyId)).update(purpose).update(name).digest('hex').slice(0, 20)
