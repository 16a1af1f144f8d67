import type { Card } from '#bot'
import { say } from '#text'
import { slackCode, type View } from '../bolt/sdk.ts'
import { filterForm, noticeForm } from '../filter-form/view.ts'
import type { FormChange, FormRequest } from '../inbox/entry.ts'
import type { Person } from '../people.ts'
import { askPrivately, type HandlerContext, isCount, languageOf } from './context.ts'

const TRIGGER_EXPIRED = ['expired_trigger_id', 'exchanged_trigger_id', 'invalid_trigger_id']
/** The form has been closed, or a newer update is on its way. */
const VIEW_GONE = ['not_found', 'view_not_found', 'hash_conflict']
const MAX_REMEMBERED = 1_000

/** Opens the filter form, and keeps its count in step with what is chosen in it. */
export function filterFormHandlers(context: HandlerContext) {
  /** When the latest change of each form was received. */
  const latest = new Map<string, number>()

  /** The form is opened empty and filled in afterwards, because its trigger id is valid for three seconds. */
  async function open(entry: FormRequest, person: Person): Promise<void> {
    const language = languageOf(person)
    const view = await openView(entry, person)
    if (!view) return sayTooLate(entry, person)
    const card = await askPrivately(context, entry, person, 'status')
    await update(entry.team, view, isCount(card) ? filterForm(language, card) : noticeForm(language, card))
  }

  /** Changes that a newer one has overtaken are not counted, or not shown. */
  async function count(entry: FormChange, person: Person): Promise<void> {
    if (isOvertaken(entry)) return
    latest.set(entry.view, entry.at)
    if (latest.size > MAX_REMEMBERED) latest.delete(latest.keys().next().value!)
    const card = await askPrivately(context, entry, person, entry.text)
    if (!isOvertaken(entry)) await update(entry.team, entry.view, filterForm(languageOf(person), card))
  }

  const isOvertaken = ({ view, at }: FormChange): boolean => (latest.get(view) ?? 0) > at

  async function openView(entry: FormRequest, person: Person): Promise<string | undefined> {
    try {
      const view = filterForm(languageOf(person))
      return (await context.api.of(entry.team).interactive.views.open({ trigger_id: entry.trigger, view })).view?.id
    } catch (error) {
      if (TRIGGER_EXPIRED.includes(slackCode(error) ?? '')) return undefined
      throw error
    }
  }

  async function sayTooLate(entry: FormRequest, person: Person): Promise<void> {
    const language = languageOf(person)
    const card: Card = { kind: 'notice', tone: 'warning', title: say(language, 'slack.form_late') }
    const channel = await context.messages.directChannel(entry.team, entry.user)
    await context.messages.send({ workspace: entry.team, channel, private: true }, card, { language })
  }

  async function update(team: string, id: string, view: View): Promise<void> {
    try {
      await context.api.of(team).interactive.views.update({ view_id: id, view })
    } catch (error) {
      if (!VIEW_GONE.includes(slackCode(error) ?? '')) throw error
    }
  }

  return { open, count }
}
