import type { Card } from '#bot'
import { say } from '#text'
import { plain } from '../blocks/blocks.ts'
import type { KnownBlock, SlackButton, View } from '../blocks/sdk.ts'
import { ACTION_FORM, ACTION_HOME, type Home } from '../incoming/entry.ts'
import type { Known } from '../people.ts'
import { render } from '../render.ts'
import { type Handling, isCount, languageOf, saidOf } from './context.ts'

/** Half of a page's characters: two cards share it. */
const SHARE = 4_500

/**
 * The home page. An admin sees how far the companies have come and the sends; anybody else their own state and one
 * button. Both are answers to command lines, so what may be seen is decided where all else is.
 */
export async function showHome(handling: Handling, entry: Home, known: Known): Promise<void> {
  const channel = entry.channel ?? (await handling.out.direct(entry.user))
  const where = { chat: 'slack' as const, workspace: entry.team, channel, private: true }
  const ask = async (line: string): Promise<Card> => {
    const said = saidOf(handling, { ...entry, id: `${entry.id}:${line}` }, known, line, where)
    return (await handling.answer(said)).card
  }
  const status = await ask('status')
  const view = isCount(status) ? adminHome([status, await ask('utskick')], known) : ownHome(status, known)
  await handling.api.quick.views.publish({ user_id: entry.user, view })
}

function adminHome(cards: Card[], known: Known): View {
  const language = languageOf(known)
  const pages = cards.flatMap((card, part): KnownBlock[] => {
    return [...render(card, { language, classic: true, part, budget: SHARE }).blocks, { type: 'divider' }]
  })
  const choose = button(ACTION_FORM, say(language, 'slack.home.choose'))
  const refresh = button(ACTION_HOME, say(language, 'slack.home.refresh'))
  return { type: 'home', blocks: [...pages, actions([{ ...choose, style: 'primary' }, refresh])] }
}

function ownHome(status: Card, known: Known): View {
  const language = languageOf(known)
  const { buttons: _, ...card } = status
  const resend = { ...button('say:home', say(language, 'slack.home.resend')), value: 'skicka länk' }
  const { blocks } = render(card, { language, classic: true, budget: SHARE })
  return { type: 'home', blocks: [...blocks, actions([resend])] }
}

function button(action: string, label: string): SlackButton {
  return { type: 'button', action_id: action, text: plain(label, 75) }
}

function actions(elements: SlackButton[]): KnownBlock {
  return { type: 'actions', block_id: 'home', elements }
}
