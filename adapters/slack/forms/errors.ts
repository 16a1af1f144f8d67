import type { Card } from '#bot'
import { LIMIT } from '../blocks/blocks.ts'
import { clean, cut } from '../blocks/text.ts'
import type { Line } from '../incoming/entry.ts'
import { FIELD_PREFIX } from './filter-line.ts'
import type { FormErrors } from './outcomes.ts'

/** Refusals that concern one field. */
const FIELDS: Record<string, string> = { unknown_company: `${FIELD_PREFIX}företag` }

/**
 * A refusal as the message of a field, so that the form stays open with what was filled in. Undefined for a card that
 * asks something, whose buttons are the answer, and for anything but a refusal.
 */
export function formErrors({ kind, title, text, data }: Card, { fields = [] }: Line): FormErrors | undefined {
  const named = FIELDS[String(data?.refused)]
  const field = fields.find((one) => one === named) ?? fields[0]
  if (kind !== 'refusal' || !field) return undefined
  return { [field]: cut(clean([title, text].filter(Boolean).join('\n')), LIMIT.note) }
}
