import type { Card } from '#bot'
import { approvePlan, confirmPlan } from '../../verification/confirm.ts'
import type { SendPlan } from '../../verification/plans/content.ts'
import type { Confirmed } from '../../verification/sends/confirm.ts'
import { planSend } from '../../verification/sends/plan.ts'
import { progress, stop as stopByCode } from '../../verification/sends/sends.ts'
import { type BotCommand, command, type Turn } from '../context.ts'
import { importedCard } from '../imports/import-cards.ts'
import { selectionWords } from '../people/filter-words.ts'
import { recordedCard } from '../records/records.ts'
import { sendCard } from '../sends/send-card.ts'
import { awaitingCard, awaitingImportCard } from './approval-cards.ts'
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
    if (done.of === 'import') {
      if (done.outcome === 'awaiting') return awaitingImportCard(turn, done.plan)
      turn.wake()
      return importedCard(turn, done.plan.code, done.outcome)
    }
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
    const approval = await approvePlan(turn.ctx, input.words[0]!)
    if (approval.of === 'import') {
      turn.wake()
      return importedCard(turn, approval.plan.code, approval.outcome)
    }
    const { outcome } = approval
    if (outcome.kind === 'started') return startedCard(turn, outcome.sendId)
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
    if (stopped.kind === 'send') return sendCard(turn.say, await progress(turn.ctx, stopped.sendId))
    return {
      kind: 'plan',
      tone: 'info',
      title: turn.say('plan.stopped.title', { code: stopped.code }),
      text: turn.say('plan.stopped.text'),
      data: { plan: stopped.code, state: 'cancelled' },
    }
  },
})

/** The started send, the wait for a second admin, or a new plan because more people would be mailed than were shown. */
async function confirmedCard(turn: Turn, plan: SendPlan, outcome: Confirmed): Promise<Card> {
  if (outcome.kind === 'started') return startedCard(turn, outcome.sendId)
  if (outcome.kind === 'awaiting') return awaitingCard(turn, plan)
  const fresh = await planSend(turn.ctx, plan.selection, plan.line)
  const card = await planCard(turn, fresh, plan.selection, await selectionWords(turn, plan))
  return { ...card, tone: 'warning', text: turn.say('plan.changed.text') }
}

async function startedCard(turn: Turn, sendId: number): Promise<Card> {
  turn.wake()
  return sendCard(turn.say, await progress(turn.ctx, sendId), turn.ctx.actor.name)
}

export const decisionCommands = [confirm, stop, approve]
