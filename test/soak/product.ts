import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '../support/network/free-port.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What a process of the product holds at one moment; bytes after a collection. */
export interface Held {
  rss: number
  heap: number
  /** Of the heap: bytecode and machine code. */
  code: number
  external: number
  /** Handles and timers by kind, as Node names them. */
  handles: Record<string, number>
  /** Listeners of `process`. */
  listeners: number
}

export interface Running {
  base: string
  pid: number
  held(): Promise<Held>
  /** How many event emitters there are. Stops the process for a while. */
  emitters(): Promise<number>
  /** Writes the heap, as DevTools read it. Stops the process for some seconds. */
  snapshot(path: string): Promise<string>
  /** Lines of its log with an error or a warning of Node, by their words. */
  faults(): Record<string, number>
  /** Ends it by SIGTERM; resolves to the exit code. */
  end(): Promise<number | null>
}

/** Starts the product as its operators do, with the probe in it, and waits until it is ready. */
export async function startProcess(environment: Record<string, string>): Promise<Running> {
  const port = String(await freePort())
  const probe = fileURLToPath(new URL('probe.mjs', import.meta.url))
  const child = spawn(process.execPath, ['--expose-gc', '--import', probe, join(root, 'src/start.mjs')], {
    cwd: mkdtempSync(join(tmpdir(), 'verifiera-soak-')),
    env: { PATH: process.env.PATH ?? '', PORT: port, ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const faults = watch(child)
  const base = `http://127.0.0.1:${port}`
  while (!(await fetch(`${base}/readyz`).catch(() => null))?.ok) {
    if (child.exitCode !== null) throw new Error(`The product ended: ${JSON.stringify(faults)}`)
    await new Promise((later) => setTimeout(later, 100))
  }
  return {
    base,
    pid: child.pid!,
    held: () => ask<Held>(child, 'held'),
    emitters: () => ask<number>(child, 'emitters'),
    snapshot: (path) => ask<string>(child, path),
    faults: () => faults,
    async end() {
      if (child.exitCode === null) {
        child.kill('SIGTERM')
        await once(child, 'exit')
      }
      return child.exitCode
    },
  }
}

async function ask<T>(child: ChildProcess, what: string): Promise<T> {
  child.send(what)
  const [answer] = (await once(child, 'message')) as [T]
  return answer
}

/** Counts lines at the level of errors, and what Node warns of, such as MaxListenersExceededWarning. */
function watch(child: ChildProcess): Record<string, number> {
  const faults: Record<string, number> = {}
  const count = (what: string) => {
    faults[what] = (faults[what] ?? 0) + 1
  }
  const lines = (take: (line: string) => void) => {
    let rest = ''
    return (chunk: Buffer) => {
      const parts = (rest + chunk.toString()).split('\n')
      rest = parts.pop() ?? ''
      parts.forEach(take)
    }
  }
  child.stdout?.on(
    'data',
    lines((line) => {
      const { level, msg } = JSON.parse(line) as { level: number; msg: string }
      if (level >= 50) count(msg)
    }),
  )
  child.stderr?.on(
    'data',
    lines((line) => {
      if (/Warning|Error/.test(line)) count(line.slice(0, 200))
    }),
  )
  return faults
}
