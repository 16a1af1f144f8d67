import { cellsOf } from '../../files/write.ts'
import { today } from '../../verification/days.ts'
import { lastForm } from '../../verification/imports/kept/corrections.ts'
import { eachPerson } from '../../verification/people/lists.ts'
import type { Person } from '../../verification/people/people.ts'
import { type BotCommand, command } from '../context.ts'
import { filterKeys } from '../people/list.ts'
import { select } from '../people/selection.ts'
import { formFile } from './form-file.ts'
import { headOf } from './forms.ts'

/** Those without an address, in the form of the sender's last import, to be filled in and sent back. */
export const fillInCommand: BotCommand = command({
  name: 'fyll i',
  also: { sv: [], en: ['fill in'] },
  need: 'admin',
  keys: filterKeys,
  words: 'free',
  usage: { sv: '[filter]', en: '[filter]' },
  examples: { sv: ['fyll i', 'fyll i företag=100'], en: ['fill in', 'fill in company=100'] },
  rereads: true,
  async run(turn, input) {
    const { ctx, say } = turn
    const selection = await select(turn, fillInCommand, input)
    const missing = {
      ...selection,
      emails: [...(selection.emails ?? []), { not: false, any: [{ is: 'missing' as const }] }],
    }
    const people: Person[] = []
    for await (const piece of eachPerson(ctx, missing)) people.push(...piece)
    const data = { total: people.length }
    if (people.length === 0) {
      const buttons = [{ label: say('intent.progress'), say: 'status' }]
      return { kind: 'notice', tone: 'good', title: say('fill.none'), buttons, data }
    }
    const form = await lastForm(ctx)
    const { names, columns } = headOf(form)
    const body = people.map((person) => {
      const cells = cellsOf(person)
      return columns.map((column) => cells[column] ?? '')
    })
    const name = say('fill.file', { day: today(ctx.clock()) })
    return {
      kind: 'file',
      tone: 'info',
      title: say('fill.title', { n: people.length }),
      text: say('fill.text'),
      files: [await formFile(form, { name, head: names, body, ours: names.length })],
      data,
    }
  },
})
