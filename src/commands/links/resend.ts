import { requestOwnLink } from '../../verification/sends/verify-one.ts'
import { command, type TalkCommand } from '../context.ts'

/** Milliseconds, longer than any of the ways takes: when the answer comes tells nothing about the asker. */
const sameTime = 300

const resend: TalkCommand = command({
  name: 'skicka länk',
  also: { sv: ['skicka om', 'ny länk'], en: ['resend link', 'new link', 'send link', 'resend'] },
  need: 'employee',
  examples: { sv: ['skicka länk'], en: ['resend link'] },
  mails: true,
  async run(talk) {
    const { actor } = talk.ctx
    // One and the same answer for everybody, and at the same time: known, unknown, already verified, too often.
    await Promise.all([
      requestOwnLink(talk.ctx, {
        personId: actor.personId,
        requester: actor.id,
        via: 'chat',
        cause: talk.ctx.cause && `${actor.platform}:${actor.workspace}:${talk.ctx.cause}`,
      }),
      new Promise((resolve) => setTimeout(resolve, sameTime)),
    ])
    talk.nudge()
    const contact = talk.facts.supportContact
    return {
      tone: 'info',
      title: talk.say('resend.title'),
      text: talk.say('resend.text'),
      note: [talk.say('resend.note'), contact ? talk.say('resend.contact', { contact }) : ''].filter(Boolean).join(' '),
    }
  },
})

export const resendCommands = [resend]
