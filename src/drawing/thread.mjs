// draw.ts runs this as a thread: it draws one picture and ends. It is JavaScript because Node 20 cannot start a thread
// from TypeScript.
import { fileURLToPath } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import { Resvg } from '@resvg/resvg-js'

const { svg, zoom } = workerData
// Without a font of its own the text would vanish without a word where the system has none.
const font = { loadSystemFonts: false, fontFiles: [fileURLToPath(new URL('./DejaVuSans.ttf', import.meta.url))] }
const drawn = new Resvg(svg, {
  font: { ...font, defaultFontFamily: 'DejaVu Sans' },
  fitTo: { mode: 'zoom', value: zoom },
})
parentPort.postMessage(new Uint8Array(drawn.render().asPng()))
