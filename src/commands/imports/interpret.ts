import { UserError } from '../../errors.ts'
import { fromKept } from '../../files/kept-bytes.ts'
import { readPeopleFile } from '../../files/people-file.ts'
import type { Column } from '../../files/table/names.ts'
import type { Proposal } from '../../files/table/propose.ts'
import { isWholeName, type NameOrder, ordered } from '../../files/table/whole-names.ts'
import { type DayOrder, dayOrders } from '../../verification/imports/cells/days.ts'
import { type Answers, findKeptFile } from '../../verification/imports/kept/files.ts'
import { companiesInScope, findCompany, foldName } from '../../verification/people/companies.ts'
import { findPersonalNumber } from '../../verification/people/personnummer.ts'
import { type BotCommand, command, type Turn } from '../context.ts'
import { columnSaid, fold } from './column-words.ts'
import { otherColumnsCard, whichColumnCard } from './columns-card.ts'
import { knownTo } from './forms.ts'
import { fileError, limitsFor, readAndPlan } from './reading.ts'

/**
 * Answers what a card asked about a file: `tolka K7QM ja` accepts the columns, `tolka K7QM epost 4` says where the
 * addresses are (0: nowhere), `företag 100 Acme AB` which company, `datum dmy` the order of dates, `dolda nej` to leave
 * out rows that are hidden by hand, `filtrerade nej` those that a filter hides, `blad 2` which sheet, `liknande ja`
 * that rows are about whom they look like or `nej` other people, `grunda 210` that a company is new, `grunda alla` that
 * all are or `grunda nej` that none is to be founded, `fyll ja` that rows without a company belong to the one above,
 * `namn 3` that column 3 has whole names, `namn efternamn` that the family name stands first there. `annat` lists the
 * columns that are seldom changed; the code alone shows the question again.
 */
export const interpretCommand: BotCommand = command({
  name: 'tolka',
  also: { sv: [], en: ['interpret'] },
  need: 'admin',
  needs: 'code',
  words: 'some',
  usage: { sv: '<kod> <svar>', en: '<code> <answer>' },
  examples: { sv: ['tolka K7QM ja', 'tolka K7QM epost 4'], en: ['interpret K7QM yes', 'interpret K7QM email 4'] },
  decides: true,
  async run(turn, input) {
    const [code = '', what = '', value, ...more] = input.words
    const kept = await findKeptFile(turn.ctx, code)
    const bytes = async () => fromKept(await kept.bytes())
    const column = columnSaid(what)
    const isOther = /^(annat|other)$/.test(fold(what))
    const order = column && isWholeName(column) ? orderIn(value) : undefined
    const answeredAt = order
      ? { ...kept.answers, nameOrder: order, columns: kept.answers.columns && ordered(kept.answers.columns, order) }
      : column && value !== undefined
        ? moved(kept.answers, column, value)
        : null
    if (isOther || (column && !answeredAt)) {
      const question = { code, answers: kept.answers, proposal: await proposalFor(turn, code, kept.answers, bytes) }
      return column ? whichColumnCard(turn, question, column, value) : otherColumnsCard(turn, question)
    }
    const answers = answeredAt
      ? answeredAt
      : /^(foretag|company)$/.test(fold(what))
        ? { ...kept.answers, ...(await companyIn(turn, [value, ...more].join(' '), code)) }
        : answered(kept.answers, what, value, code)
    return readAndPlan(turn, { name: kept.name, bytes, answers, kept })
  },
})

/** What was proposed about a file whose columns have been asked about. */
async function proposalFor(
  turn: Turn,
  code: string,
  { sheet }: Answers,
  bytes: () => Promise<Uint8Array>,
): Promise<Proposal> {
  const how = { choices: { sheet, asked: true }, known: await knownTo(turn), limits: limitsFor(turn) }
  const read = await readPeopleFile(await bytes(), isRefused, how)
  if (read.ok) throw notUnderstood(code)
  if (!read.proposal) throw fileError(turn, read.problem)
  return read.proposal
}

/** The company that all belong to: one that exists, by number or name, or a new one, by number and name. */
async function companyIn({ ctx }: Turn, said: string, code: string): Promise<Pick<Answers, 'company' | 'companyName'>> {
  const found = findCompany(await companiesInScope(ctx), said)
  if ('company' in found && said) return { company: found.company.number, companyName: undefined }
  const [number = '', ...words] = said.split(/\s+/)
  if (!/^[\p{L}\d._/-]*\d[\p{L}\d._/-]*$/u.test(number))
    throw new UserError('not_understood', 'import.companyUnknown', { code, company: said })
  return { company: number, companyName: words.join(' ') || undefined }
}

/** Which name stands first in whole names. */
function orderIn(said = ''): NameOrder | undefined {
  if (/^(efternamn|family|last|surname)/.test(fold(said))) return 'family'
  return /^(fornamn|tilltalsnamn|given|first)/.test(fold(said)) ? 'given' : undefined
}

/** The answers with another column for this; null if the file has no such column. */
function moved(answers: Answers, column: Column, value: string): Answers | null {
  const at = Number(value) - 1
  const isSame = (held: Column | null) => held === column || (isWholeName(held) && isWholeName(column))
  const columns = (answers.columns ?? []).map((held) => (isSame(held) ? null : held))
  if (!Number.isInteger(at) || at < -1 || at >= columns.length) return null
  const [from, held] = [answers.columns?.indexOf(column) ?? -1, answers.columns?.[at]]
  // Given and family name change places.
  if (from >= 0 && held && isName(held) && isName(column)) columns[from] = held
  if (at >= 0) columns[at] = column
  return { ...answers, columns: ordered(columns, answers.nameOrder), accepted: false }
}

const isName = (column: Column) => column === 'givenName' || column === 'familyName'

function answered(answers: Answers, what: string, value: string | undefined, code: string): Answers {
  const yes = value === undefined || /^(ja|yes)$/i.test(value)
  switch (fold(what)) {
    case '':
      return answers
    case 'ja':
    case 'yes':
      return { ...answers, accepted: true }
    case 'datum':
    case 'dates':
      if (!dayOrders.includes(value as DayOrder)) throw notUnderstood(code)
      return { ...answers, dayOrder: value as DayOrder }
    case 'dolda':
    case 'hidden':
      return { ...answers, hidden: yes ? undefined : 'skip' }
    case 'filtrerade':
    case 'filtered':
      return { ...answers, filtered: yes ? undefined : 'skip' }
    case 'blad':
    case 'sheet':
      return onSheet(answers, value, code)
    case 'grunda':
    case 'create':
      return { ...answers, ...founding(answers, value, code) }
    case 'fyll':
    case 'fill':
      return { ...answers, fillDown: yes }
    case 'liknande':
    case 'alike':
      return { ...answers, acceptLooks: yes }
    default:
      throw notUnderstood(code)
  }
}

/** Another sheet, about whose columns nothing has been said yet. */
function onSheet(answers: Answers, value: string | undefined, code: string): Answers {
  if (!/^[1-9]\d{0,2}$/.test(value ?? '')) throw notUnderstood(code)
  return { ...answers, sheet: Number(value), columns: undefined, looks: undefined, accepted: false }
}

/** What names the companies that may be founded, with one more, or with all or none of the others. */
function founding({ founds = [] }: Answers, value: string | undefined, code: string): Partial<Answers> {
  if (value === undefined) throw notUnderstood(code)
  if (/^(nej|no)$/i.test(value)) return { founds: [], foundsOnly: true }
  return { founds: founds === 'all' || /^(alla|all)$/i.test(value) ? 'all' : [...founds, foldName(value)] }
}

const isRefused = (cell: string) => findPersonalNumber(cell) !== null
const notUnderstood = (code: string) =>
  new UserError('not_understood', 'import.notUnderstood', { code }, [
    { label: 'import.askAgain', say: `tolka ${code}` },
  ])
