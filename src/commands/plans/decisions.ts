import type { Card } from '#bot'
import { remindApprovers } from '../../verification/approval.ts'
import { approvePlan, confirmPlan } from '../../verification/confirm.ts'
import type { Progress } from '../../verification/delivery/progress.ts'
import type { Decided } from '../../verification/employers/decide.ts'
import type { LetterPlan, Plan, SendPlan } from '../../verification/plans/content.ts'
import type { Confirmed } from '../../verification/sends/confirm.ts'
import { planSend } from '../../verification/sends/plan.ts'
import { stop as stopByCode } from '../../verification/stop.ts'
import { type BotCommand, command, type Turn } from '../context.ts'
import { importedCard } from '../imports/imported-card.ts'
import { changedCard, overtakenCard } from '../letters/employer-cards.ts'
import { selectionWords } from '../people/filter-words.ts'
import { recordedCard } from '../records/records.ts'
import { shownSend } from '../sends/shown-send.ts'
import { askApprovers } from './approval-cards.ts'
import { decidedNotice, endedCard } from './ended-cards.ts'
import { planCard } from './plan-card.ts'
import { type Naming, namingPlan } from './plan-words.ts'

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
      if (done.outcome === 'awaiting') return askApprovers(turn, done.plan)
      turn.wake()
      return importedCard(turn, done.plan.code, done.outcome)
    }
    if (done.of === 'record') {
      turn.wake()
      return recordedCard(turn, done.plan)
    }
    if (done.of === 'letter') return letterDecidedCard(turn, done.plan, done.outcome)
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
    const { plan } = approval
    if (approval.of === 'import') {
      await tellRequester(turn, plan, 'confirmed')
      turn.wake()
      return importedCard(turn, plan.code, approval.outcome)
    }
    if (approval.of === 'letter') {
      if (approval.outcome.kind === 'changed') await tellRequester(turn, plan, 'confirmed')
      return letterDecidedCard(turn, approval.plan, approval.outcome)
    }
    if (approval.outcome.kind === 'started') {
      await tellRequester(turn, plan, 'confirmed')
      return startedCard(turn, approval.outcome.progress)
    }
    const naming = await namingPlan(turn.ctx.db, plan)
    turn.tell([plan.requester], (say) => driftedNotice(say, plan, naming))
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
    if (stopped.kind === 'send') return shownSend(turn, stopped.progress)
    if (stopped.kind === 'import') return importedCard(turn, stopped.code, stopped.applied)
    const { plan } = stopped
    const own = plan.requester === turn.ctx.actor.id
    const naming = await namingPlan(turn.ctx.db, plan)
    if (!own) await tellRequester(turn, plan, 'cancelled')
    return endedCard(turn.say, { plan, state: 'cancelled', by: null, own, naming })
  },
})

const remind: BotCommand = command({
  name: 'påminn',
  also: { sv: [], en: ['remind'] },
  need: 'admin',
  ...onOnePlan,
  examples: { sv: ['påminn K7QM'], en: ['remind K7QM'] },
  run: async (turn, input) => askApprovers(turn, await remindApprovers(turn.ctx, input.words[0]!), true),
})

/** The started send, the wait for a second admin, or a new plan because more people would be mailed than were shown. */
async function confirmedCard(turn: Turn, plan: SendPlan, outcome: Confirmed): Promise<Card> {
  if (outcome.kind === 'started') return startedCard(turn, outcome.progress)
  if (outcome.kind === 'awaiting') return askApprovers(turn, plan)
  const fresh = await planSend(turn.ctx, plan.selection, plan.line)
  const card = await planCard(turn, fresh, plan.selection, await selectionWords(turn, plan), plan.line)
  return { ...card, tone: 'warning', text: turn.say('plan.changed.text') }
}

/** The letters as they are now, or the wait for another owner. */
async function letterDecidedCard(turn: Turn, plan: LetterPlan, outcome: Decided): Promise<Card> {
  if (outcome.kind === 'awaiting') return askApprovers(turn, plan)
  return outcome.kind === 'changed' ? changedCard(turn, plan, outcome.voided) : overtakenCard(turn, plan)
}

function startedCard(turn: Turn, started: Progress): Promise<Card> {
  turn.wake()
  return shownSend(turn, started)
}

/** The card of the requester changes in silence, so they are told besides that somebody else has decided. */
async function tellRequester(turn: Turn, plan: Plan, state: 'confirmed' | 'cancelled'): Promise<void> {
  const { name, user } = turn.ctx.actor
  const naming = await namingPlan(turn.ctx.db, plan)
  turn.tell([plan.requester], (say) => decidedNotice(say, { plan, state, by: name ?? user, naming }))
}

const driftedNotice = (say: Turn['say'], { code, line }: Plan, naming: Naming): Card => ({
  kind: 'notice',
  tone: 'warning',
  title: naming(say, say('plan.stopped.title', { code })),
  text: say('plan.changed.requester'),
  buttons: line ? [{ label: say('plan.again'), say: line }] : undefined,
})

export const decisionCommands = [confirm, stop, approve, remind]
