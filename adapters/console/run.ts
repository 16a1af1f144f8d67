import { constants, readFile } from 'node:fs'
import { access, mkdir, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { type Say, speaker } from '#text'
import { readArguments } from './arguments.ts'
import {
  type Ask,
  type CardJson,
  type Complete,
  type ConsoleRequest,
  documented,
  fileBytes,
  isRefused,
} from './card.ts'
import { converse } from './converse.ts'
import { progressLine, progressLines } from './progress.ts'
import { renderText } from './render.ts'
import { lookOf, type Terminal } from './terminal.ts'

/**
 * `npm run chat`: says one line, or every line of the input. Resolves to the exit code: 0 if it was done, 2 if it was
 * refused or not understood, 1 if it failed.
 */
export async function runConsole(
  args: string[],
  ask: Ask,
  terminal: Terminal = ownTerminal(),
  complete?: Complete,
): Promise<number> {
  const given = readArguments(args)
  const say = speaker(given?.language ?? 'sv')
  if (!given) return complain(terminal, say('console.usage'))
  if (given.help) {
    terminal.output.write(`${say('console.usage')}\n`)
    return 0
  }
  const file = given.file ? await readAttachment(given.file) : undefined
  if (file === null) return complain(terminal, say('console.noFile', { path: given.file ?? '' }))

  if (given.line === null && !file) {
    const save = async (one: CardJson) => void (await saveFiles(one, '.', terminal, say))
    return converse({ ask, complete, terminal, say, save, language: given.language })
  }
  const progress = terminal.interactive ? progressLine(terminal.output) : progressLines(terminal.error)
  const request = { line: given.line ?? '', file, language: given.language }
  const card = await ask(request, progress.show).catch(() => null)
  progress.clear()
  if (!card) return complain(terminal, say('console.failed'), 1)
  terminal.output.write(
    given.json ? `${JSON.stringify({ card: documented(card) })}\n` : renderText(card, lookOf(terminal)),
  )
  if (given.save && !(await saveFiles(card, given.save, terminal, say))) return 1
  if (!given.save && !given.json && card.files?.length) terminal.output.write(`\n${say('console.save')}\n`)
  return isRefused(card) ? 2 : 0
}

/** That of `node:fs/promises` reads pieces and puts them together, which takes the size of the file twice. */
const readWhole = promisify(readFile)

async function readAttachment(path: string): Promise<ConsoleRequest['file'] | null> {
  try {
    await access(path, constants.R_OK)
    const about = await stat(path)
    return about.isDirectory() ? null : { name: basename(path), size: about.size, read: () => readWhole(path) }
  } catch {
    return null
  }
}

/** False if a file could not be saved, which is said. */
async function saveFiles(card: CardJson, folder: string, terminal: Terminal, say: Say): Promise<boolean> {
  for (const { name, open } of card.files ?? []) {
    const path = join(folder, basename(name))
    try {
      await mkdir(folder, { recursive: true })
      await writeFile(path, fileBytes(open))
    } catch (error) {
      complain(terminal, say('console.unsaved', { path, why: String((error as NodeJS.ErrnoException).code) }))
      return false
    }
    terminal.error.write(`${say('console.saved', { path })}\n`)
  }
  return true
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
