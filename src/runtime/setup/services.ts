import type { Chat } from '#bot'
import type { Finding } from '../../commands/context.ts'
import type { Directory } from '../../directory/directory.ts'
import { finding } from './finding.ts'

/** What the platform's adapter says. */
export async function checkChat(name: 'slack' | 'teams', chats: readonly Chat[]): Promise<Finding[]> {
  const say = finding(name)
  const chat = chats.find((one) => one.name === name)
  if (!chat?.check) return [say('off', 'off')]
  return (await chat.check()).map(({ state, code, params }) => say(state, code, params))
}

export async function checkProvider({ check }: Directory): Promise<Finding[]> {
  const say = finding('provider')
  if (!check) return [say('off', 'off')]
  const found = await check()
  if (!found.ok) {
    const unsure = found.reason === 'busy' || found.reason === 'unreachable'
    return [say(unsure ? 'unsure' : 'wrong', found.reason, { why: found.error })]
  }
  const filter = { works: 'fine', names_only: 'fine', ignored: 'unsure', refused: 'wrong' } as const
  const patch = { works: 'fine', refused: 'fine', forbidden: 'wrong' } as const
  return [
    say(filter[found.filter], `filter.${found.filter}`),
    // Without the filter nobody can be found, let alone changed.
    ...(found.filter === 'refused' ? [] : [say(patch[found.patch], `patch.${found.patch}`)]),
  ]
}
