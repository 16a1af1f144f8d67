import { z } from 'zod'
import { personStates } from './state.ts'

/** One term: any of these, or none of these. Several terms mean and. */
export interface Choice<T> {
  not: boolean
  any: T[]
}

const choiceOf = <T extends z.ZodType>(value: T) => z.array(z.object({ not: z.boolean(), any: z.array(value) }))

const emailTest = z.union([
  z.object({ is: z.literal('missing') }),
  z.object({ is: z.literal('present') }),
  z.object({ is: z.literal('domain'), domain: z.string() }),
  z.object({ is: z.literal('address'), key: z.string() }),
])
export type EmailTest = z.infer<typeof emailTest>

/** A filter with its names resolved to ids: plain JSON, kept with the plan that it made. */
export const selectionShape = z.object({
  companies: choiceOf(z.number()).optional(),
  units: choiceOf(z.string()).optional(),
  roles: choiceOf(z.string()).optional(),
  states: choiceOf(z.enum(personStates)).optional(),
  emails: choiceOf(emailTest).optional(),
  active: z.boolean().optional(),
  /** Last mailed before or after an instant (ISO). */
  sent: z.array(z.object({ operator: z.enum(['<', '>']), at: z.string() })).optional(),
  /** People of these sends or send plans, by code. */
  sends: choiceOf(z.string()).optional(),
  imports: choiceOf(z.string()).optional(),
  /** Only the people of that send whose delivery ended so; made by `försök igen`. */
  retry: z.object({ code: z.string(), state: z.enum(['failed', 'in_doubt']) }).optional(),
  /** Also those mailed recently. */
  again: z.boolean().optional(),
  words: z.array(z.string()).optional(),
})
export type Selection = z.infer<typeof selectionShape>
