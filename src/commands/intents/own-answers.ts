import type { Button, Intent } from '#bot'
import type { Turn } from '../context.ts'
import type { Answer } from './admin-answers.ts'
import type { Offer } from './offers.ts'

const status: Offer = { label: 'intent.own.status', say: 'status' }
const link: Offer = { label: 'intent.own.link', say: 'skicka länk', effect: 'primary' }
const ask: Offer = { label: 'intent.own.link', say: 'skicka länk' }
const wrong: Offer = { label: 'wrong.button', say: 'anmäl fel adress' }
const connect: Offer = { label: 'account.button', say: 'koppla' }

const login = ({ say, facts }: Turn): Button => ({ label: say('intent.own.login'), open: facts.loginUrl })
/** Whom to ask, if the installation says so, with a space before it. */
const contact = ({ say, facts }: Turn): string =>
  facts.supportContact ? ` ${say('resend.contact', { contact: facts.supportContact })}` : ''

/** What anybody is answered about their own account. `other` is for everything that only admins may ask. */
export const ownAnswers: Partial<Record<Intent | 'other', (turn: Turn) => Answer>> = {
  am_i: () => ({ run: ['status'] }),
  progress: () => ({ run: ['status'] }),
  verified: () => ({ run: ['status'] }),
  not_verified: () => ({ run: ['status'] }),
  help: () => ({ run: ['hjälp'] }),
  cannot_login: (turn) => ({
    title: 'intent.own.login.title',
    text: turn.say('intent.own.login.text') + contact(turn),
    offers: [{ ...status, effect: 'primary' }, ask],
    open: login(turn),
  }),
  password: (turn) => ({
    title: 'intent.own.password.title',
    text: turn.say('intent.own.password.text') + contact(turn),
    offers: [status, ask],
    open: login(turn),
  }),
  about: (turn) => ({
    title: 'intent.own.about.title',
    text: turn.say('intent.own.about.text') + contact(turn),
    offers: [{ ...status, effect: 'primary' }, ask, { label: 'general.help', say: 'hjälp' }],
  }),
  genuine: (turn) => ({
    title: 'intent.own.genuine.title',
    text: turn.say('intent.own.genuine.text') + contact(turn),
    offers: [status, ask],
  }),
  no_mail: (turn) => ({
    title: 'intent.own.no_mail.title',
    text: turn.say('intent.own.no_mail.text') + contact(turn),
    offers: [link, status, wrong],
  }),
  not_mailed: (turn) => ownAnswers.no_mail!(turn),
  bounced: (turn) => ownAnswers.no_mail!(turn),
  link_broken: (turn) => ({
    title: 'intent.own.link.title',
    text: turn.say('intent.own.link.text', { n: turn.ctx.rules.linkDays }) + contact(turn),
    offers: [link, status],
  }),
  expired: (turn) => ownAnswers.link_broken!(turn),
  link_life: (turn) => ({
    title: 'intent.own.life.title',
    text: turn.say('intent.own.link.text', { n: turn.ctx.rules.linkDays }),
    offers: [ask, status],
  }),
  new_link: (turn) => ({
    title: 'intent.own.new.title',
    text: turn.say('intent.own.new.text'),
    offers: [link, status],
  }),
  send_again: (turn) => ownAnswers.new_link!(turn),
  send: (turn) => ownAnswers.new_link!(turn),
  remind: (turn) => ownAnswers.new_link!(turn),
  address: (turn) => ({
    title: 'intent.own.address.title',
    text: turn.say('intent.own.address.text') + contact(turn),
    offers: [{ ...wrong, effect: 'primary' }, status],
  }),
  missing_email: (turn) => ownAnswers.no_mail!(turn),
  link_me: (turn) => ({
    title: 'intent.own.connect.title',
    text: turn.say('intent.own.connect.text'),
    offers: [connect, status],
  }),
  english: () => ({
    title: 'intent.language',
    offers: [{ label: 'intent.plain', params: { text: 'English' }, say: 'språk en' }],
  }),
  swedish: () => ({
    title: 'intent.language',
    offers: [{ label: 'intent.plain', params: { text: 'Svenska' }, say: 'språk sv' }],
  }),
  human: (turn) => ({
    title: 'intent.human.title',
    text: turn.say('intent.human.text') + contact(turn),
    offers: [status, { label: 'general.help', say: 'hjälp' }],
  }),
  elsewhere: (turn) => ({
    title: 'intent.elsewhere.title',
    text: turn.say('intent.elsewhere.text') + contact(turn),
    offers: [{ label: 'general.help', say: 'hjälp' }],
  }),
  thanks: () => ({ title: 'intent.thanks', offers: [{ label: 'general.help', say: 'hjälp' }] }),
  other: (turn) => ({ title: 'intent.admins_only', text: turn.say('intent.admins_only_text'), offers: [status, ask] }),
}
