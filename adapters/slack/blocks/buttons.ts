import type { Button, Card, Effect } from '#bot'
import type { KnownBlock, SlackButton } from '../bolt/sdk.ts'
import { IMPORT_LINE } from '../inbox/entry.ts'
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
const STYLES: Record<Effect, { style?: 'primary' | 'danger' }> = {
  primary: { style: 'primary' },
  safe: {},
  dangerous: { style: 'danger' },
}

export function buttonRows(card: Card, origin: CardOrigin): KnownBlock[] {
  const buttons = (card.buttons ?? []).filter(fits).slice(0, LIMIT.buttons).map(button)
  const rows: KnownBlock[] = []
  for (let at = 0; at < buttons.length; at += BUTTONS_PER_ROW) {
    rows.push({
      type: 'actions',
      block_id: blockId(card, origin, at / BUTTONS_PER_ROW),
      elements: buttons.slice(at, at + BUTTONS_PER_ROW),
    })
  }
  return rows
}

/** A button whose command does not fit is left out: cut short it would be another command. */
function fits(button: Button): boolean {
  return 'say' in button ? lengthOf(button.say) <= LIMIT.value : button.open.length <= LIMIT.url
}

function button(button: Button, index: number): SlackButton {
  const text = plain(button.label, LIMIT.button)
  if ('open' in button) return { type: 'button', action_id: `open:${index}`, text, url: button.open }
  return { type: 'button', action_id: `say:${index}`, text, value: button.say, ...STYLES[button.effect ?? 'safe'] }
}

/**
 * Decides only how the answer to a press is shown. Whether the presser may do it is checked when the command is run.
 */
function blockId(card: Card, origin: CardOrigin, row: number): string {
  const live = (card.kind === 'plan' || card.kind === 'send') && card.buttons?.some((b) => 'effect' in b && b.effect)
  const flags = `${live ? 'l' : ''}${origin.external ? 'x' : ''}`
  const isImport = card.buttons?.some((b) => 'say' in b && b.say === IMPORT_LINE)
  const files = isImport ? (origin.files ?? []).slice(0, MAX_FILES).join(',') : ''
  return ['card', origin.asker ?? '', flags, origin.part ?? 0, row, files].join(':')
}

interface Origin {
  live: boolean
  external: boolean
  files: string[]
}

/** Reads a block id. A live card shows a plan or a send that can still be acted on. */
export function readBlockId(block: string): Pick<CardOrigin, 'asker'> & Origin {
  const [kind, asker, flags = '', , , files = ''] = block.split(':')
  if (kind !== 'card') return { live: false, external: false, files: [] }
  const ids = files.split(',').filter(Boolean)
  return { asker: asker || undefined, live: flags.includes('l'), external: flags.includes('x'), files: ids }
}
