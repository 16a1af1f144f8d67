import type { Button, Card } from '#bot'
import type { Say } from '#text'
import type { Plan } from '../../verification/plans/content.ts'
import { isDrifted } from '../../verification/plans/plans.ts'
import type { Naming } from './plan-words.ts'

/** What readers of a plan's card need to know of how it ended. */
export interface Ending {
  plan: Plan
  state: 'confirmed' | 'cancelled' | 'expired'
  /** The name of whoever decided; null for the reader's own decision, for nobody's, and where others can read. */
  by: string | null
  /** The card is the requester's. */
  own: boolean
  /** Says behind the title what the plan is about. */
  naming: Naming
}

/** Takes the place of a plan's card when nothing can be decided about it any more. It has no button that decides. */
export function endedCard(say: Say, { plan, state, by, own, naming }: Ending): Card {
  const { code } = plan
  const isSend = plan.kind === 'send'
  const drifted = isDrifted(plan)
  const look: Button[] = isSend && state === 'confirmed' ? [{ label: say('plan.look'), say: `utskick ${code}` }] : []
  const again: Button[] =
    isSend && state !== 'confirmed' && own && plan.line ? [{ label: say('plan.again'), say: plan.line }] : []
  const buttons = [...look, ...again]
  return {
    kind: 'plan',
    tone: state === 'confirmed' ? 'good' : 'info',
    title: drifted ? say('plan.drifted.send', { code }) : naming(say, titleOf(say, code, state, by)),
    text: drifted ? undefined : textOf(say, plan, state),
    buttons: buttons.length ? buttons : undefined,
    data: { plan: code, state },
  }
}

function textOf(say: Say, plan: Plan, state: Ending['state']): string | undefined {
  if (state === 'confirmed') return undefined
  return plan.voidedBecause ? say('employer.voided.text') : say(`plan.stopped.${aboutOf(plan)}`)
}

const aboutOf = ({ kind }: Plan) => (kind === 'send' || kind === 'import' ? kind : 'record')

function titleOf(say: Say, code: string, state: Ending['state'], by: string | null): string {
  if (state === 'expired') return say('plan.ended.expired', { code })
  if (state === 'cancelled')
    return by ? say('plan.ended.refused', { code, who: by }) : say('plan.stopped.title', { code })
  if (by) return say('plan.ended.approved', { code, who: by })
  return say('plan.ended.confirmed', { code })
}

/** Tells the requester, in a message of its own, that somebody has approved or refused a plan. */
export function decidedNotice(say: Say, ending: Omit<Ending, 'own'>): Card {
  const card = endedCard(say, { ...ending, own: true })
  return { ...card, kind: 'notice', data: undefined }
}
