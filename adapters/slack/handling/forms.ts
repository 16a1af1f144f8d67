import type { Card } from '#bot'
import { slackCode, type View } from '../blocks/sdk.ts'
import type { Count, Open } from '../incoming/entry.ts'
import type { Known } from '../people.ts'
import { type Handling, isCount, languageOf, notice, saidOf } from './context.ts'
import { filterForm, noticeForm } from './filter-form.ts'

const TOO_LATE = ['expired_trigger_id', 'exchanged_trigger_id', 'invalid_trigger_id']
/** The form was closed, or a newer count is on its way. */
const GONE = ['not_found', 'view_not_found', 'hash_conflict']
const MOST = 1_000

/** The filter form: opened at once for its trigger lives three seconds, filled in afterwards, counted as it changes. */
export function openForms(handling: Handling) {
  const counted = new Map<string, number>()

  async function count(entry: Count, known: Known): Promise<void> {
    if ((counted.get(entry.view) ?? 0) > entry.at) return
    counted.set(entry.view, entry.at)
    if (counted.size > MOST) counted.delete(counted.keys().next().value!)
    const card = await counts(entry, known, entry.text)
    if ((counted.get(entry.view) ?? 0) > entry.at) return
    await show(entry.view, filterForm(languageOf(known), card))
  }

  async function open(entry: Open, known: Known): Promise<void> {
    const view = await openView(entry, known)
    if (!view) {
      const channel = await handling.out.direct(entry.user)
      const spot = { workspace: entry.team, channel, private: true }
      await handling.out.send(spot, notice(known, 'slack.form_late'), { language: languageOf(known) })
      return
    }
    const card = await counts(entry, known, 'status')
    const language = languageOf(known)
    await show(view, isCount(card) ? filterForm(language, card) : noticeForm(language, card))
  }

  async function openView(entry: Open, known: Known): Promise<string | undefined> {
    try {
      const opened = await handling.api.quick.views.open({
        trigger_id: entry.trigger,
        view: filterForm(languageOf(known)),
      })
      return opened.view?.id
    } catch (error) {
      if (TOO_LATE.includes(slackCode(error) ?? '')) return undefined
      throw error
    }
  }

  async function counts(entry: Count | Open, known: Known, line: string): Promise<Card> {
    const channel = await handling.out.direct(entry.user)
    const where = { chat: 'slack' as const, workspace: entry.team, channel, private: true }
    return (await handling.answer(saidOf(handling, entry, known, line, where))).card
  }

  async function show(id: string, view: View): Promise<void> {
    try {
      await handling.api.quick.views.update({ view_id: id, view })
    } catch (error) {
      if (!GONE.includes(slackCode(error) ?? '')) throw error
    }
  }

  return { open, count }
}
