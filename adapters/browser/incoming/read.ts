import type { Language } from '#bot'
import type { Spoken } from '../chat.ts'

const speaker = /^(owner|admin|employee:[^\s@<>"']{1,64}@[^\s@<>"']{1,255})$/
const base64 = /^[A-Za-z0-9+/]*={0,2}$/

export const isSpeaker = (as: unknown): as is string => typeof as === 'string' && speaker.test(as)

/** The body of `POST /chat`; null when it has not the form of contract.md. What is said may be anything at all. */
export function readSpoken(body: unknown): Spoken | null {
  if (typeof body !== 'object' || body === null) return null
  const { as, say, file, language } = body as Record<string, unknown>
  if (!isSpeaker(as) || typeof say !== 'string') return null
  if (language !== undefined && language !== 'sv' && language !== 'en') return null
  const spoken = { as, say, ...(language && { language: language as Language }) }
  if (file === undefined || file === null) return spoken
  const read = readFile(file)
  return read ? { ...spoken, file: read } : null
}

function readFile(file: unknown): Spoken['file'] | null {
  if (typeof file !== 'object' || file === null) return null
  const { name, base64: text } = file as Record<string, unknown>
  if (typeof name !== 'string' || typeof text !== 'string' || !base64.test(text) || text.length % 4 === 1) return null
  return { name: name.slice(0, 255), bytes: Buffer.from(text, 'base64') }
}
