import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '../../../db/open.ts'
import { importFileParts, importFiles, plans } from '../../../db/schema/index.ts'
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
  nameOrder: z.enum(['given', 'family']).optional(),
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
  /** Read anew each time, since nobody should hold them for long. */
  bytes(): Promise<Uint8Array>
  answers: Answers
  planId: number | null
}

/** A larger file is kept in parts of so many bytes. */
const part = 256 * 1024

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
          bytes: file.bytes.length > part ? null : file.bytes,
          choices: file.answers,
          planId: file.planId,
          createdAt: ctx.clock(),
        })
        .onConflictDoNothing({ target: importFiles.code })
        .returning({ id: importFiles.id, code: importFiles.code })
      if (!kept) continue
      if (file.bytes.length > part) await keepParts(tx, kept.id, file.bytes)
      await writeAudit(tx, ctx, { action: 'import.keep', code: kept.code })
      return kept.code
    }
  })
}

async function keepParts(tx: Db, fileId: number, bytes: Uint8Array): Promise<void> {
  for (let n = 0; n * part < bytes.length; n++)
    await tx.insert(importFileParts).values({ fileId, part: n, bytes: bytes.subarray(n * part, (n + 1) * part) })
}

/**
 * The file that a question was about. Only its sender finds it.
 * @throws UserError `unknown_file`
 */
export async function findKeptFile(ctx: Context, code: string): Promise<KeptFile> {
  const mine = and(eq(importFiles.code, code.toUpperCase()), eq(importFiles.requester, ctx.actor.id))
  const { id, name, choices, planId } = importFiles
  const [found] = await ctx.db
    .select({ id, code: importFiles.code, name, choices, planId })
    .from(importFiles)
    .where(mine)
  if (!found) throw new UserError('unknown_file', 'import.unknownFile', { code: code.toUpperCase() })
  return { ...found, answers: answers.parse(found.choices), bytes: () => readBytes(ctx.db, found.id) }
}

async function readBytes(db: Db, id: number): Promise<Uint8Array> {
  const [whole] = await db.select({ bytes: importFiles.bytes }).from(importFiles).where(eq(importFiles.id, id))
  if (whole?.bytes) return whole.bytes
  const { fileId, part, bytes } = importFileParts
  const parts: Uint8Array[] = []
  for (let n = 0; ; n++) {
    const [next] = await db
      .select({ bytes })
      .from(importFileParts)
      .where(and(eq(fileId, id), eq(part, n)))
    if (!next) return Buffer.concat(parts)
    parts.push(next.bytes)
  }
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
