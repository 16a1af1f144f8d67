import type { Card, Input } from '#bot'
import { UserError } from '../../errors.ts'
import { dateAndTime } from '../../verification/days.ts'
import { ownPlans } from '../../verification/plans/plans.ts'
import { requestsFor } from '../../verification/sends/approvers.ts'
import { planSend } from '../../verification/sends/plan.ts'
import { findSend, listSends, moveSend, progress } from '../../verification/sends/sends.ts'
import { type BotCommand, command, type Turn } from '../context.ts'
import { selectionWords } from '../people/filter-words.ts'
import { requestCard } from '../plans/approval-cards.ts'
import { openPlanCard } from '../plans/open-plan.ts'
import { planCard } from '../plans/plan-card.ts'
import { sendCard } from './send-card.ts'

const code = { words: 'one', needs: 'code', usage: { sv: '<kod>', en: '<code>' } } as const

const sendsCommand: BotCommand = command({
  name: 'utskick',
  also: { sv: [], en: ['sends', 'send'] },
  need: 'admin',
  words: 'one',
  usage: { sv: '[kod]', en: '[code]' },
  examples: { sv: ['utskick', 'utskick K7QM'], en: ['sends', 'sends K7QM'] },
  shows: 'counts',
  async run(turn, input) {
    return input.words[0] ? oneSend(turn, input.words[0].toUpperCase()) : allSends(turn)
  },
})

async function oneSend(turn: Turn, typed: string): Promise<Card> {
  const send = await findSend(turn.ctx, typed)
  if (send) return sendCard(turn.say, await progress(turn.ctx, send.id))
  const plan = (await ownPlans(turn.ctx)).find(({ code }) => code === typed)
  if (plan) return openPlanCard(turn, plan)
  const request = (await requestsFor(turn.ctx)).find(({ plan }) => plan.code === typed)
  if (!request) throw new UserError('unknown_code', 'send.unknown', { code: typed })
  return requestCard(turn.say, request.plan, request.by, await selectionWords(turn, request.plan))
}

async function allSends(turn: Turn): Promise<Card> {
  const { say } = turn
  const found = await listSends(turn.ctx, 10)
  const standing = await Promise.all(found.map((s) => progress(turn.ctx, s.id)))
  const columns = [
    'code',
    'when',
    'state',
    'total',
    'sent',
    'direct',
    ...(turn.inPublic ? [] : ['by' as const]),
  ] as const
  const head = columns.map((column) => say(`send.head.${column}`))
  return {
    kind: 'list',
    tone: 'info',
    title: found.length ? say('send.list.title') : say('send.list.none'),
    rows: found.length
      ? {
          head,
          body: found.map((s, i) => [
            s.code!,
            dateAndTime(s.createdAt),
            say(`send.state.${s.state}`),
            String(s.total),
            String(standing[i]!.sent),
            String(standing[i]!.direct),
            ...(turn.inPublic ? [] : [s.by ?? '']),
          ]),
        }
      : undefined,
    buttons: found.slice(0, 4).map((s) => ({ label: s.code!, say: `utskick ${s.code}` })),
    data: { sends: standing.map(({ send, state, total, sent, direct }) => ({ send, state, total, sent, direct })) },
  }
}

const mover = (name: string, en: string, move: 'pause' | 'resume', sv: string[] = []): BotCommand =>
  command({
    name,
    also: { sv, en: [en] },
    need: 'admin',
    ...code,
    examples: { sv: [`${name} K7QM`], en: [`${en} K7QM`] },
    shows: 'counts',
    rereads: true,
    decides: true,
    async run(turn, input) {
      const send = await moveSend(turn.ctx, input.words[0]!, move)
      turn.wake()
      return sendCard(turn.say, await progress(turn.ctx, send.id))
    },
  })

const retry: BotCommand = command({
  name: 'försök igen',
  also: { sv: [], en: ['retry', 'try again'] },
  need: 'admin',
  words: 'some',
  needs: 'code',
  usage: { sv: '<kod> [tveksamma]', en: '<code> [doubtful]' },
  examples: { sv: ['försök igen K7QM', 'försök igen K7QM tveksamma'], en: ['retry K7QM', 'retry K7QM doubtful'] },
  mails: true,
  run: planAgain,
})

async function planAgain(turn: Turn, input: Input) {
  const [typed = '', which = ''] = input.words
  const send = await findSend(turn.ctx, typed)
  if (!send) throw new UserError('unknown_code', 'send.unknown', { code: typed.toUpperCase() })
  const state = /^(os[äa]k|tve|uncertain|doubt|in[ _-]?doubt)/i.test(which) ? 'in_doubt' : 'failed'
  const selection = { retry: { code: send.code!, state }, again: true } as const
  const made = await planSend(turn.ctx, selection, input.line)
  if (!made.counts.matching) throw new UserError('nothing_to_retry', 'send.retry.nothing', { code: send.code! })
  return planCard(turn, made, selection, turn.say(`send.retry.${state}`, { code: send.code! }))
}

export const sendCommands = [
  sendsCommand,
  mover('pausa', 'pause', 'pause'),
  mover('återuppta', 'resume', 'resume', ['fortsätt']),
  retry,
]
