import { Worker } from 'node:worker_threads'
import type { FileLimits } from '../limits.ts'
import { WorkbookError, type WorkbookFault } from '../problem.ts'
import type { FileSheet } from '../result.ts'
import type { CellFault } from '../table/file-row.ts'
import { type CheckedZip, checkZip, type WorkbookKind, type ZipLimits } from './zip.ts'

/** A row of a sheet: the text that each cell shows, without empty cells at the end. */
export interface SheetRow {
  /** Its number in the spreadsheet. */
  line: number
  cells: string[]
  /** Cells without a value, by their position from 0. */
  faults?: [column: number, fault: CellFault][]
  /** The spreadsheet does not show it; `filter` where it says why. */
  hidden?: true | 'filter'
}

/** Some rows of one sheet. The rows come in order, and so do the sheets, hidden ones after all others. */
export interface SheetPart {
  kind: WorkbookKind
  sheet: FileSheet
  rows: SheetRow[]
  /** Positions, from 0, of columns that the spreadsheet does not show. */
  hiddenColumns?: number[]
  /** With the last part: the lines among which filters that are in use hide rows. */
  filters?: [first: number, last: number][]
  /** With the last part: texts beside the cells, such as comments, and the lines that they are at. */
  asides?: [line: number, text: string][]
  /** With the last part: cells that link to an address, which their text may not say; columns from 0. */
  links?: [line: number, column: number, address: string][]
}

const megabyte = 1024 * 1024

export interface WorkbookLimits extends ZipLimits {
  sheets: number
  /** The most characters in all cells, counting one more for each cell. */
  text: number
  /** The heap of the thread. If the process was started with `--max-old-space-size`, that value applies instead. */
  heapMegabytes: number
  /** How long the next part may take. All of them together are bounded by what the others allow. */
  milliseconds: number
}

/**
 * Rows and text have the same limits as in a CSV file; a row is 600 characters of XML, or twice that. The thread holds
 * the shared texts and little else.
 */
export function limitsOf({ bytes, rows }: FileLimits): WorkbookLimits {
  return {
    parts: 4_000,
    inflated: rows * 1300,
    whole: 64 * megabyte,
    ratio: 250,
    sheets: 100,
    text: bytes,
    heapMegabytes: 256,
    milliseconds: rows * 0.3,
  }
}

/** A message from the thread. */
type Answer = Omit<SheetPart, 'kind'> | { done: true } | { fault: WorkbookFault }

/** Resolves when the file before has been read. */
let previous: Promise<unknown> = Promise.resolve()

/**
 * Reads the sheets of an XLSX or ODS file in a thread with limited memory and time, so that a hostile file ends the
 * thread and not the process. Files are read one at a time, so that their memory does not add up.
 * @throws WorkbookError
 */
export async function* readWorkbook(bytes: Uint8Array, limits: WorkbookLimits): AsyncGenerator<SheetPart> {
  let release = () => {}
  const before = previous
  previous = new Promise<void>((resolve) => {
    release = resolve
  })
  await before
  try {
    yield* readInThread(await checkZip(bytes, limits), limits)
  } finally {
    release()
  }
}

async function* readInThread({ kind, bytes }: CheckedZip, limits: WorkbookLimits): AsyncGenerator<SheetPart> {
  /** How many parts the caller has taken. The thread waits until it has taken the one before. */
  const taken = new Int32Array(new SharedArrayBuffer(4))
  const thread = new Worker(new URL('./thread.mjs', import.meta.url), {
    workerData: { kind, bytes, limits, taken },
    transferList: [bytes.buffer],
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes, maxYoungGenerationSizeMb: 16 },
  })
  const answers = new Answers(thread, limits.milliseconds)
  try {
    for (;;) {
      const answer = await answers.next()
      if ('fault' in answer) throw new WorkbookError(answer.fault)
      if ('done' in answer) return
      yield { kind, ...answer }
      Atomics.add(taken, 0, 1)
      Atomics.notify(taken, 0)
    }
  } finally {
    answers.end()
    await thread.terminate()
  }
}

/** The messages of a thread, one at a time. An error, an early end or too long a wait for one becomes a fault. */
class Answers {
  private readonly ready: Answer[] = []
  private wake = () => {}
  private readonly alarm: NodeJS.Timeout

  constructor(thread: Worker, milliseconds: number) {
    const add = (answer: Answer) => {
      this.ready.push(answer)
      this.wake()
    }
    this.alarm = setTimeout(() => add({ fault: 'heavy_workbook' }), milliseconds)
    thread.on('message', add)
    thread.on('error', (error: NodeJS.ErrnoException) =>
      add({ fault: error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'heavy_workbook' : 'damaged_workbook' }),
    )
    thread.on('exit', () => add({ fault: 'damaged_workbook' }))
  }

  async next(): Promise<Answer> {
    this.alarm.refresh()
    while (this.ready.length === 0) {
      await new Promise<void>((resolve) => {
        this.wake = resolve
      })
    }
    return this.ready.shift()!
  }

  end(): void {
    clearTimeout(this.alarm)
  }
}
