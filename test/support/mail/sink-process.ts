import { forkProgram, message } from '../process/fork.ts'
import { type Accepted, type Fault, type SinkOptions, startSink } from './sink.ts'

/** A sink in a process of its own, so that it does not take CPU time from the sender that is measured. */
export interface FarSink {
  readonly port: number
  readonly url: string
  accepted(): Promise<Accepted[]>
  count(): Promise<number>
  peak(): Promise<number>
  held(): Promise<number>
  /** The CPU seconds that the sink has used. */
  cpu(): Promise<number>
  set(faults: Fault[]): Promise<void>
  forget(): Promise<void>
  close(): Promise<void>
}

export async function startFarSink(options: SinkOptions = {}): Promise<FarSink> {
  const child = forkProgram('./sink-process.ts', options, import.meta.url)
  const port = await message<number>(child, 'port')
  let asked = 0
  const ask = <T>(what: string, value?: unknown): Promise<T> => {
    const answer = message<T>(child, `answer-${++asked}`)
    child.send({ what, value, as: `answer-${asked}` })
    return answer
  }
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    accepted: () => ask('accepted'),
    count: () => ask('count'),
    peak: () => ask('peak'),
    held: () => ask('held'),
    cpu: () => ask('cpu'),
    set: (faults) => ask('set', faults),
    forget: () => ask('forget'),
    close: async () => {
      const left = new Promise((done) => child.once('exit', done))
      child.disconnect()
      await left
    },
  }
}

async function main(): Promise<void> {
  const sink = await startSink(JSON.parse(process.argv[2] as string))
  const answers: Record<string, (value: never) => unknown> = {
    accepted: () => sink.accepted,
    count: () => sink.count(),
    peak: () => sink.peak(),
    held: () => sink.held(),
    cpu: () => {
      const { user, system } = process.cpuUsage()
      return (user + system) / 1e6
    },
    set: (faults: Fault[]) => {
      sink.set(faults)
      return true
    },
    forget: () => {
      sink.forget()
      return true
    },
  }
  process.on('message', ({ what, value, as }: { what: string; value: never; as: string }) => {
    process.send?.({ [as]: answers[what]?.(value) })
  })
  // The process that started this one has ended.
  process.on('disconnect', () => process.exit(0))
  process.send?.({ port: sink.port })
}

if (process.argv[1]?.endsWith('sink-process.ts')) await main()
