import type { Card, Language } from '#bot'
import { speaker } from '#text'
import { codeOf } from '../db/open.ts'
import { reference as currentReference, newReference } from '../trace/reference.ts'
import { outageOf } from '../verification/outage.ts'

/** What a failure is reported with. */
interface FailureParts {
  log: { error(details: object, what: string): void }
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
  const outage = outageOf(cause)
  parts.log.error(why, 'A message could not be answered')
  return {
    kind: 'refusal',
    tone: 'bad',
    title: say('general.failed.title'),
    text: outage ? say(`general.${outage}`) : say('general.failed.text', { reference }),
    data: { refused: 'failed', reference },
  }
}
