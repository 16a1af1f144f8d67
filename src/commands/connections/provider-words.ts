import { hasKey } from '#text'
import type { Turn } from '../context.ts'

/** In words, why the identity provider did not do what it was asked. Earlier releases stored no reason. */
export function providerWords(say: Turn['say'], reason: string | null): string {
  const key = `provider.${reason}`
  return say(hasKey(key) ? key : 'provider.refused')
}

/** What to do about it. */
export function providerSteps(
  say: Turn['say'],
  reason: string | null,
  who: { number: string; company: string },
): string {
  const key = `provider.${reason}.next`
  return say(hasKey(key) ? key : 'provider.refused.next', who)
}

/** The end of the key of a text that says what the provider is told: nothing is, where none is outside. */
export const where = ({ provider }: Pick<Turn, 'provider'>) => (provider.remote ? 'remote' : 'local')
