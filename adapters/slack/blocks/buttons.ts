import { type Button, type Card, type Effect, isDecisive, isOverview } from '#bot'
import type { KnownBlock, SlackButton, SlackSelect } from '../bolt/sdk.ts'
import { IMPORT_LINE, INPUT_PREFIX } from '../incoming/entry.ts'
import { LIMIT, plain } from './blocks.ts'
import { lengthOf } from './text.ts'

/** What the block id of a card's buttons says about the card. */
export interface CardOrigin {
  /** Slack id of the person whom the card answers. Only their press may replace it. */
  asker?: string
  /** The card stands in a channel shared with another organisation. */
  external?: boolean
  /** Keeps block ids apart where several cards stand on one page. */
  part?: number
  /** Slack ids of the files that the buttons' commands concern. */
  files?: string[]
}

/** A block id has at most 255 characters. */
const MAX_FILES = 8

const BUTTONS_PER_ROW = 5
/** Stands in the block id for the number of a row. */
const CHOICE = 99
const STYLES: Record<Effect, { style?: 'primary' | 'danger' }> = {
  primary: { style: 'primary' },
  safe: {},
  dangerous: { style: 'danger' },
}

/** The buttons that belong to the answer, and those that only show more, each in rows. */
export function buttonRows(card: Card, origin: CardOrigin): { decisive: KnownBlock[]; others: KnownBlock[] } {
  const shown = (card.buttons ?? []).filter(fits).slice(0, LIMIT.buttons)
  const decisive = inRows(card, origin, shown.filter((one) => isDecisive(card, one)).map(button), 0)
  const others = shown.filter((one) => !isDecisive(card, one)).map(button)
  return { decisive, others: inRows(card, origin, others, decisive.length) }
}

function inRows(card: Card, origin: CardOrigin, buttons: SlackButton[], before: number): KnownBlock[] {
  const rows: KnownBlock[] = []
  for (let at = 0; at < buttons.length; at += BUTTONS_PER_ROW) {
    const elements = buttons.slice(at, at + BUTTONS_PER_ROW)
    rows.push({ type: 'actions', block_id: blockId(card, origin, before + rows.length), elements })
  }
  return rows
}

/** Opens whoever or whatever a row of the table is about: a cell of a table cannot be pressed. */
export function rowChoice(card: Card, origin: CardOrigin, shown: number, placeholder: string): KnownBlock[] {
  const { press = [], body = [] } = card.rows ?? {}
  const options = press.slice(0, Math.min(shown, LIMIT.options)).flatMap((line, at) => {
    const name = (body[at]?.[0] ?? '').split('\n')[0]!
    const isNew = press.indexOf(line) === at
    return line && isNew && lengthOf(line) <= LIMIT.option ? [{ text: plain(name, LIMIT.option), value: line }] : []
  })
  if (options.length === 0) return []
  const select: SlackSelect = {
    type: 'static_select',
    action_id: 'say:row',
    placeholder: plain(placeholder, LIMIT.header),
    options,
  }
  return [{ type: 'actions', block_id: blockId(card, origin, CHOICE), elements: [select] }]
}

/** A button whose command does not fit is left out: cut short it would be another command. */
function fits(button: Button): boolean {
  return 'say' in button ? lengthOf(button.say) <= LIMIT.value : button.open.length <= LIMIT.url
}

function button(button: Button, index: number): SlackButton {
  const text = plain(button.label, LIMIT.button)
  if ('open' in button) return { type: 'button', action_id: `open:${index}`, text, url: button.open }
  const action_id = button.input ? `${INPUT_PREFIX}${button.input}:${index}` : `say:${index}`
  return { type: 'button', action_id, text, value: button.say, ...STYLES[button.effect ?? 'safe'] }
}

/**
 * Decides only how the answer to a press is shown. Whether the presser may do it is checked when the command is run.
 */
function blockId(card: Card, origin: CardOrigin, row: number): string {
  const live = (card.kind === 'plan' || card.kind === 'send') && card.buttons?.some((b) => 'effect' in b && b.effect)
  const flags = `${live ? 'l' : ''}${isOverview(card) ? 'o' : ''}${origin.external ? 'x' : ''}`
  const isImport = card.buttons?.some((b) => 'say' in b && b.say === IMPORT_LINE)
  const files = isImport ? (origin.files ?? []).slice(0, MAX_FILES).join(',') : ''
  return ['card', origin.asker ?? '', flags, origin.part ?? 0, row, files].join(':')
}

interface Origin {
  live: boolean
  overview: boolean
  external: boolean
  files: string[]
}

/** Reads a block id. A live card shows a plan or a send that can still be acted on. */
export function readBlockId(block: string): Pick<CardOrigin, 'asker'> & Origin {
  const [kind, asker, flags = '', , , files = ''] = block.split(':')
  if (kind !== 'card') return { live: false, overview: false, external: false, files: [] }
  const ids = files.split(',').filter(Boolean)
  const has = (flag: string) => flags.includes(flag)
  return { asker: asker || undefined, live: has('l'), overview: has('o'), external: has('x'), files: ids }
}
