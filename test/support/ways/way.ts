import type { Said } from '#bot'
import type { Way } from './turns.ts'

export const ways = ['slack', 'teams-ai', 'teams.apps', 'page', 'terminal'] as const
export type WayName = (typeof ways)[number]

/** The way that `TEST_WAY` names for a whole run; without it, lines are said to the application itself. */
export function wayOfRun(): WayName | undefined {
  const named = process.env.TEST_WAY
  if (!named) return undefined
  const found = ways.find((way) => way === named)
  if (!found) throw new Error(`TEST_WAY is one of ${ways.join(', ')}`)
  return found
}

/** The ways are loaded when they are wanted: Microsoft's packages take seconds. */
export async function openWay(name: WayName): Promise<Way> {
  if (name === 'slack') return (await import('./slack.ts')).slackWay()
  if (name === 'page') return (await import('./page.ts')).pageWay()
  if (name === 'terminal') return (await import('./terminal.ts')).terminalWay()
  return (await import('./teams.ts')).teamsWay(name)
}

/** Whether a line could be said by typing it in a private conversation, without what only an adapter says of it. */
export function canBeCarried({ text, files, where, slash, edited, keepsFiles, several }: Said): boolean {
  if (!where.private || where.message || slash || edited || several || keepsFiles !== undefined) return false
  return files.length <= 1 && (text.trim() !== '' || files.length > 0)
}
