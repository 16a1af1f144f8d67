import type { Card } from '#bot'
import { UserError } from '../../errors.ts'
import { coversPlan, type Selection } from '../../verification/people/selection.ts'
import { cancelPlan, findPlan, type Plan } from '../../verification/plans/plans.ts'
import { approvers } from '../../verification/sends/approvers.ts'
import { approveSend, type Confirmed, confirmSend } from '../../verification/sends/confirm.ts'
import type { SendCounts } from '../../verification/sends/plan.ts'
import { findSend, moveSend, progress } from '../../verification/sends/sends.ts'
import { command, type Talk, type TalkCommand } from '../context.ts'
import { confirmImport } from '../imports/import.ts'
import { selectionWords } from '../people/filter-words.ts'
import { applyRecord } from '../records/records.ts'
import { planCard } from '../sends/plan-card.ts'
import { sendCard } from '../sends/send-card.ts'

const code = { words: 'one', needs: 'code', usage: { sv: '<kod>', en: '<code>' } } as const

const confirm: TalkCommand = command({
  name: 'bekräfta',
  also: { sv: [], en: ['confirm'] },
  need: 'admin',
  ...code,
  examples: { sv: ['bekräfta K7QM'], en: ['confirm K7QM'] },
  mails: true,
  rereads: true,
  async run(talk, input) {
    const plan = await findPlan(talk.ctx.db, input.words[0]!)
    if (!plan) throw new UserError('unknown_code', 'plan.unknown', { code: input.words[0]!.toUpperCase() })
    if (plan.kind === 'import') return confirmImport(talk, plan.code)
    if (plan.kind !== 'send') return applyRecord(talk, plan)
    return confirmedCard(talk, await confirmSend(talk.ctx, plan.code))
  },
})

const approve: TalkCommand = command({
  name: 'godkänn',
  also: { sv: [], en: ['approve'] },
  need: 'admin',
  ...code,
  examples: { sv: ['godkänn K7QM'], en: ['approve K7QM'] },
  mails: true,
  rereads: true,
  async run(talk, input) {
    const done = await approveSend(talk.ctx, input.words[0]!)
    if (done.kind !== 'changed') return confirmedCard(talk, done)
    return { tone: 'warning', title: talk.say('plan.changed.approver'), data: { refused: 'changed' } }
  },
})

const stop: TalkCommand = command({
  name: 'stoppa',
  also: { sv: ['avbryt'], en: ['stop', 'cancel'] },
  need: 'admin',
  ...code,
  examples: { sv: ['stoppa K7QM'], en: ['stop K7QM'] },
  shows: 'counts',
  rereads: true,
  async run(talk, input) {
    const send = await findSend(talk.ctx, input.words[0]!)
    if (send) {
      const stopped = await moveSend(talk.ctx, send.code!, 'stop')
      return sendCard(talk.say, await progress(talk.ctx, stopped.id))
    }
    const cancelled = await cancelPlan(talk.ctx, input.words[0]!, (tx, plan) => coversPlan(tx, talk.ctx.actor, plan.id))
    return {
      tone: 'info',
      title: talk.say('plan.stopped.title', { code: cancelled }),
      text: talk.say('plan.stopped.text'),
      data: { plan: cancelled, state: 'cancelled' },
    }
  },
})

/** What a confirm led to: the running send, the wait for a second admin, or a fresh plan because more would be mailed. */
async function confirmedCard(talk: Talk, done: Confirmed): Promise<Card> {
  if (done.kind === 'awaiting') return awaitingCard(talk, done.plan, done.counts)
  if (done.kind === 'changed') {
    const selection = done.old.selection as Selection
    const fresh = await planCard(talk, done.fresh, selection, await selectionWords(talk, done.old))
    return { ...fresh, tone: 'warning', text: talk.say('plan.changed.text') }
  }
  talk.nudge()
  const send = await findSend(talk.ctx, done.code)
  return sendCard(talk.say, await progress(talk.ctx, send!.id), talk.ctx.actor.name)
}

async function awaitingCard(talk: Talk, plan: Plan, counts: SendCounts): Promise<Card> {
  const { say, ctx } = talk
  const others = await approvers(ctx, plan)
  const words = await selectionWords(talk, plan)
  const who = ctx.actor.name ?? ctx.actor.user
  talk.tell(
    others.map((o) => o.id),
    (theirs) => ({
      tone: 'question',
      title: theirs('approve.request.title', { who }),
      text: theirs('approve.request.text', {
        mail: counts.mail,
        direct: counts.direct,
        selection: words || theirs('plan.everyone'),
      }),
      buttons: [
        { label: theirs('approve.button'), say: `godkänn ${plan.code}`, style: 'primary' },
        { label: theirs('plan.button.all'), say: `lista utskick=${plan.code}` },
        { label: theirs('approve.refuse'), say: `stoppa ${plan.code}` },
      ],
    }),
  )
  return {
    tone: 'info',
    title: say('approve.asked.title'),
    text: say('approve.asked.text', {
      code: plan.code,
      n: counts.mail + counts.direct,
      limit: ctx.rules.fourEyesAbove,
    }),
    facts: others.length ? [[say('approve.who'), others.map((o) => o.name ?? o.user).join(', ')]] : undefined,
    note: others.length ? undefined : say('approve.alone'),
    buttons: [{ label: say('plan.button.cancel'), say: `stoppa ${plan.code}`, style: 'danger' }],
    data: { plan: plan.code, state: 'awaiting', ...counts },
  }
}

export const decideCommands = [confirm, stop, approve]
