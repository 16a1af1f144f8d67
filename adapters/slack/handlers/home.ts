import type { Card } from '#bot'
import { say } from '#text'
import { plain } from '../blocks/blocks.ts'
import type { KnownBlock, SlackButton, View } from '../bolt/sdk.ts'
import { ACTION_FORM, ACTION_HOME, type HomeOpened } from '../inbox/entry.ts'
import type { Person } from '../people.ts'
import { type CardBlock, render } from '../render.ts'
import { askPrivately, type HandlerContext, isCount, languageOf } from './context.ts'

/** Characters for each of the two cards of the page. */
const SHARE = 4_500

/**
 * Publishes the home page. An admin sees how far the companies have come and the sends; anybody else sees their own
 * state and one button. All of it answers command lines, so the commands decide what each person may see.
 */
export async function showHome(context: HandlerContext, entry: HomeOpened, person: Person): Promise<void> {
  const ask = (line: string) => askPrivately(context, { ...entry, id: `${entry.id}:${line}` }, person, line)
  const status = await ask('status')
  const view = isCount(status) ? adminHome([status, await ask('utskick')], person) : ownHome(status, person)
  await context.api.of(entry.team).interactive.views.publish({ user_id: entry.user, view })
}

function adminHome(cards: Card[], person: Person): View {
  const language = languageOf(person)
  const pages = cards.flatMap((card, part): CardBlock[] => {
    return [...render(card, { language, classic: true, part, budget: SHARE }).blocks, { type: 'divider' }]
  })
  const choose = button(ACTION_FORM, say(language, 'slack.home.choose'))
  const refresh = button(ACTION_HOME, say(language, 'slack.home.refresh'))
  return { type: 'home', blocks: [...pages, actions([{ ...choose, style: 'primary' }, refresh])] }
}

function ownHome(status: Card, person: Person): View {
  const language = languageOf(person)
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
