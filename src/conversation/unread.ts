import type { Card, Command, Parsed, Registry, Said } from '#bot'
import type { Say } from '#text'

/** Names of files that may hold a list of people. */
const tables = /\.(csv|tsv|txt|xlsx|xlsm|xls|ods)$/i

/** A list of people whose words do not have it read, and the line that would. */
export interface Unread {
  name: string
  line: string
}

/** Undefined as well if whoever sent the file may not import it. */
export function unreadFile<Context>(
  { files }: Said,
  parsed: Parsed<Context>,
  registry: Registry<Context>,
  may: (command: Command<Context>) => boolean,
): Unread | undefined {
  const file = files.find(({ name }) => tables.test(name))
  const command = registry.commands.find(({ needs }) => needs === 'file')
  if (!file || !command || !may(command)) return undefined
  return parsed.kind === 'command' && parsed.command.needs === 'file'
    ? undefined
    : { name: file.name, line: command.name }
}

/** Asks whether the file is to be imported, where the words beside it are no command. */
export const importQuestion = ({ name, line }: Unread, say: Say): Card => ({
  kind: 'question',
  tone: 'question',
  title: say('unread.title', { name }),
  text: say('unread.text'),
  buttons: [{ label: say('unread.button'), say: line, effect: 'primary' }],
  data: { refused: 'unread' },
})

/** The answer to the words, which also says that the file was not read. `keeps`: the chat's buttons know its files. */
export function besideUnread(card: Card, { name, line }: Unread, say: Say, keeps = false): Card {
  const note = [card.note, say(keeps ? 'unread.note' : 'unread.again', { name })].filter(Boolean).join(' ')
  if (!keeps) return { ...card, note }
  return { ...card, note, buttons: [...(card.buttons ?? []), { label: say('unread.button'), say: line }] }
}
