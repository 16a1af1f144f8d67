import { type Button, type Card, helpCard } from '#bot'
import type { Progress } from '../../verification/delivery/progress.ts'
import { companyNames } from '../../verification/people/companies.ts'
import { countStates } from '../../verification/people/people.ts'
import { listSends, progress } from '../../verification/sends/sends.ts'
import { type BotCommand, command, type Turn } from '../context.ts'
import { ownStatus, statusTitle } from '../people/status.ts'
import { companyChart, companyRows, statePartsOf } from '../people/status-charts.ts'
import { sendSymbols } from '../sends/sends.ts'

/** How many unfinished sends the page shows; `utskick` has all. */
const mostSends = 3

/**
 * What somebody sees first: in Slack's home page, when Teams has installed the bot, and on the local page. An admin
 * sees how far the companies have come and the sends that are not finished; anybody else their own state. It is read
 * often, so it is one command of few statements.
 */
const startPage: BotCommand = command({
  name: 'startsida',
  also: { sv: [], en: ['start page'] },
  need: 'all',
  examples: { sv: ['startsida'], en: ['start page'] },
  async run(turn) {
    const { role } = turn.ctx.actor
    if (role === 'nobody') return helpCard(turn.registry, turn.may, turn.language, turn.say)
    if (role === 'employee') return ownPage(turn)
    return adminPage(turn)
  },
})

/** Whoever is not known yet may still ask for a link: it goes to the address that is stored. */
async function ownPage(turn: Turn): Promise<Card> {
  const card = await ownStatus(turn)
  const link: Button = { label: turn.say('help.first_link'), say: 'skicka länk', effect: 'primary' }
  const buttons = card.data?.person ? card.buttons : [link, ...(card.buttons ?? [])]
  return { ...card, buttons, note: turn.say('start_page.note') }
}

async function adminPage(turn: Turn): Promise<Card> {
  const { say, ctx } = turn
  const counted = await countStates(ctx, {})
  const ids = counted.byCompany.map((c) => c.companyId)
  const [names, open] = [await companyNames(ctx.db, ids), await listSends(ctx, mostSends + 1, ['running', 'paused'])]
  const sends = await Promise.all(open.slice(0, mostSends).map(({ id }) => progress(ctx, id)))
  const { total, states, direct, byCompany } = counted
  const { connected } = states
  const several = byCompany.length > 1
  return {
    kind: 'status',
    tone: 'info',
    title: total ? statusTitle(turn, total, connected, [...names.values()]) : say('start_page.empty'),
    parts: statePartsOf(say, states),
    // Above the buttons, which only have their codes.
    text: sends.length
      ? [...sends.map((send) => sendLine(turn, send)), open.length > mostSends ? say('start_page.more') : '']
          .filter(Boolean)
          .join('\n')
      : undefined,
    facts: sends.length ? undefined : [[say('start_page.sends'), say('start_page.none')]],
    charts: several ? [companyChart(turn, byCompany, names)] : undefined,
    rows: several ? companyRows(turn, byCompany, names) : undefined,
    buttons: [
      ...nextSteps(turn, total, total - connected),
      ...sends.flatMap((send) => sendButtons(turn, send)),
      ...more(turn),
    ],
    note: say('start_page.note'),
    data: { total, states, direct, sends: sends.map(({ send, state }) => ({ send, state })) },
  }
}

function sendLine({ say }: Turn, { send, state, company, total, queued, inDoubt }: Progress): string {
  const done = say('send.of', { done: total - queued - inDoubt, total })
  const which = [company, send].filter(Boolean).join(' · ')
  return `${sendSymbols[state]} ${which}: ${done}, ${say(`send.state.${state}`)}`
}

function sendButtons({ say }: Turn, { send: code, state }: Progress): Button[] {
  const which = { code: code ?? '' }
  const move: Button =
    state === 'running'
      ? { label: say('start_page.pause', which), say: `pausa ${code}`, effect: 'safe' }
      : { label: say('start_page.resume', which), say: `återuppta ${code}`, effect: 'safe' }
  return [move, { label: say('start_page.stop', which), say: `stoppa ${code}`, effect: 'dangerous' }]
}

function nextSteps({ say }: Turn, total: number, left: number): Button[] {
  const send: Button = { label: say('help.first_send'), say: 'verifiera konton', effect: 'primary' }
  const importing: Button = { label: say('help.first_import'), say: 'hjälp importera', effect: 'primary' }
  return left > 0 ? [send] : total === 0 ? [importing] : []
}

const more = ({ say }: Turn): Button[] => [
  { label: say('start_page.sends'), say: 'utskick' },
  { label: say('problem.help'), say: 'hjälp' },
]

export const startCommands = [startPage]
