import { z } from 'zod'

/** The documented JSON form of a card, which `--json` and `POST /chat` must return. */
const button = z.union([
  z.strictObject({ label: z.string().min(1), say: z.string().min(1) }),
  z.strictObject({ label: z.string().min(1), open: z.url() }),
])
const count = z.int().nonnegative()

export const cardForm = z.strictObject({
  tone: z.enum(['info', 'good', 'warning', 'bad', 'question']),
  title: z.string().min(1),
  text: z.string().optional(),
  facts: z.array(z.tuple([z.string(), z.string()])).optional(),
  rows: z
    .strictObject({ head: z.array(z.string()), body: z.array(z.array(z.string())) })
    .refine(({ head, body }) => body.every((row) => row.length === head.length), 'a row has as many cells as the head')
    .optional(),
  progress: z
    .strictObject({ done: count, total: count })
    .refine(({ done, total }) => done <= total)
    .optional(),
  buttons: z.array(button).optional(),
  files: z.array(z.strictObject({ name: z.string().min(1), open: z.string().min(1) })).optional(),
  note: z.string().optional(),
  data: z.record(z.string(), z.unknown()).optional(),
})
