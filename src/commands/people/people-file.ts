import type { CardFile } from '#bot'
import { peopleFile } from '../../files/people-file.ts'
import { today } from '../../verification/days.ts'
import { eachPerson } from '../../verification/people/lists.ts'
import type { Person } from '../../verification/people/people.ts'
import type { Selection } from '../../verification/people/selection.ts'
import type { Turn } from '../context.ts'

const csv = 'text/csv; charset=utf-8'

/**
 * The people of a selection as a file that can be imported again. They are read in batches to keep the event loop free.
 */
export async function selectionFile(
  turn: Turn,
  selection: Selection,
  name: string,
): Promise<{ file: CardFile; total: number }> {
  const people: Person[] = []
  for await (const piece of eachPerson(turn.ctx, selection)) people.push(...piece)
  return { file: { name, type: csv, bytes: peopleFile(people) }, total: people.length }
}

export async function recipientsFile(turn: Turn, code: string): Promise<CardFile> {
  const selection = { sends: [{ not: false, any: [code] }] }
  return (await selectionFile(turn, selection, turn.say('plan.file', { code }))).file
}

export const exportName = (turn: Turn): string => turn.say('export.file', { day: today(turn.ctx.clock()) })
