import { z } from 'zod'
import { prefixOf, storable } from '#bot'

const words = z.string().transform(storable)

/**
 * A file goes before the line that it belongs to, in parts: as one line of JSON it would need several times its size.
 */
const attach = z.object({
  attach: z
    .int()
    .min(0)
    .max(1024 ** 3),
})
const part = z.object({ part: z.string() })

const line = z.object({
  line: words,
  file: z.object({ name: words.transform((name) => prefixOf(name, 255)) }).optional(),
  language: z.enum(['sv', 'en']).optional(),
  /** The answer is how the line could go on. */
  complete: z.boolean().optional(),
  /** While the answer takes long, cards that show how far it is come before it. */
  progress: z.boolean().optional(),
})

export type Attach = z.infer<typeof attach>
export type FilePart = z.infer<typeof part>
export type Line = z.infer<typeof line>

/** The messages of the socket, each a line of JSON. */
const shape = z.union([attach, part, line])

/** Reads what came as one line; null if it is none of the messages. The command itself may be any text. */
export function readMessage(text: string): Attach | FilePart | Line | null {
  try {
    return shape.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
