import { z } from 'zod'
import { personStates } from './state.ts'

/** One term of a filter: any of these values or, with `not`, none of them. Several terms are joined by *and*. */
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

const instantTest = z.object({ operator: z.enum(['<', '>']), at: z.string() })
/** The release before does not know it and refuses to read such a plan, where it would ignore another field. */
const daysTest = z.object({ days: z.array(z.object({ from: z.string(), until: z.string() })) })

/** A filter whose names have been resolved to ids. Plain JSON, stored with the plan that was made from it. */
export const selectionShape = z.object({
  companies: choiceOf(z.number()).optional(),
  units: choiceOf(z.string()).optional(),
  roles: choiceOf(z.string()).optional(),
  states: choiceOf(z.enum(personStates)).optional(),
  emails: choiceOf(emailTest).optional(),
  active: z.boolean().optional(),
  /** Last mailed before an ISO instant, at or after it, or on one of several days. */
  sent: z.array(z.union([instantTest, daysTest])).optional(),
  /** People of these sends or send plans, by code. */
  sends: choiceOf(z.string()).optional(),
  imports: choiceOf(z.string()).optional(),
  /**
   * The people of a send whose delivery ended in this state; made by `försök igen`. With `unsent` also those whom the
   * send, which was stopped, never reached.
   */
  retry: z
    .object({ code: z.string(), state: z.enum(['failed', 'in_doubt']), unsent: z.boolean().optional() })
    .optional(),
  /** Includes people who were mailed recently. */
  again: z.boolean().optional(),
  words: z.array(z.string()).optional(),
})
export type Selection = z.infer<typeof selectionShape>
