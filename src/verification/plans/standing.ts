import type { PlanState } from '../../db/schema/index.ts'
import type { UserError } from '../../errors.ts'
import type { Context } from '../context.ts'
import type { Plan } from './content.ts'
import { isDrifted, isOver } from './plans.ts'

/** What has become of a plan, in words, with what the actor can do next. */
export interface Standing extends Pick<UserError, 'key' | 'params' | 'next'> {
  state: Exclude<PlanState, 'draft'>
}

type Next = Standing['next']

/**
 * The only place that says what the state of a plan is: whoever meets a plan in a state that the command is not for
 * gets these words. Nothing is sent, imported or changed unless they say so.
 */
export function standingOf({ actor, clock }: Pick<Context, 'actor' | 'clock'>, plan: Plan): Standing {
  const { code, kind } = plan
  const about = kind === 'send' || kind === 'import' ? kind : 'record'
  const mine = plan.requester === actor.id
  const state = plan.state === 'draft' ? 'open' : plan.state
  const waits = state === 'open' || state === 'awaiting'
  if (state === 'expired' || (waits && isOver(plan, clock())))
    return { state: 'expired', key: `plan.expired.${about}`, params: { code, ...waited(plan) }, next: anew(plan) }
  if (state === 'cancelled' && plan.voidedBecause)
    return { state, key: `plan.voided.${plan.voidedBecause}`, params: { code }, next: anew(plan) }
  if (isDrifted(plan)) return { state, key: 'plan.drifted.send', params: { code }, next: anew(plan) }
  if (state === 'cancelled') return { state, key: `plan.cancelled.${about}`, params: { code }, next: anew(plan) }
  const stop = { label: 'plan.button.cancel', say: `stoppa ${code}` } as const
  if (state === 'confirmed' && plan.kind === 'import' && plan.appliedThrough !== null)
    return { state, key: 'plan.applying.import', params: { code }, next: mine ? [result(plan), stop] : [result(plan)] }
  if (state === 'confirmed' && plan.kind === 'import' && plan.counts.stopped) {
    const { rows, stopped } = plan.counts
    return { state, key: 'plan.halted.import', params: { code, rows, done: rows - stopped }, next: [result(plan)] }
  }
  if (state === 'confirmed') return { state, key: `plan.used.${about}`, params: { code }, next: [result(plan)] }
  if (state === 'awaiting') {
    const approve: Next = mine ? [] : [{ label: 'approve.button', say: `godkänn ${code}` }]
    return {
      state,
      key: `plan.awaiting.${kind === 'letter' || kind === 'import' ? kind : 'send'}`,
      params: { code },
      next: [...approve, stop],
    }
  }
  const confirm: Next = mine ? [{ label: 'plan.button.confirm', say: `bekräfta ${code}` }, stop] : anew(plan)
  return {
    state,
    key: `plan.open.${kind === 'letter' ? kind : about}`,
    params: { code, mine: mine ? 'yes' : 'no' },
    next: confirm,
  }
}

/** Whether the plan waited for its requester (ten minutes) or for approval (a day). */
const waited = ({ createdAt, expiresAt }: Plan) => ({
  asked: expiresAt.getTime() - createdAt.getTime() > 3_600_000 ? 'yes' : 'no',
})

/** The line that makes the plan again; an import needs its file again, and an erasure is not kept in words. */
const anew = ({ kind, line }: Plan): Next => (kind !== 'import' && line ? [{ label: 'plan.again', say: line }] : [])

function result({ kind, code }: Plan): Next[number] {
  if (kind === 'send') return { label: 'plan.look', say: `utskick ${code}` }
  if (kind === 'import') return { label: 'import.button.list', say: `lista import=${code}` }
  return { label: 'person.button.history', say: `historik ${code}` }
}
