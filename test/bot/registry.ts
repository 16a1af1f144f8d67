import { type Command, type Input, type Need, type Options, parse } from '#bot'
import type { Turn } from '../../src/commands/context.ts'
import { registry } from '../../src/commands/index.ts'

export { registry }

const rights: Record<string, Need[]> = {
  owner: ['all', 'employee', 'admin', 'owner'],
  admin: ['all', 'employee', 'admin'],
  employee: ['all', 'employee'],
}

export const mayAs = (role: 'owner' | 'admin' | 'employee') => (command: Pick<Command, 'need'>) =>
  rights[role]!.includes(command.need)

type Extra = Partial<Options<Turn>> & { as?: 'owner' | 'admin' | 'employee' }

export const read = (text: string, { as = 'owner', ...options }: Extra = {}) =>
  parse(text, registry, { language: 'sv', may: mayAs(as), ...options })

/** The command's name and input. Throws if the line is not understood. */
export function understood(text: string, extra?: Extra): Input & { name: string } {
  const parsed = read(text, extra)
  if (parsed.kind === 'problem') throw new Error(`Not understood: ${text} (${JSON.stringify(parsed.problem)})`)
  return { ...parsed.input, name: parsed.command.name }
}

export function problemOf(text: string, extra?: Extra) {
  const parsed = read(text, extra)
  if (parsed.kind === 'command') throw new Error(`Understood: ${text} (${parsed.input.line})`)
  return parsed.problem
}
