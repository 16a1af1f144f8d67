import { type Card, type Input, longestLabel } from '#bot'
import { UserError } from '../../errors.ts'
import { requestsFor } from '../../verification/approval.ts'
import { dateAndTime } from '../../verification/days.ts'
import { standingOf } from '../../verification/plans/standing.ts'
import { planSend } from '../../verification/sends/plan.ts'
import { refuseFutile, unreached } from '../../verification/sends/retry.ts'
import { listSends, moveSend, progress, sendOf, sendOrPlan } from '../../verification/sends/sends.ts'
import { type BotCommand, command, type Turn } from '../context.ts'
import { retryWords } from '../people/filter-words.ts'
import { aboutPlan, requestCard } from '../plans/approval-cards.ts'
import { openPlanCard } from '../plans/open-plan.ts'
import { planCard } from '../plans/plan-card.ts'
import { type Waiting, waitingPlans } from '../plans/waiting.ts'
import { retryOf } from './send-card.ts'
import { shownSend } from './shown-send.ts'

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
  const found = await sendOrPlan(turn.ctx, typed)
  if (found.send) return shownSend(turn, await progress(turn.ctx, found.send.id))
  const { plan } = found
  const { state, key, params, next } = standingOf(turn.ctx, plan)
  if (state === 'open' || state === 'awaiting') {
    if (plan.requester === turn.ctx.actor.id) return openPlanCard(turn, plan)
    const request = (await requestsFor(turn.ctx)).find((one) => one.plan.id === plan.id)
    if (request) {
      const about = (await aboutPlan(turn, request.plan))(turn.say)
      return requestCard(turn.say, request.plan, about, { who: request.by, reminded: false, isAble: true })
    }
  }
  return {
    kind: 'plan',
    tone: 'info',
    title: turn.say(key, params),
    buttons: next.map(({ label, params, say }) => ({ label: turn.say(label, params), say })),
    data: { plan: plan.code, state },
  }
}

const sendLooks = { running: 'direct', paused: 'waiting', done: 'good', stopped: 'open' } as const
export const sendSymbols = { running: '▶️', paused: '⏸️', done: '✅', stopped: '⏹️' } as const

async function allSends(turn: Turn): Promise<Card> {
  const { say } = turn
  const found = await listSends(turn.ctx, 10)
  const standing = await Promise.all(found.map((s) => progress(turn.ctx, s.id)))
  const waiting = await waitingPlans(turn)
  const head = (['code', 'state', 'sent'] as const).map((column) => say(`send.head.${column}`))
  const companies = new Map(found.map((s, i) => [s.code, standing[i]!.company]))
  const codes = [...waiting.map(({ plan }) => plan.code), ...found.map((s) => s.code!)]
  return {
    kind: 'list',
    tone: 'info',
    title: codes.length ? say('send.list.title') : say('send.list.none'),
    rows: codes.length
      ? {
          head,
          body: [
            ...waiting.map((one) => waitingRow(turn, one)),
            ...found.map((s, i) => {
              const { company, sent, direct } = standing[i]!
              const by = turn.inPublic ? '' : (s.by ?? '')
              const about = [company ?? '', dateAndTime(s.createdAt), by].filter(Boolean).join(' · ')
              return [
                `${s.code}\n${about}`,
                `${sendSymbols[s.state]} ${say(`send.state.${s.state}`)}`,
                say('send.of', { done: sent + direct, total: s.total }),
              ]
            }),
          ],
          numbers: [2],
          press: codes.map((code) => `utskick ${code}`),
          chips: {
            column: 1,
            looks: [...waiting.map(() => 'waiting' as const), ...found.map((s) => sendLooks[s.state])],
          },
        }
      : undefined,
    buttons: codes.length
      ? codes.slice(0, 4).map((code) => ({ label: labelOf(code, companies.get(code)), say: `utskick ${code}` }))
      : [
          { label: say('intent.plan'), say: 'verifiera konton', effect: 'primary' },
          { label: say('intent.progress'), say: 'status' },
        ],
    data: {
      sends: standing.map(({ send, state, total, sent, direct }) => ({ send, state, total, sent, direct })),
      waiting: waiting.map(({ plan }) => ({ plan: plan.code, state: plan.state })),
    },
  }
}

/** A send by its company, too, where a telephone shows both. */
function labelOf(code: string, company: string | null | undefined): string {
  const named = company ? `${company} · ${code}` : code
  return [...named].length > longestLabel ? code : named
}

/** A plan that waits, as a row among the sends. */
function waitingRow({ say, inPublic }: Turn, { plan, what, by, forReader }: Waiting): string[] {
  const about = [what, dateAndTime(plan.createdAt), inPublic ? '' : by].filter(Boolean).join(' · ')
  const state = say(forReader ? 'send.state.yours' : 'send.state.awaiting')
  return [`${plan.code}\n${about}`, `⏳ ${state}`, '']
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
      const moved = await moveSend(turn.ctx, input.words[0]!, move)
      turn.wake()
      return shownSend(turn, moved)
    },
  })

const retry: BotCommand = command({
  name: 'försök igen',
  also: { sv: [], en: ['retry', 'try again'] },
  need: 'admin',
  words: 'some',
  most: 2,
  needs: 'code',
  usage: { sv: '<kod> [tveksamma]', en: '<code> [doubtful]' },
  examples: { sv: ['försök igen K7QM', 'försök igen K7QM tveksamma'], en: ['retry K7QM', 'retry K7QM doubtful'] },
  mails: true,
  run: planAgain,
})

async function planAgain(turn: Turn, input: Input) {
  const [typed = '', which = ''] = input.words
  const send = await sendOf(turn.ctx, typed)
  const doubtful = /^(os[äa]k|tve|uncertain|doubt|in[ _-]?doubt)/i.test(which)
  const selection = unreached(send, doubtful)
  const made = await planSend(turn.ctx, selection, input.line)
  if (doubtful && made.counts.matching === 0) throw await noneDoubtful(turn, send)
  refuseFutile(send, made.counts)
  return planCard(turn, made, selection, retryWords(turn, selection.retry), '')
}

/** None is doubtful, which says nothing of those whom the send did not reach at all: they have the button. */
async function noneDoubtful(turn: Turn, { id, code }: Awaited<ReturnType<typeof sendOf>>): Promise<UserError> {
  const next = retryOf(await progress(turn.ctx, id))
  const look = { label: 'plan.look' as const, say: `utskick ${code}` }
  return new UserError('nothing_to_retry', 'send.retry.noneDoubtful', { code: code! }, [...next, look])
}

export const sendCommands = [
  sendsCommand,
  mover('pausa', 'pause', 'pause'),
  mover('återuppta', 'resume', 'resume', ['fortsätt']),
  retry,
]
