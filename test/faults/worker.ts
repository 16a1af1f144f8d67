import { openServer } from '../../src/db/open.ts'
import { localDirectory } from '../../src/directory/local.ts'
import type { Timing } from '../../src/jobs/parts.ts'
import { createWorker } from '../../src/jobs/worker.ts'
import { createSmtp } from '../../src/mail/smtp/smtp.ts'
import { silent } from '../support/log.ts'
import { letters, service } from '../support/sends/crowd.ts'
import { mutants } from './mutants.ts'

/** A real worker in a process of its own; SIGTERM drains it. The first argument is JSON. */
export interface WorkerOptions {
  database: string
  sink: string
  id: string
  slots: number
  timing?: Partial<Timing>
  /** Milliseconds: how long the server may be silent. */
  socketTimeout?: number
  mutant?: string
}

async function main(): Promise<void> {
  const options: WorkerOptions = JSON.parse(process.argv[2] as string)
  const database = openServer(options.database)
  const break_ = options.mutant ? mutants[options.mutant] : undefined
  if (options.mutant && !break_) throw new Error(`There is no mutant ${options.mutant}`)
  const parts = {
    service: service(database),
    mailer: createSmtp(`${options.sink}?maxConnections=${options.slots}`, letters.from.address, {
      socketTimeout: options.socketTimeout ?? 120_000,
    }),
    directory: localDirectory,
    letters,
    id: options.id,
    log: silent,
    timing: options.timing,
  }
  const worker = createWorker(break_ ? break_(parts) : parts)
  worker.start()
  process.on('SIGTERM', async () => {
    await worker.stop()
    await database.close()
    process.exit(0)
  })
  process.on('disconnect', () => process.exit(0))
  process.send?.({ ready: true })
}

await main()
