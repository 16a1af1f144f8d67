import { Worker } from 'node:worker_threads'
import { WorkbookError, type WorkbookFault } from './problem.ts'
import { checkZip, type ZipLimits } from './zip.ts'

/** A row of a sheet: what each cell shows, empty ones at the end left out. */
export interface SheetRow {
  /** As the spreadsheet numbers it. */
  line: number
  cells: string[]
  /** Which of them, from 0, hold an error such as `#N/A` instead of a value. */
  broken?: number[]
}

/** Some rows of one sheet. Sheets are counted from 1 and come in order, as do their rows. */
export interface SheetPart {
  sheet: number
  rows: SheetRow[]
}

const megabyte = 1024 * 1024

export interface WorkbookLimits extends ZipLimits {
  sheets: number
  /** Characters of all cells that are handed over, and one for each cell. */
  text: number
  /** Of the thread; a `--max-old-space-size` that the program itself is started with takes its place. */
  heapMegabytes: number
  milliseconds: number
}

/**
 * A CSV file may have as many rows and as much text. 200,000 people are 120 MB of XML, and with 400,000 different texts
 * take 400 MB of heap; with twice as many texts they do not fit, and are to be sent in parts.
 */
export const workbookLimits: WorkbookLimits = {
  parts: 4_000,
  inflated: 256 * megabyte,
  whole: 64 * megabyte,
  ratio: 250,
  sheets: 100,
  text: 25 * megabyte,
  heapMegabytes: 512,
  milliseconds: 60_000,
}

/** What the thread answers. */
type Answer = SheetPart | { done: true } | { fault: WorkbookFault }

let turn: Promise<unknown> = Promise.resolve()

/**
 * Reads the sheets of an XLSX file in a thread of its own, whose memory and time are limited: a hostile file ends that
 * thread and not the program. One file at a time, so that several cannot add up.
 * @throws WorkbookError
 */
export async function* readWorkbook(bytes: Uint8Array, limits = workbookLimits): AsyncGenerator<SheetPart> {
  let leave = () => {}
  const before = turn
  turn = new Promise<void>((resolve) => {
    leave = resolve
  })
  await before
  try {
    yield* readInThread(await checkZip(bytes, limits), limits)
  } finally {
    leave()
  }
}

async function* readInThread(bytes: Uint8Array<ArrayBuffer>, limits: WorkbookLimits): AsyncGenerator<SheetPart> {
  /** How many parts have been taken; the thread waits for it. */
  const taken = new Int32Array(new SharedArrayBuffer(4))
  const thread = new Worker(new URL('./workbook-thread.mjs', import.meta.url), {
    workerData: { bytes, limits, taken },
    transferList: [bytes.buffer],
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes, maxYoungGenerationSizeMb: 32 },
  })
  const answers = new Answers(thread, limits.milliseconds)
  try {
    for (;;) {
      const answer = await answers.next()
      if ('fault' in answer) throw new WorkbookError(answer.fault)
      if ('done' in answer) return
      yield answer
      Atomics.add(taken, 0, 1)
      Atomics.notify(taken, 0)
    }
  } finally {
    answers.end()
    await thread.terminate()
  }
}

/** The answers of a thread one by one; its end, its errors and the end of its time are faults. */
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
