import { z } from 'zod'
import type { Service } from '../context.ts'
import { readSigned, sign } from './signed.ts'

/** How long a preview can be opened, in milliseconds. */
const life = 10 * 60_000
const purpose = 'preview'

/** The letters that can be shown. */
export const shownLetters = ['verify', 'connected', 'code'] as const
export type ShownLetter = (typeof shownLetters)[number]

/** A letter as a preview or a trial shows it. It names no person but by what the asker may see of them. */
export interface Shown {
  letter: ShownLetter
  companyId: number
  /** Whose language and name it has; null: nobody's. */
  personId: number | null
  /** Who asked (identities.id). */
  identityId: number
  /**
   * The employer's letter, if a proposed one is to be seen (employer_letters.id; null: none of its own); else the one
   * in force.
   */
  version?: number | null
}

const shape = z.object({
  letter: z.enum(shownLetters),
  companyId: z.number().int(),
  personId: z.number().int().nullable(),
  identityId: z.number().int(),
  version: z.number().int().nullable().optional(),
})
const signedShape = shape.extend({ until: z.number() })

/** What is stored of a letter to be shown. */
export const readShown = (stored: unknown): Shown => shape.parse(stored)

/** The last part of a preview's address: signed, good for ten minutes. */
export function previewToken({ keys, clock }: Pick<Service, 'keys' | 'clock'>, shown: Shown): string {
  const { letter, companyId, personId, identityId, version } = shown
  const content = { letter, companyId, personId, identityId, version, until: clock().getTime() + life }
  return sign(keys, purpose, Buffer.from(JSON.stringify(content)))
}

/** What a preview's address stands for; null when it is none, or its time is over. */
export function readPreview({ keys, clock }: Pick<Service, 'keys' | 'clock'>, token: string): Shown | null {
  const content = readSigned(keys, purpose, token)
  if (!content) return null
  const { until, ...shown } = signedShape.parse(JSON.parse(content.toString('utf8')))
  return until > clock().getTime() ? shown : null
}
