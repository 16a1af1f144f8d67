import type { CardFile, Place } from '#bot'
import { say } from '#text'
import { languageAt, type Messages } from './messages.ts'

/** In characters: a message of Teams may have about 100 KB, of which one character can take four bytes. */
const longest = 16_000
const mostMessages = 5

/**
 * Shows a file as text in the chat, for clients in which a file cannot be saved: some never send the consent. Lines
 * stay whole; of a very long file only the beginning is shown.
 */
export async function showFile(file: CardFile, where: Place, messages: Messages): Promise<void> {
  const language = languageAt(where)
  const parts = splitLines(new TextDecoder().decode(file.bytes))
  for (const [at, text] of parts.slice(0, mostMessages).entries()) {
    const title = say(language, 'teams.file_text', { name: file.name, part: at + 1, parts: parts.length })
    await messages.line(where, `${title}\n\n${text}`)
  }
  if (parts.length > mostMessages) await messages.line(where, say(language, 'teams.file_text_cut', { name: file.name }))
}

function splitLines(text: string): string[] {
  const parts: string[] = ['']
  for (const line of text.trimEnd().split(/\r?\n/)) {
    const last = parts.at(-1)!
    if (last && last.length + line.length > longest) parts.push(line.slice(0, longest))
    else parts[parts.length - 1] = last ? `${last}\n${line}` : line.slice(0, longest)
  }
  return parts
}
