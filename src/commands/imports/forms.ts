import { columnOf } from '../../files/table/columns.ts'
import { headerKey, type Known } from '../../files/table/known.ts'
import { type Column, columns, headers, originHeader } from '../../files/table/names.ts'
import { isWholeName } from '../../files/table/whole-names.ts'
import { ownForms } from '../../verification/imports/kept/corrections.ts'
import { knownToFiles } from '../../verification/imports/kept/mappings.ts'
import type { ImportForm } from '../../verification/plans/content.ts'
import type { Turn } from '../context.ts'

/** What the columns of a file in this form are called, and hold, from the left. */
export interface Head {
  names: string[]
  columns: readonly Column[]
}

/**
 * The head of a file in the form of an import: its columns that are read, in its order and by its own names. A file
 * without a header, or from before headers were kept, gets ours; so does the company that no column named.
 */
export function headOf(form: ImportForm): Head {
  const isColumn = (name: string): name is Column => name in headers
  const own = (form.columns ?? columns.filter((column) => column in form.headers)).filter(isColumn)
  const all = own.length === 0 ? columns : form.company && !namesCompany(own) ? ['companyNumber' as const, ...own] : own
  return { columns: all, names: all.map((column) => form.headers[column] || headers[column]) }
}

const namesCompany = (own: readonly Column[]) => own.includes('companyNumber') || own.includes('company')

/**
 * What is known before a file is read: companies, headers that were explained, and those of files that we have made.
 */
export async function knownTo({ ctx }: Turn): Promise<Known> {
  const known = await knownToFiles(ctx)
  const remembered = new Map(known.remembered)
  for (const { code, form } of await ownForms(ctx)) {
    const { names, columns } = headOf(form)
    // In which order whole names were read may have been a guess, which holds for the rows of that file only.
    const unordered = columns.map((column) => (isWholeName(column) ? null : column))
    // Nor do whole names below `Förnamn` tell of the next file with that header.
    const isSaid = columns.every((column, i) => !isWholeName(column) || columnOf(names[i]!) === null)
    const plain = isSaid ? [[[] as string[], unordered] as const] : []
    for (const [more, held] of [...plain, [[originHeader(code)], columns] as const])
      if (!remembered.has(headerKey([...names, ...more]))) remembered.set(headerKey([...names, ...more]), held)
  }
  return { ...known, remembered }
}
