import type { ChatHost } from '#bot'
import { plain } from '../blocks/blocks.ts'
import type { Reading } from '../incoming/entry.ts'
import type { People } from '../people.ts'

/** https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload */
const MOST = 100
/** https://docs.slack.dev/reference/block-kit/composition-objects/option-object; cut short it would be another value. */
const VALUE = 150
const TEXT = 75
/** In milliseconds. Slack waits three seconds; a list that comes later is not shown. */
const PATIENCE = 2_500

interface OptionParts {
  host: Pick<ChatHost, 'choices' | 'log'>
  people: People
}

/** What a list offers to this person for what is typed in it. An empty list if that cannot be said in time. */
export async function optionsFor(reading: Reading, parts: OptionParts) {
  if (reading.kind !== 'offer') return []
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('too late')), PATIENCE)
  })
  try {
    const choices = await Promise.race([offered(reading, parts), late])
    return choices
      .filter(({ value }) => value.length <= VALUE)
      .slice(0, MOST)
      .map(({ value, label }) => ({ text: plain(label, TEXT), value }))
  } catch (error) {
    parts.host.log.warn({ reason: (error as Error).message }, 'A list of a form could not be filled')
    return []
  } finally {
    clearTimeout(timer)
  }
}

async function offered({ team, user, of, typed }: Extract<Reading, { kind: 'offer' }>, { host, people }: OptionParts) {
  const { who } = await people.read(team, user)
  return (await host.choices?.(who, of, typed)) ?? []
}
