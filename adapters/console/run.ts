import { readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Say, speaker } from '#text'
import { readArguments } from './arguments.ts'
import { type Ask, type CardJson, type ConsoleRequest, fileBytes, isRefused } from './card.ts'
import { renderText } from './render.ts'

export interface Terminal {
  input: NodeJS.ReadableStream
  output: NodeJS.WritableStream
  error: NodeJS.WritableStream
  /** Whether a person types, so that a prompt is shown. */
  interactive: boolean
}

/**
 * `npm run chat`: says one line, or every line of the input. Resolves to the exit code: 0 if it was done, 2 if it was
 * refused or not understood, 1 if it failed.
 */
export async function runConsole(args: string[], ask: Ask, terminal: Terminal = ownTerminal()): Promise<number> {
  const given = readArguments(args)
  const say = speaker(given?.language ?? 'sv')
  if (!given) return complain(terminal, say('console.usage'))
  const file = given.file ? await readAttachment(given.file) : undefined
  if (file === null) return complain(terminal, say('console.noFile', { path: given.file ?? '' }))

  if (given.line === null && !file) return converse(ask, terminal, say, given.language)
  const card = await ask({ line: given.line ?? '', file, language: given.language }).catch(() => null)
  if (!card) return complain(terminal, say('console.failed'), 1)
  terminal.output.write(given.json ? `${JSON.stringify({ card })}\n` : renderText(card))
  if (given.save) await saveFiles(card, given.save, terminal, say)
  else if (!given.json && card.files?.length) terminal.output.write(`\n${say('console.save')}\n`)
  return isRefused(card) ? 2 : 0
}

async function converse(ask: Ask, terminal: Terminal, say: Say, language: ConsoleRequest['language']): Promise<number> {
  const { input, output, interactive } = terminal
  const lines = createInterface({
    input,
    output: interactive ? output : undefined,
    terminal: interactive,
    prompt: '> ',
  })
  if (interactive) output.write(`${say('console.hello')}\n\n`)
  let shown: CardJson = { title: '' }
  lines.prompt()
  for await (const typed of lines) {
    const line = typed.trim()
    if (line === say('console.quit') || line === 'exit') break
    const choice = choose(shown, line)
    if (choice?.file) await saveFiles({ title: '', files: [choice.file] }, '.', terminal, say)
    else if (choice?.open) output.write(`${choice.open}\n`)
    else if (line) {
      // The conversation continues after a failure, which the server has logged.
      const card = await ask({ line: choice?.say ?? line, language }).catch(() => null)
      output.write(card ? `\n${renderText(card)}\n` : `${say('console.failed')}\n`)
      shown = card ?? shown
    }
    if (interactive) lines.prompt()
  }
  return 0
}

/** The button or file with this number on the card; null if the line is not a number, and so a command. */
function choose({ buttons = [], files = [] }: CardJson, line: string) {
  if (!/^\d{1,2}$/.test(line)) return null
  const at = Number(line) - 1
  const button = buttons[at]
  return button
    ? { ...button, file: undefined }
    : files[at - buttons.length] && { say: undefined, open: undefined, file: files[at - buttons.length] }
}

async function readAttachment(path: string): Promise<ConsoleRequest['file'] | null> {
  try {
    return { name: basename(path), base64: (await readFile(path)).toString('base64') }
  } catch {
    return null
  }
}

async function saveFiles(card: CardJson, folder: string, terminal: Terminal, say: Say): Promise<void> {
  for (const { name, open } of card.files ?? []) {
    const path = join(folder, basename(name))
    await writeFile(path, fileBytes(open))
    terminal.error.write(`${say('console.saved', { path })}\n`)
  }
}

function complain(terminal: Terminal, text: string, code = 2): number {
  terminal.error.write(`${text}\n`)
  return code
}

const ownTerminal = (): Terminal => ({
  input: process.stdin,
  output: process.stdout,
  error: process.stderr,
  interactive: Boolean(process.stdin.isTTY && process.stdout.isTTY),
})
