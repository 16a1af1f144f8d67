import { z } from 'zod'
import { buttonInputs, type Card, cardKinds } from '#bot'

const look = z.enum(['good', 'direct', 'waiting', 'bad', 'open'])
const part = z.object({ label: z.string(), value: z.number(), look })
const day = z.object({ day: z.string(), label: z.string(), value: z.number(), sum: z.number() })
const chart = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('stacked'),
    title: z.string(),
    alt: z.string(),
    rows: z.array(z.object({ label: z.string(), parts: z.array(part) })),
  }),
  z.object({
    kind: z.literal('curve'),
    title: z.string(),
    alt: z.string(),
    head: z.object({ day: z.string(), value: z.string(), sum: z.string() }),
    days: z.array(day),
  }),
])
const button = z.union([
  z.object({
    label: z.string(),
    say: z.string(),
    effect: z.enum(['primary', 'safe', 'dangerous']).optional(),
    input: z.enum(buttonInputs).optional(),
  }),
  z.object({ label: z.string(), open: z.string() }),
])

/** A card as the page has it, to be drawn once more: of its files only the names matter. */
export const pageCard: z.ZodType<Card> = z.object({
  kind: z.enum(cardKinds),
  tone: z.enum(['info', 'good', 'warning', 'bad', 'question']),
  title: z.string(),
  text: z.string().optional(),
  facts: z.array(z.tuple([z.string(), z.string()])).optional(),
  rows: z
    .object({
      head: z.array(z.string()),
      body: z.array(z.array(z.string())),
      numbers: z.array(z.number()).optional(),
      press: z.array(z.string()).optional(),
      chips: z.object({ column: z.number(), looks: z.array(look) }).optional(),
    })
    .optional(),
  progress: z.object({ done: z.number(), total: z.number() }).optional(),
  parts: z.array(part).optional(),
  charts: z.array(chart).optional(),
  fold: z.object({ facts: z.string().optional(), rows: z.string().optional() }).optional(),
  buttons: z.array(button).optional(),
  files: z
    .array(z.object({ name: z.string() }).transform(({ name }) => ({ name, type: '', bytes: new Uint8Array() })))
    .optional(),
  note: z.string().optional(),
})
