import { z } from 'zod'
import type { PlanKind, plans } from '../../db/schema/index.ts'
import { type Selection, selectionShape } from '../people/selection.ts'

type Row = typeof plans.$inferSelect
type Common = Omit<Row, 'kind' | 'selection' | 'counts'>

/** The scope of the requester when the plan was made. */
export type PlanScope = 'all' | number[]

/** The numbers of a send plan; matching = mail + direct + every reason of leftOut. */
export interface SendCounts {
  matching: number
  mail: number
  direct: number
  /** By reason (sends/eligibility.ts); only reasons that occur. */
  leftOut: Partial<Record<string, number>>
}

export interface ImportCounts {
  rows: number
  /** By outcome (imports/outcomes.ts); only outcomes that occur. */
  outcomes: Partial<Record<string, number>>
  /** Old addresses that would get a notice; plans of earlier releases do not say. */
  notices?: number
  /** Rows that were left when it was stopped. */
  stopped?: number
}

/** How the file of an import was made, and its own headers of the columns that are read. */
export interface ImportForm {
  format: 'csv' | 'xlsx'
  delimiter?: string
  encoding?: string
  /** By column. */
  headers: Partial<Record<string, string>>
  /** The columns in the order of the file. */
  columns?: string[]
  /** The number of the company of rows that name none. */
  company?: string
  /** What somebody has said about the order of its dates. */
  dayOrder?: string
}

/** A frozen list of people to mail or connect, and the selection that it was made from. */
export type SendPlan = Common & { kind: 'send'; selection: Selection; scope: PlanScope; counts: SendCounts }
/** The judged rows of a file. */
export type ImportPlan = Common & {
  kind: 'import'
  counts: ImportCounts
  form?: ImportForm
  /** What names the companies that it creates (imports/founding.ts); plans of earlier releases create all. */
  founds?: string[]
  /** The code of the import whose rows it corrects. */
  corrects?: string
}
/** A change to one record, or, for `same` and `apart`, to those of one or several humans. */
export type RecordPlan = Common & {
  kind: Exclude<PlanKind, 'send' | 'import' | 'letter'> | 'apart'
  personIds: number[]
  groups?: number[][]
}
/** Another version of a company's letter in place of the one that was in force; null for none. */
export type LetterPlan = Common & { kind: 'letter'; companyId: number; version: number | null; before: number | null }

/** A plan that may need the approval of another human. Changes to records never do. */
export type ApprovablePlan = SendPlan | ImportPlan | LetterPlan

export type Plan = ApprovablePlan | RecordPlan

export const isApprovable = (plan: Plan): plan is ApprovablePlan =>
  plan.kind === 'send' || plan.kind === 'import' || plan.kind === 'letter'

/** What a plan is about, as `openPlan` takes it. */
export type PlanContent =
  | Pick<SendPlan, 'kind' | 'selection' | 'scope' | 'counts'>
  | Pick<ImportPlan, 'kind' | 'counts' | 'form' | 'founds' | 'corrects'>
  | Pick<RecordPlan, 'kind' | 'personIds' | 'groups'>
  | Pick<LetterPlan, 'kind' | 'companyId' | 'version' | 'before'>

const scopeShape = z.union([z.literal('all'), z.array(z.number())])
const tally = z.record(z.string(), z.number())
const sendShape = z.object({
  selection: z.object({ ...selectionShape.shape, scope: scopeShape }),
  counts: z.object({ matching: z.number(), mail: z.number(), direct: z.number(), leftOut: tally }),
})
const formShape = z.object({
  format: z.enum(['csv', 'xlsx']),
  delimiter: z.string().optional(),
  encoding: z.string().optional(),
  headers: z.record(z.string(), z.string()),
  columns: z.array(z.string()).optional(),
  company: z.string().optional(),
  dayOrder: z.string().optional(),
})
const importShape = z.object({
  selection: z.object({
    form: formShape.optional(),
    founds: z.array(z.string()).optional(),
    corrects: z.string().optional(),
  }),
  counts: z.object({
    rows: z.number(),
    outcomes: tally,
    notices: z.number().optional(),
    stopped: z.number().optional(),
  }),
})
const letterShape = z.object({
  selection: z.object({ companyId: z.number(), version: z.number().nullable(), before: z.number().nullable() }),
})
const recordShape = z.object({
  selection: z.object({
    personIds: z.array(z.number()),
    groups: z.array(z.array(z.number())).optional(),
    apart: z.literal(true).optional(),
  }),
})

/**
 * The only reader of `plans.selection` and `plans.counts`. A missing scope never means everybody: a plan that can still
 * be decided must be readable. Erasure may have emptied one that has ended; it reads as a plan about nobody.
 * @throws ZodError if the plan can still be decided and is not readable
 */
export function readPlan({ kind, selection, counts, ...common }: Row): Plan {
  const stored = { selection, counts }
  const ended = common.state !== 'open' && common.state !== 'awaiting'
  if (kind === 'send') {
    const read = sendShape.safeParse(stored)
    if (!read.success && ended) return { ...common, kind, ...emptied }
    const { selection, counts } = read.success ? read.data : sendShape.parse(stored)
    const { scope, ...selected } = selection
    return { ...common, kind, selection: selected, scope, counts }
  }
  if (kind === 'import') {
    const read = importShape.safeParse(stored)
    if (!read.success && ended) return { ...common, kind, counts: { rows: 0, outcomes: {} } }
    const { selection, counts } = importShape.parse(stored)
    return { ...common, kind, counts, ...selection }
  }
  if (kind === 'letter') return { ...common, kind, ...letterShape.parse(stored).selection }
  const read = recordShape.safeParse(stored)
  if (!read.success && ended) return { ...common, kind, personIds: [] }
  const { apart, ...about } = recordShape.parse(stored).selection
  return { ...common, kind: apart ? 'apart' : kind, ...about }
}

const emptied = {
  // A term without values matches nobody.
  selection: { companies: [{ not: false, any: [] }] },
  scope: [],
  counts: { matching: 0, mail: 0, direct: 0, leftOut: {} },
} satisfies Pick<SendPlan, 'selection' | 'scope' | 'counts'>

/** The columns that `readPlan` reads back. */
export function storedContent(content: PlanContent): Pick<Row, 'kind' | 'selection' | 'counts'> {
  const { kind } = content
  if (kind === 'send')
    return { kind, selection: { ...content.selection, scope: content.scope }, counts: content.counts }
  if (kind === 'import') {
    const { form, founds, corrects, counts } = content
    return {
      kind,
      selection: { ...(form && { form }), ...(founds && { founds }), ...(corrects && { corrects }) },
      counts,
    }
  }
  if (kind === 'letter') {
    const { companyId, version, before } = content
    // The release before reads every other kind as a change to records: it must find that it is about nobody.
    return { kind, selection: { companyId, version, before, personIds: [] }, counts: {} }
  }
  const { personIds, groups } = content
  const about = { personIds, ...(groups && { groups }) }
  // The release before knows no `apart`: if it confirms one, it says once more what it finds said.
  if (kind === 'apart') return { kind: 'same', selection: { ...about, apart: true }, counts: {} }
  return { kind, selection: about, counts: {} }
}
