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
  file: z.object({ name: words, base64 }).nullish(),
  language: z.enum(['sv', 'en']).optional(),
})

export const isIdentity = (as: unknown): as is string => identity.safeParse(as).success

/** Reads the body of `POST /chat`; null if it does not have the right form. The line itself may be any text. */
export function readLine(body: unknown): SpokenLine | null {
  const read = bodyShape.safeParse(body)
  if (!read.success) return null
  const { as, say, file, language } = read.data
  const line = { as, say, ...(language && { language }) }
  return file ? { ...line, file: { name: prefixOf(file.name, 255), bytes: Buffer.from(file.base64, 'base64') } } : line
}
