import type { Button, Intent, Meaning } from '#bot'
import type { Key } from '#text'
import { countStates } from '../../verification/people/people.ts'
import { listSends, progress } from '../../verification/sends/sends.ts'
import type { Turn } from '../context.ts'
import { joinOffers } from './join-offers.ts'
import type { Named } from './names.ts'
import type { Offer } from './offers.ts'

/** What is shown at once (the first of `run` that is understood and allowed), or asked with buttons. */
export interface Answer {
  run?: string[]
  title?: Key
  text?: string
  offers?: Offer[]
  open?: Button
}

type Answers = Partial<Record<Intent, (turn: Turn, named: Named, meaning: Meaning) => Answer | Promise<Answer>>>

const shows =
  (...lines: string[]) =>
  (_: Turn, { where }: Named): Answer => ({ run: lines.map((line) => line + where) })
const showsPlain =
  (...lines: string[]) =>
  (): Answer => ({ run: lines })
const mailedAtAll = 'skickad>2000-01-01'
const unanswered = 'status=skickad,utgången'

/** Offered where the installation has these commands. */
const letters: Offer[] = [['intent.letter.test', 'provbrev'] as const, ['intent.letter.show', 'brev'] as const].map(
  ([label, line]) => ({ label, say: line }),
)

/** What an admin is answered. Lines end with the company or unit that was named. */
export const adminAnswers: Answers = {
  progress: shows('status'),
  sends: showsPlain('utskick'),
  missing_email: shows('lista epost=saknas'),
  not_verified: shows('lista status=overifierad'),
  not_answered: shows(`lista ${unanswered}`),
  verified: shows('lista status=verifierad,kopplad'),
  bounced: shows('studsar', 'lista status=studsad'),
  expired: shows('lista status=utgången'),
  not_mailed: shows('lista status="ej skickad"'),
  mailed: shows(`lista ${mailedAtAll}`),
  mailed_today: shows('lista skickad=idag'),
  mailed_yesterday: shows('lista skickad=igår'),
  mailed_this_week: shows('lista skickad<7d'),
  queued: shows('lista status=köad'),
  connect_failed: shows('lista status="koppling misslyckades"'),
  inactive: shows('lista aktiv=nej'),
  leaving: (turn, { where }) => ({
    title: 'intent.leaving.title',
    text: turn.say('intent.leaving.text'),
    offers: [
      { label: 'press.exportera', say: `exportera${where}`, effect: 'primary' },
      { label: 'intent.inactive', say: `lista aktiv=nej${where}` },
    ],
  }),
  list: shows('lista'),
  history: (_, { where }) => ({ run: [`historik${where}`, 'historik'] }),
  history_check: () => ({
    title: 'intent.meant',
    offers: [
      { label: 'intent.history_check', say: 'historik kontrollera', effect: 'primary' },
      { label: 'person.button.history', say: 'historik' },
    ],
  }),
  who_mailed: showsPlain('historik'),
  failed: latestFailed,
  roles: showsPlain('roll', 'hjälp'),
  help: showsPlain('hjälp'),
  import: showsPlain('hjälp importera'),
  setup: showsPlain('kontrollera drift', 'hjälp'),
  connections: () => ({
    title: 'intent.connections.title',
    offers: [
      {
        label: 'press.kontrollera_kopplingar',
        say: 'kontrollera kopplingar',
        effect: 'primary',
      },
      { label: 'intent.connections.failed', say: 'lista status="koppling misslyckades"' },
      { label: 'intent.progress', say: 'status' },
    ],
  }),
  protected: (turn) => ({
    title: 'intent.protected.title',
    text: turn.say('intent.protected.text'),
    offers: [
      { label: 'intent.help_on', params: { command: 'status' }, say: 'hjälp status' },
      { label: 'intent.help_on', params: { command: 'verifiera' }, say: 'hjälp verifiera' },
    ],
  }),
  domains: (_, __, { names }) => {
    const domain = names.find(({ text }) => /^[^@\s]+\.[a-zåäö]{2,}$/i.test(text))?.text
    if (!domain) return { run: ['domän lista', 'hjälp'] }
    return {
      title: 'intent.meant',
      offers: [
        { label: 'domain.addButton', params: { domain }, say: `domän lägg till ${domain}` },
        { label: 'intent.domains', say: 'domän lista' },
      ],
    }
  },
  remind,
  send: (turn, { where }) => ({
    title: 'intent.send.title',
    text: turn.say('intent.send.text'),
    offers: [
      { label: 'intent.plan', say: `verifiera konton${where}`, effect: 'primary' },
      { label: 'intent.left', say: `lista status=overifierad${where}` },
    ],
  }),
  send_again: async (turn, { where }) => ({
    title: 'intent.send_again.title',
    text: turn.say('intent.send.text'),
    offers: [
      ...(await retries(turn)),
      { label: 'intent.remind.plan', say: `verifiera konton ${unanswered} igen=ja${where}` },
      { label: 'intent.sends', say: 'utskick' },
    ],
  }),
  address: (turn, { where }, { mine }) => ({
    title: mine ? 'intent.address.own' : 'intent.address.title',
    text: turn.say(mine ? 'intent.address.own_text' : 'intent.address.text'),
    offers: [
      { label: 'intent.verify_help', say: 'hjälp verifiera' },
      { label: 'intent.import', say: 'hjälp importera' },
      { label: 'intent.missing', say: `lista epost=saknas${where}` },
    ],
  }),
  test_letter: (turn, { where }) => ({
    title: 'intent.letter.title',
    text: turn.say('intent.send.text'),
    offers: [...letters, { label: 'intent.plan', say: `verifiera konton${where}` }],
  }),
  report_file: (_, { where }) => ({
    title: 'intent.file.title',
    offers: [
      { label: 'intent.file.all', say: `exportera${where}`, effect: 'primary' },
      { label: 'intent.file.missing', say: `exportera epost=saknas${where}` },
      { label: 'intent.progress', say: `status${where}` },
    ],
  }),
  shared: (turn, { where }) => ({
    title: 'intent.shared.title',
    text: turn.say('intent.shared.text'),
    offers: [
      { label: 'intent.plan', say: `verifiera konton${where}` },
      { label: 'intent.shared.help', say: 'hjälp samma person' },
    ],
  }),
  apart: takeApart,
  erase: () => who([{ label: 'intent.help_on', params: { command: 'radera' }, say: 'hjälp radera' }]),
  disconnect: () => who([{ label: 'intent.help_on', params: { command: 'koppla från' }, say: 'hjälp koppla från' }]),
  extract: () => who([{ label: 'intent.help_on', params: { command: 'utdrag' }, say: 'hjälp utdrag' }]),
}

/** The joins of this person that can be taken back, or how to say whom it is about. */
async function takeApart(turn: Turn): Promise<Answer> {
  const joins = await joinOffers(turn, 30)
  return {
    title: joins.length ? 'intent.apart.title' : 'intent.apart.who',
    text: turn.say(turn.may(turn.registry.find('olika personer')!) ? 'intent.apart.text' : 'intent.apart.owner'),
    offers: [
      ...joins,
      { label: 'intent.help_on', params: { command: 'olika personer' }, say: 'hjälp olika personer' },
      { label: 'person.button.history', say: 'historik' },
    ],
  }
}

const who = (offers: Offer[]): Answer => ({
  title: 'intent.who',
  offers: [...offers, { label: 'general.help', say: 'hjälp' }],
})

/**
 * A plan for those who were mailed and have not verified. Those mailed within RESEND_AFTER are included only if nobody
 * has waited longer.
 */
async function remind(turn: Turn, { where }: Named): Promise<Answer> {
  const again = (await haveWaited(turn)) ? '' : ' igen=ja'
  return {
    title: 'intent.remind.title',
    text: turn.say('intent.remind.text'),
    offers: [
      { label: 'intent.remind.plan', say: `verifiera konton ${unanswered}${again}${where}`, effect: 'primary' },
      { label: 'intent.remind.show', say: `lista ${unanswered}${where}` },
    ],
  }
}

/** Whether anybody was mailed longer than RESEND_AFTER ago and has not verified. */
async function haveWaited({ ctx }: Turn): Promise<boolean> {
  const at = new Date(ctx.clock().getTime() - ctx.rules.resendAfter).toISOString()
  const states = [{ not: false, any: ['sent' as const, 'expired' as const] }]
  return (await countStates(ctx, { states, sent: [{ operator: '<', at }] })).total > 0
}

/** The latest send in which some failed, or all sends. */
async function latestFailed(turn: Turn): Promise<Answer> {
  const [found] = await failedSends(turn)
  return { run: [found ? `utskick ${found.send}` : 'utskick'] }
}

async function retries(turn: Turn): Promise<Offer[]> {
  const found = await failedSends(turn)
  return found.slice(0, 1).map(({ send, failed }): Offer => {
    return { label: 'send.button.retry', params: { n: failed }, say: `försök igen ${send}` }
  })
}

async function failedSends(turn: Turn) {
  const sends = await listSends(turn.ctx, 5)
  const all = await Promise.all(sends.map((send) => progress(turn.ctx, send.id)))
  return all.filter(({ send, failed }) => send && failed > 0)
}
