import { Worker } from 'node:worker_threads'
import type { Chart, ChartPicture, Language } from '#bot'
import { drawCurve } from './curve.ts'
import { drawStacked } from './stacked.ts'
import { frame } from './words.ts'

export interface DrawingLimits {
  /** From the call to the picture, the pictures before it included. */
  milliseconds: number
  heapMegabytes: number
  /** Of the PNG. */
  bytes: number
  /** How many pictures may wait for each other. */
  waiting: number
}

const limits: DrawingLimits = { milliseconds: 10_000, heapMegabytes: 64, bytes: 1024 * 1024, waiting: 8 }
/** Telephones have two pixels or more for each of ours. */
const zoom = 2
const threadUrl = new URL('./thread.mjs', import.meta.url)

/**
 * Draws charts as PNG, one at a time, each in a thread that has little memory and time and ends with it: what goes
 * wrong there ends the thread. The drawing itself is ours; only numbers and escaped text of the chart are in it.
 */
export function createDrawer(most: Partial<DrawingLimits> = {}, thread = threadUrl) {
  const within = { ...limits, ...most }
  let waiting = 0
  let previous: Promise<unknown> = Promise.resolve()

  /** @throws Error if there are too many before it, or if it takes too long or becomes too large */
  return async (chart: Chart, language: Language): Promise<ChartPicture> => {
    if (waiting >= within.waiting) throw new Error('Too many charts are waiting to be drawn')
    const { svg, height } = chart.kind === 'stacked' ? drawStacked(chart, language) : drawCurve(chart, language)
    const late = AbortSignal.timeout(within.milliseconds)
    const drawn = previous.then(() => drawInThread(svg, late, within, thread))
    waiting += 1
    previous = drawn.catch(() => {}).finally(() => (waiting -= 1))
    // A thread that cannot even be ended keeps those after it waiting, but nobody waits for it longer than this.
    const bytes = await Promise.race([drawn, overdue(late)])
    return { bytes, width: frame.width * zoom, height: height * zoom }
  }
}

/** Draws in the process's only drawer. */
export const drawChart = createDrawer()

const overdue = (late: AbortSignal): Promise<never> =>
  new Promise((_, reject) => late.addEventListener('abort', () => reject(new Error('Drawing a chart took too long'))))

async function drawInThread(
  svg: string,
  late: AbortSignal,
  { heapMegabytes, bytes }: DrawingLimits,
  url: URL,
): Promise<Uint8Array> {
  late.throwIfAborted()
  const thread = new Worker(url, {
    workerData: { svg, zoom },
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes, maxYoungGenerationSizeMb: 16 },
  })
  try {
    const made = new Promise<Uint8Array>((resolve, reject) => {
      thread.once('message', resolve)
      thread.once('error', reject)
      thread.once('exit', () => reject(new Error('Drawing a chart ended without a picture')))
    })
    const png = await Promise.race([made, overdue(late)])
    if (png.length > bytes) throw new Error('The picture of a chart is too large')
    return png
  } finally {
    await thread.terminate()
  }
}
