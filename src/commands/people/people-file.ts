import type { CardFile } from '#bot'
import { peopleFile } from '../../files/people-file.ts'
import { today } from '../../verification/days.ts'
import { eachPerson } from '../../verification/people/lists.ts'
import type { Selection } from '../../verification/people/selection.ts'
import type { Turn } from '../context.ts'

const csv = 'text/csv; charset=utf-8'

/**
 * The people of a selection as a file that can be imported again. They are read and written in pieces, between which
 * others are answered.
 */
export async function selectionFile(
  turn: Turn,
  selection: Selection,
  name: string,
): Promise<{ file: CardFile; total: number }> {
  const { bytes, total } = await peopleFile(eachPerson(turn.ctx, selection))
  return { file: { name, type: csv, bytes }, total }
}

export async function recipientsFile(turn: Turn, code: string): Promise<CardFile> {
  const selection = { sends: [{ not: false, any: [code] }] }
  return (await selectionFile(turn, selection, turn.say('plan.file', { code }))).file
}

export const exportName = (turn: Turn): string => turn.say('export.file', { day: today(turn.ctx.clock()) })
