import type { Card } from '#bot'
import { hasKey, type Say } from '#text'
import { serverWords, soon } from '../sends/wait-words.ts'

/** A trial letter that the mail server has not taken, as `jobs/other-letters.ts` knows it. */
interface Refused {
  /** Whose fault that is: a `Fault` of mail/judgement.ts. */
  fault: string
  /** The server's words, without addresses. */
  detail: string
  /** When it is tried again; null when it is given up. */
  nextTryAt: Date | null
}

/** What whoever asked for a trial is told when it does not come. */
export function trialRefusedCard(say: Say, { fault, detail, nextTryAt }: Refused): Card {
  const why = `letters.trial.fault.${fault}`
  return {
    kind: 'notice',
    tone: 'warning',
    title: say(nextTryAt ? 'letters.trial.late' : 'letters.trial.refused'),
    text: [
      hasKey(why) ? say(why) : '',
      serverWords(say, detail),
      nextTryAt && say('waits.next', { at: soon(nextTryAt) }),
    ]
      .filter(Boolean)
      .join('\n'),
    note: fault.startsWith('recipient') ? undefined : say('letters.trial.others'),
    buttons: nextTryAt ? undefined : [{ label: say('letters.button.trial'), say: 'provbrev' }],
    data: { trial: false },
  }
}
