import { type ChildProcess, fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

/** Runs a TypeScript program in a process of its own, with one JSON argument. The two communicate over IPC. */
export function forkProgram(program: string, argument: unknown, base: string): ChildProcess {
  return fork(fileURLToPath(new URL(program, base)), [JSON.stringify(argument)], {
    execArgv: ['--import', tsx],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
}

/** The value of the next message that has the field `name`. Rejects if the process ends before. */
export function message<T>(child: ChildProcess, name: string): Promise<T> {
  return new Promise((done, fail) => {
    const listen = (received: unknown) => {
      if (typeof received !== 'object' || received === null || !(name in received)) return
      child.off('message', listen)
      child.off('exit', leave)
      done((received as Record<string, T>)[name] as T)
    }
    const leave = (code: number | null, signal: string | null) =>
      fail(new Error(`Ended (${code ?? signal}) before "${name}"`))
    child.on('message', listen)
    child.once('exit', leave)
  })
}
