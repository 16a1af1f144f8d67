import type { Card } from '#bot'
import type { Say } from '#text'
import { dateAndTime } from '../../verification/days.ts'
import type { Trouble } from '../../verification/delivery/trouble.ts'
import { serverWords, soon } from './wait-words.ts'

/** Tells the owners that the mail server as a whole takes no letters, and what to do. */
export const troubleCard = (say: Say, { cause, detail, since, nextTryAt }: Trouble): Card => ({
  kind: 'notice',
  tone: 'warning',
  title: say('trouble.title'),
  text: [say(`trouble.text.${cause}`, { since: dateAndTime(since) }), serverWords(say, detail)]
    .filter(Boolean)
    .join('\n'),
  note: say('trouble.note', { at: soon(nextTryAt) }),
})

/** Tells the owners that the client secret of OAuth ends on this ISO day, or has ended, and what to do. */
export const secretEndsCard = (say: Say, day: string, over: boolean): Card => ({
  kind: 'notice',
  tone: 'warning',
  title: say(over ? 'secret.over' : 'secret.ends', { day }),
  text: say('secret.text'),
})

/** Tells the owners, who are reached in another chat, that Slack refuses the bot, and what to do. */
export const slackCard = (say: Say): Card => ({
  kind: 'notice',
  tone: 'warning',
  title: say('slackTrouble.title'),
  text: say('slackTrouble.text'),
  note: say('slackTrouble.note'),
})

/** Tells the owners that the mailbox with the reports of bounces cannot be read, and what to do. */
export const mailboxCard = (say: Say, fault: 'login' | 'folder' | 'unreached'): Card => ({
  kind: 'notice',
  tone: 'warning',
  title: say('mailbox.title'),
  text: say(`setup.mailbox.${fault}`),
  note: say('mailbox.note'),
})
