import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Say } from '#text'
import type { Ask, CardJson, Complete, ConsoleRequest } from './card.ts'
import { progressLine } from './progress.ts'
import { renderText } from './render.ts'
import { lookOf, type Terminal } from './terminal.ts'

interface Conversation {
  ask: Ask
  complete?: Complete
  terminal: Terminal
  say: Say
  save(card: CardJson): Promise<void>
  language: ConsoleRequest['language']
}

/** Milliseconds between two looks at a running send, and how many looks that show nothing new are enough. */
const lookEvery = 1000
const patience = 15

/** Answers every line of the input. A person gets a prompt, history, completion by Tab, and progress in place. */
export async function converse(given: Conversation): Promise<number> {
  const { ask, terminal, say, save, language } = given
  const { input, output, interactive } = terminal
  const lines = createInterface({
    input,
    output: interactive ? output : undefined,
    terminal: interactive,
    prompt: '> ',
    completer: interactive ? completerOf(given) : undefined,
    historySize: 200,
    removeHistoryDuplicates: true,
  })
  if (interactive) output.write(`${say('console.hello')}\n\n`)
  let shown: CardJson = { title: '' }
  lines.prompt()
  for await (const typed of lines) {
    const line = typed.trim()
    if (line === say('console.quit') || line === 'exit') break
    const choice = choose(shown, line)
    if (choice?.file) await save({ title: '', files: [choice.file] })
    else if (choice?.open) output.write(`${choice.open}\n`)
    else if (choice && 'input' in choice && choice.input) {
      // The line is not whole yet: it waits to be typed on.
      if (interactive) lines.prompt()
      if (interactive) lines.write(choice.say!)
      else output.write(`${choice.say}…\n`)
      continue
    } else if (line) {
      // The conversation continues after a failure, which the server has logged.
      const progress = interactive ? progressLine(output) : undefined
      const first = await ask({ line: choice?.say ?? line, language }, progress?.show).catch(() => null)
      const card = first && interactive ? await watch(first, given, lines, progress!.show) : first
      progress?.clear()
      output.write(card ? `\n${renderText(card, lookOf(terminal))}\n` : `${say('console.failed')}\n`)
      shown = card ?? shown
    }
    if (interactive) lines.prompt()
  }
  return 0
}

const completerOf =
  ({ complete, language }: Conversation) =>
  (line: string, done: (error: null, found: [string[], string]) => void) => {
    const asked = complete?.(line, language ?? 'sv') ?? Promise.resolve([])
    void asked.catch(() => []).then((choices) => done(null, [choices, line]))
  }

/** Shows how a send that has begun goes on, until it has ended, nothing more happens, or Enter is pressed. */
async function watch(
  first: CardJson,
  { ask, language }: Conversation,
  lines: ReturnType<typeof createInterface>,
  show: (card: CardJson) => void,
): Promise<CardJson> {
  let card = first
  let idle = 0
  const stopped = new AbortController()
  const stop = () => stopped.abort()
  lines.once('line', stop)
  lines.once('close', stop)
  while (card.data?.state === 'running' && card.progress && idle < patience && !stopped.signal.aborted) {
    show(card)
    await sleep(lookEvery, undefined, { signal: stopped.signal }).catch(() => {})
    const next = await ask({ line: `utskick ${card.data.send}`, language }).catch(() => null)
    if (next?.data?.send !== card.data.send) break
    idle = next!.progress?.done === card.progress.done ? idle + 1 : 0
    card = next!
  }
  lines.off('line', stop)
  lines.off('close', stop)
  return card
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
