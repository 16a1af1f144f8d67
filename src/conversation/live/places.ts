import { z } from 'zod'
import { type Language, type Place, platforms } from '#bot'

const shape: z.ZodType<Place> = z.object({
  chat: z.enum(platforms),
  workspace: z.string(),
  channel: z.string(),
  message: z.string().optional(),
  private: z.boolean(),
  external: z.boolean().optional(),
  more: z.record(z.string(), z.unknown()).optional(),
})

/** A place as it was stored. @throws ZodError if it is none */
export const readPlace = (stored: unknown): Place => shape.parse(stored)

/** Of whoever reads there: what they have chosen, or else what their chat shows them. */
export const languageAt = (chosen: Language | null, { more }: Place): Language =>
  chosen ?? (more?.language === 'en' ? 'en' : 'sv')
