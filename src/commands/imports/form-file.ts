import type { CardFile } from '#bot'
import { mostWorkbookRows, workbookFile } from '../../files/workbook/write.ts'
import { tableFile } from '../../files/write.ts'
import type { ImportForm } from '../../verification/plans/content.ts'

const csv = 'text/csv; charset=utf-8'
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export interface Sheet {
  /** Without its ending. */
  name: string
  head: readonly string[]
  body: readonly (readonly string[])[]
  /** From which column on the cells are ours, only to be read. */
  ours: number
}

/**
 * A table to be filled in and sent back, as the sender's own files are made: a workbook, or a text with their
 * delimiter.
 */
export async function formFile(
  { format, delimiter }: ImportForm,
  { name, head, body, ours }: Sheet,
): Promise<CardFile> {
  if (format === 'xlsx' && body.length <= mostWorkbookRows)
    return { name: `${name}.xlsx`, type: xlsx, bytes: await workbookFile([head, ...body], ours) }
  return { name: `${name}.csv`, type: csv, bytes: tableFile([head, ...body], delimiter) }
}
