import type { Card } from '#bot'
import { say } from '#text'
import { slackCode, type View } from '../bolt/sdk.ts'
import { filterForm, noticeForm } from '../forms/filter.ts'
import { inputForm } from '../forms/input.ts'
import type { FormChange, FormRequest } from '../incoming/entry.ts'
import { digest } from '../incoming/json.ts'
import { patiently } from '../outgoing/patience.ts'
import type { Person } from '../people.ts'
import { askPrivately, type HandlerContext, isCount, languageOf } from './context.ts'

const TRIGGER_EXPIRED = ['expired_trigger_id', 'invalid_trigger_id']
/** The trigger id has opened the form already: a process died, or the answer was lost, before it was filled in. */
const OPENED_BEFORE = ['exchanged_trigger_id', 'duplicate_external_id']
/** The form has been closed, or a newer update is on its way. */
const VIEW_GONE = ['not_found', 'view_not_found', 'hash_conflict']
const MAX_REMEMBERED = 1_000

/** Opens forms, and keeps the count of the filter form in step with what is chosen in it. */
export function formHandlers(context: HandlerContext) {
  /** When the latest change of each form was received. */
  const latest = new Map<string, number>()

  /**
   * The filter form is opened empty and filled in afterwards, because its trigger id is valid for three seconds. A form
   * is opened once: whatever fails later is tried again with the one that is open, which is known by the entry's id.
   */
  async function open(entry: FormRequest, person: Person): Promise<void> {
    const language = languageOf(person)
    const form = { external_id: externalId(entry) }
    const empty = entry.begun ? inputForm(language, entry.begun) : filterForm(language)
    if (!(await openView(entry, empty))) return sayTooLate(entry, person)
    if (entry.begun) return
    const card = await askPrivately(context, entry, person, 'status')
    const view = isCount(card) ? filterForm(language, card) : noticeForm(language, card)
    await update(entry.team, form, { ...view, ...form })
  }

  /** Changes that a newer one has overtaken are not counted, or not shown. */
  async function count(entry: FormChange, person: Person): Promise<void> {
    if (isOvertaken(entry)) return
    latest.set(entry.view, entry.at)
    if (latest.size > MAX_REMEMBERED) latest.delete(latest.keys().next().value!)
    const card = await askPrivately(context, entry, person, entry.text)
    if (!isOvertaken(entry)) await update(entry.team, { view_id: entry.view }, filterForm(languageOf(person), card))
  }

  const isOvertaken = ({ view, at }: FormChange): boolean => (latest.get(view) ?? 0) > at

  /** Opens the form, or finds it open. False if it is too late to open it. */
  async function openView(entry: FormRequest, form: View): Promise<boolean> {
    try {
      const view = { ...form, external_id: externalId(entry) }
      await context.api.of(entry.team).interactive.views.open({ trigger_id: entry.trigger, view })
      return true
    } catch (error) {
      const code = slackCode(error) ?? ''
      if (OPENED_BEFORE.includes(code)) return true
      if (TRIGGER_EXPIRED.includes(code)) return false
      throw error
    }
  }

  async function sayTooLate(entry: FormRequest, person: Person): Promise<void> {
    const language = languageOf(person)
    const card: Card = { kind: 'notice', tone: 'warning', title: say(language, 'slack.form_late') }
    const channel = await context.messages.directChannel(entry.team, entry.user)
    await context.messages.send({ workspace: entry.team, channel, private: true }, card, { language })
  }

  async function update(team: string, form: { external_id: string } | { view_id: string }, view: View): Promise<void> {
    const { views } = context.api.of(team).interactive
    try {
      await patiently(() => views.update({ ...form, view }))
    } catch (error) {
      if (!VIEW_GONE.includes(slackCode(error) ?? '')) throw error
    }
  }

  return { open, count }
}

/** Unique in the workspace (https://docs.slack.dev/reference/views/modal-views), and the same at each try. */
const externalId = ({ id }: FormRequest): string => `form:${digest(id)}`
