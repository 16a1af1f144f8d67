import type { Card, Language } from '#bot'
import { speaker } from '#text'
import { codeOf, isLoss } from '../db/open.ts'
import { reference as currentReference, newReference } from '../trace/reference.ts'

/** What a failure is reported with. */
interface FailureParts {
  log: { error(details: object, what: string): void }
}

/** What is said of an error of the database, by its code; undefined for any other error. */
function databaseWords(error: unknown): 'general.offline' | 'general.cut_off' | 'general.busy' | undefined {
  const code = codeOf(error)
  if (isLoss(error) || code === 'CONNECT_WAIT') return 'general.offline'
  // query_canceled, by a time limit; lock_not_available, deadlock_detected, serialization_failure.
  if (code === '57014') return 'general.cut_off'
  return /^(55P03|40P01|40001)$/.test(code) ? 'general.busy' : undefined
}

/** The frames of the stack without the message before them, which may quote what somebody wrote. */
const framesOf = (error: unknown) =>
  (error as Error)?.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6)

/** The answer to an error that is not for people: the card shows a reference, under which the log has the details. */
export function failure(parts: FailureParts, error: unknown, language: Language): Card {
  const reference = currentReference() ?? newReference()
  const say = speaker(language)
  const cause = (error as { cause?: unknown }).cause
  const why = {
    reference,
    error: (error as Error)?.name,
    code: codeOf(cause),
    stack: framesOf(error),
  }
  const words = databaseWords(cause)
  parts.log.error(why, 'A message could not be answered')
  return {
    kind: 'refusal',
    tone: 'bad',
    title: say('general.failed.title'),
    text: words ? say(words) : say('general.failed.text', { reference }),
    data: { refused: 'failed', reference },
  }
}
