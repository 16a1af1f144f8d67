import type { Said } from '#bot'
import type { Log } from '../base/log.ts'
import { reference, referenceOf, under } from '../trace/reference.ts'
import { span, tell } from '../trace/span.ts'

interface Noting {
  log: Pick<Log, 'info'>
  onAnswer?: OnAnswer
}

/** `cause` is the code of a refusal, or of what was not understood. */
export type OnAnswer = (command: string, outcome: 'done' | 'refused' | 'problem' | 'failed', cause?: string) => void

/** The parts with an `onAnswer` that also writes the log and the trace. */
export const noting = <P extends Noting>(parts: P): P => ({
  ...parts,
  onAnswer(...[command, outcome, cause]: Parameters<OnAnswer>) {
    tell({ command, outcome })
    parts.log.info({ command, outcome, cause }, 'A message was answered')
    parts.onAnswer?.(command, outcome, cause)
  },
})

/** The inbox and the web server have given the message a reference already; elsewhere it is made of its id. */
export function underItsReference<T>({ id, who }: Said, work: () => Promise<T>): Promise<T> {
  const own = reference() ? null : referenceOf(`${who.platform}/${who.workspace}/${who.user}/${id}`)
  return under(own, () => span('message', { chat: who.platform }, work))
}
