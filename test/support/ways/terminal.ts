import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import type { Reply } from '#bot'
import { createConsoleChat } from '../../../adapters/console/chat.ts'
import { serveConsole } from '../../../adapters/console/receive.ts'
import { runConsole } from '../../../adapters/console/run.ts'
import { askConsole } from '../../../adapters/console/socket/client.ts'
import { type Line, Turns, type Way } from './turns.ts'

/** The dialogs as lines of `npm run chat`, over its socket, in a terminal of 80 columns that knows colours. */
export async function terminalWay(): Promise<Way> {
  const folder = mkdtempSync(join(tmpdir(), 'way-'))
  const turns = new Turns()
  const chat = createConsoleChat()
  chat.onSaid((heard) => turns.answer(heard, (file) => chat.fetchFile(file)))
  const server = await serveConsole(folder, chat.ask)

  async function run(line: Line): Promise<Reply> {
    const { text, files, language } = line.said
    // The terminal has one person, so that only one line is on its way at a time.
    const turn = turns.begin('operator', line)
    const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80, hasColors: () => true })
    const error = new PassThrough()
    const paths = files.map((file) => {
      // A disk takes names of 255 bytes, and a platform longer ones.
      const path = join(folder, basename(file.name).slice(-60) || 'fil')
      writeFileSync(path, line.bytes(file))
      return path
    })
    const args = [...paths.flatMap((path) => ['--file', path]), ...(language ? ['--lang', language] : [])]
    const terminal = { input: Readable.from([]), output, error, interactive: false }
    const code = await runConsole([...args, '--', text], async (asked) => (await askConsole(folder, asked))!, terminal)
    const shown = stripVTControlCharacters(String(output.read() ?? ''))
    if (code === 1) throw new Error(`"${text}" failed: ${error.read()}`)
    const reply = turn.replyIn([shown])
    const refused = reply.card.data?.refused ? 2 : 0
    if (code !== refused) throw new Error(`"${text}" ended with ${code} instead of ${refused}`)
    return reply
  }

  let last: Promise<unknown> = Promise.resolve()
  return {
    carry(line) {
      const done = last.then(() => run(line))
      last = done.catch(() => {})
      return done
    },
    async stop() {
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
