import { z } from 'zod'
import { isStorable, prefixOf, storable } from '#bot'
import type { SpokenLine } from '../chat.ts'

const identity = z
  .string()
  .regex(/^(owner|admin|employee:[^\s@<>"']{1,64}@[^\s@<>"']{1,255})$/)
  .refine(isStorable)
const base64 = z
  .string()
  .regex(/^[A-Za-z0-9+/]*={0,2}$/)
  .refine((text) => text.length % 4 !== 1)
const words = z.string().transform(storable)

const bodyShape = z.object({
  as: identity,
  say: words,
  file: z.object({ name: words, base64: base64.optional() }).nullish(),
  language: z.enum(['sv', 'en']).optional(),
})

/** What a request says, not yet checked, and the bytes of the file that came with it. */
export interface Body {
  line: unknown
  file: Uint8Array | null
}

export const isIdentity = (as: unknown): as is string => identity.safeParse(as).success

/**
 * The line that a request says; null if it does not have the right form. The line itself may be any text. A file's
 * bytes are `bytes` if they did not come as base64 in `body`.
 */
export function readLine(body: unknown, bytes: Uint8Array | null = null): SpokenLine | null {
  const read = bodyShape.safeParse(body)
  if (!read.success) return null
  const { as, say, file, language } = read.data
  const line = { as, say, ...(language && { language }) }
  if (!file) return line
  const came = bytes ?? (file.base64 === undefined ? null : Buffer.from(file.base64, 'base64'))
  return came && { ...line, file: { name: prefixOf(file.name, 255), bytes: came } }
}
