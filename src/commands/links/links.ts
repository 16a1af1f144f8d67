import { idempotencyKey } from '../../verification/once.ts'
import { requestOwnLink } from '../../verification/sends/own-link.ts'
import { type BotCommand, command } from '../context.ts'
import { wrongAddress } from './wrong-address.ts'

/** In milliseconds. Longer than any case takes, so that the time of the answer reveals nothing about the asker. */
const answerTime = 300

const resend: BotCommand = command({
  name: 'skicka länk',
  also: { sv: ['skicka om', 'ny länk'], en: ['resend link', 'new link', 'send link', 'resend'] },
  need: 'employee',
  examples: { sv: ['skicka länk'], en: ['resend link'] },
  mails: true,
  async run(turn) {
    const { actor } = turn.ctx
    // Whether the asker is known, unknown, already verified or over the limit, the answer and its time are the same.
    await Promise.all([
      requestOwnLink(turn.ctx, {
        personId: actor.personId,
        requester: actor.id,
        via: 'chat',
        askedByMessage: idempotencyKey(turn.ctx),
      }),
      new Promise((resolve) => setTimeout(resolve, answerTime)),
    ])
    turn.wake()
    const contact = turn.facts.supportContact
    return {
      kind: 'notice',
      tone: 'info',
      title: turn.say('resend.title'),
      text: turn.say('resend.text'),
      note: [turn.say('resend.note'), contact ? turn.say('resend.contact', { contact }) : ''].filter(Boolean).join(' '),
    }
  },
})

export const linkCommands = [resend, wrongAddress]
