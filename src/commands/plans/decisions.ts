import type { Card } from '#bot'
import { approvePlan, confirmPlan } from '../../verification/confirm.ts'
import type { Progress } from '../../verification/delivery/progress.ts'
import type { SendPlan } from '../../verification/plans/content.ts'
import type { Confirmed } from '../../verification/sends/confirm.ts'
import { planSend } from '../../verification/sends/plan.ts'
import { stop as stopByCode } from '../../verification/stop.ts'
import { type BotCommand, command, type Turn } from '../context.ts'
import { importedCard, stoppedImportCard } from '../imports/import-cards.ts'
import { selectionWords } from '../people/filter-words.ts'
import { recordedCard } from '../records/records.ts'
import { sendCard } from '../sends/send-card.ts'
import { awaitingCard } from './approval-cards.ts'
import { planCard } from './plan-card.ts'

const onOnePlan = {
  words: 'one',
  needs: 'code',
  usage: { sv: '<kod>', en: '<code>' },
  rereads: true,
  decides: true,
} as const

const confirm: BotCommand = command({
  name: 'bekräfta',
  also: { sv: [], en: ['confirm'] },
  need: 'admin',
  ...onOnePlan,
  examples: { sv: ['bekräfta K7QM'], en: ['confirm K7QM'] },
  mails: true,
  async run(turn, input) {
    const done = await confirmPlan(turn.ctx, input.words[0]!)
    if (done.of === 'import') return importedCard(turn, done.plan.code, done.outcome)
    if (done.of === 'record') {
      turn.wake()
      return recordedCard(turn, done.plan)
    }
    return confirmedCard(turn, done.plan, done.outcome)
  },
})

const approve: BotCommand = command({
  name: 'godkänn',
  also: { sv: [], en: ['approve'] },
  need: 'admin',
  ...onOnePlan,
  examples: { sv: ['godkänn K7QM'], en: ['approve K7QM'] },
  mails: true,
  async run(turn, input) {
    const { outcome } = await approvePlan(turn.ctx, input.words[0]!)
    if (outcome.kind === 'started') return startedCard(turn, outcome.progress)
    return {
      kind: 'refusal',
      tone: 'warning',
      title: turn.say('plan.changed.approver'),
      data: { refused: 'changed' },
    }
  },
})

const stop: BotCommand = command({
  name: 'stoppa',
  also: { sv: ['avbryt'], en: ['stop', 'cancel'] },
  need: 'admin',
  ...onOnePlan,
  examples: { sv: ['stoppa K7QM'], en: ['stop K7QM'] },
  shows: 'counts',
  async run(turn, input) {
    const stopped = await stopByCode(turn.ctx, input.words[0]!)
    if (stopped.kind === 'send') return sendCard(turn.say, stopped.progress)
    if (stopped.kind === 'import') return stoppedImportCard(turn, stopped.code, stopped.applied)
    const { code, kind } = stopped.plan
    const about = kind === 'send' || kind === 'import' ? kind : 'record'
    return {
      kind: 'plan',
      tone: 'info',
      title: turn.say('plan.stopped.title', { code }),
      text: turn.say(`plan.stopped.${about}`),
      data: { plan: code, state: 'cancelled' },
    }
  },
})

/** The started send, the wait for a second admin, or a new plan because more people would be mailed than were shown. */
async function confirmedCard(turn: Turn, plan: SendPlan, outcome: Confirmed): Promise<Card> {
  if (outcome.kind === 'started') return startedCard(turn, outcome.progress)
  if (outcome.kind === 'awaiting') return awaitingCard(turn, plan)
  const fresh = await planSend(turn.ctx, plan.selection, plan.line)
  const card = await planCard(turn, fresh, plan.selection, await selectionWords(turn, plan))
  return { ...card, tone: 'warning', text: turn.say('plan.changed.text') }
}

function startedCard(turn: Turn, started: Progress): Card {
  turn.wake()
  return sendCard(turn.say, started, turn.ctx.actor.name)
}

export const decisionCommands = [confirm, stop, approve]
