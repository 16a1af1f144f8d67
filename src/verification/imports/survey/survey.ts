import { others } from '../../../base/others.ts'
import { type DayOrders, noteDay } from '../cells/days.ts'
import { companyKey, noteCompany } from '../companies.ts'
import { type PersonRow, type RowOptions, type Rows, readRow } from '../rows.ts'
import { inBatches, lookedAt } from './batches.ts'
import { companyAbove } from './fill-down.ts'
import { UsualDomains } from './usual-domains.ts'
import { ZeroLed } from './zero-led.ts'

/** What has to be known of all rows before the first can be judged. */
export interface Survey {
  /** The orders that the days of the file can have. */
  orders: DayOrders
  /** The first row that names each company. */
  companies: PersonRow[]
  /** To be compared once the companies are known. */
  zeroLed: ZeroLed
  /** How many rows name no company and stand below one that does. */
  below: number
  /** Domains that several addresses have. */
  domains: string[]
}

export async function surveyRows(rows: Rows, options: RowOptions): Promise<Survey> {
  const orders: Record<string, DayOrders[string]> = {}
  const found = new Map<string, PersonRow>()
  /** By the cells of the company, how a row names it. */
  const named = new Map<string, string>()
  const zeroLed = new ZeroLed()
  const above = companyAbove()
  const domains = new UsualDomains()
  let below = 0
  for (const part of inBatches(rows, lookedAt)) {
    for (const file of part) {
      if (file.problem) continue
      const { startsOn, endsOn, companyNumber, company, number, email } = file.cells
      if (startsOn) noteDay(orders, startsOn)
      if (endsOn) noteDay(orders, endsOn)
      if (email) domains.note(email)
      if (above(file)) below += 1
      // Most rows name a company that has been read already.
      const cells = `${companyNumber}\n${company}`
      if (!named.has(cells)) {
        const { row } = readRow(file, options)
        if (!row) continue
        noteCompany(found, row)
        named.set(cells, companyKey(row))
      }
      zeroLed.note(named.get(cells)!, number)
    }
    await others()
  }
  return { orders, companies: [...found.values()], zeroLed, below, domains: domains.found() }
}
