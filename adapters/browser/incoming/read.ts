import type { Language } from '#bot'
import type { SpokenLine } from '../chat.ts'

const identity = /^(owner|admin|employee:[^\s@<>"']{1,64}@[^\s@<>"']{1,255})$/
const base64 = /^[A-Za-z0-9+/]*={0,2}$/

export const isIdentity = (as: unknown): as is string => typeof as === 'string' && identity.test(as)

/** Reads the body of `POST /chat`; null if it does not have the right form. The line itself may be any text. */
export function readLine(body: unknown): SpokenLine | null {
  if (typeof body !== 'object' || body === null) return null
  const { as, say, file, language } = body as Record<string, unknown>
  if (!isIdentity(as) || typeof say !== 'string') return null
  if (language !== undefined && language !== 'sv' && language !== 'en') return null
  const line = { as, say, ...(language && { language: language as Language }) }
  if (file === undefined || file === null) return line
  const read = readFile(file)
  return read ? { ...line, file: read } : null
}

function readFile(file: unknown): SpokenLine['file'] | null {
  if (typeof file !== 'object' || file === null) return null
  const { name, base64: text } = file as Record<string, unknown>
  if (typeof name !== 'string' || typeof text !== 'string' || !base64.test(text) || text.length % 4 === 1) return null
  return { name: name.slice(0, 255), bytes: Buffer.from(text, 'base64') }
}
