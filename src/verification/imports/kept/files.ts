import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { importFiles, plans } from '../../../db/schema/index.ts'
import { UserError } from '../../../errors.ts'
import { writeAudit } from '../../audit.ts'
import type { Context } from '../../context.ts'
import { newCode } from '../../plans/plans.ts'
import { dayOrders } from '../cells/days.ts'
import { columnsShape } from './mappings.ts'

const answers = z.object({
  columns: columnsShape.optional(),
  /** What the cells of a file without a header look like. */
  looks: columnsShape.optional(),
  /** Somebody has accepted the columns. */
  accepted: z.boolean().optional(),
  sheet: z.number().optional(),
  hidden: z.literal('skip').optional(),
  filtered: z.literal('skip').optional(),
  dayOrder: z.enum(dayOrders).optional(),
  company: z.string().optional(),
  companyName: z.string().optional(),
  fillDown: z.boolean().optional(),
  acceptLooks: z.boolean().optional(),
  founds: z.union([z.literal('all'), z.array(z.string())]).optional(),
  foundsOnly: z.boolean().optional(),
})
/** What has been answered about a file so far. */
export type Answers = z.infer<typeof answers>

export interface KeptFile {
  code: string
  name: string
  bytes: Uint8Array
  answers: Answers
  planId: number | null
}

/** Keeps a file for a day, so that it can be read again with answers. Returns its code. */
export async function keepFile(
  ctx: Context,
  file: { name: string; bytes: Uint8Array; answers: Answers; planId: number | null },
): Promise<string> {
  return ctx.db.transaction(async (tx) => {
    for (let length = 4; ; length += 1) {
      const [kept] = await tx
        .insert(importFiles)
        .values({
          code: newCode(ctx, length),
          requester: ctx.actor.id,
          name: file.name,
          bytes: file.bytes,
          choices: file.answers,
          planId: file.planId,
          createdAt: ctx.clock(),
        })
        .onConflictDoNothing({ target: importFiles.code })
        .returning({ code: importFiles.code })
      if (!kept) continue
      await writeAudit(tx, ctx, { action: 'import.keep', code: kept.code })
      return kept.code
    }
  })
}

/**
 * The file that a question was about. Only its sender finds it.
 * @throws UserError `unknown_file`
 */
export async function findKeptFile(ctx: Context, code: string): Promise<KeptFile> {
  const mine = and(eq(importFiles.code, code.toUpperCase()), eq(importFiles.requester, ctx.actor.id))
  const [found] = await ctx.db.select().from(importFiles).where(mine)
  if (!found) throw new UserError('unknown_file', 'import.unknownFile', { code: code.toUpperCase() })
  return { ...found, answers: answers.parse(found.choices) }
}

/** Stores what was answered, and the new plan. The plan that was made of the file before can no longer be confirmed. */
export async function answerAbout(ctx: Context, file: KeptFile, given: Answers, planId: number | null): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await tx.update(importFiles).set({ choices: given, planId }).where(eq(importFiles.code, file.code))
    if (file.planId === null || file.planId === planId) return
    await tx
      .update(plans)
      .set({ state: 'cancelled', decidedAt: ctx.clock() })
      .where(and(eq(plans.id, file.planId), eq(plans.state, 'open')))
    await writeAudit(tx, ctx, { action: 'import.answer', code: file.code })
  })
}
