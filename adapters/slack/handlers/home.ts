import { say } from '#text'
import { plain } from '../blocks/blocks.ts'
import type { SlackButton, View } from '../bolt/sdk.ts'
import { ACTION_FORM, ACTION_HOME, type HomeOpened } from '../incoming/entry.ts'
import { patiently } from '../outgoing/patience.ts'
import type { Person } from '../people.ts'
import { type CardBlock, render } from '../render.ts'
import { askPrivately, type HandlerContext, isCount, languageOf } from './context.ts'

/** In milliseconds. Slack keeps a published page, so one that is opened again within this time is left as it is. */
const FRESH = 15_000
const MAX_REMEMBERED = 5_000
/** The page's own command line, which the commands answer with what this person may see. */
const LINE = 'startsida'

/** Publishes the home page: one card and, for an admin, the button of the filter form. */
export function homeHandler(context: HandlerContext): (entry: HomeOpened, person: Person) => Promise<void> {
  /** When each person's page was published. */
  const published = new Map<string, number>()

  return async (entry, person) => {
    const key = `${entry.team}/${entry.user}`
    const now = context.host.clock().getTime()
    if (entry.opened && now - (published.get(key) ?? 0) < FRESH) return
    const card = await askPrivately(context, entry, person, LINE)
    const language = languageOf(person)
    const refresh = button(ACTION_HOME, say(language, 'slack.home.refresh'))
    const choose: SlackButton = { ...button(ACTION_FORM, say(language, 'slack.home.choose')), style: 'primary' }
    const { blocks } = render(card, { language, classic: true })
    const view = home(blocks, isCount(card) ? [choose, refresh] : [refresh])
    const { views } = context.api.of(entry.team).interactive
    await patiently(() => views.publish({ user_id: entry.user, view }))
    published.delete(key)
    published.set(key, now)
    if (published.size > MAX_REMEMBERED) published.delete(published.keys().next().value!)
  }
}

const home = (blocks: CardBlock[], elements: SlackButton[]): View => ({
  type: 'home',
  blocks: [...blocks, { type: 'actions', block_id: 'home', elements }],
})

const button = (action: string, label: string): SlackButton => ({
  type: 'button',
  action_id: action,
  text: plain(label, 75),
})
