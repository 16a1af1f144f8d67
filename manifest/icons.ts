import { crc32, deflateSync } from 'node:zlib'

type Pixel = [red: number, green: number, blue: number, alpha: number]

const brand: Pixel = [0x1f, 0x3d, 0x5a, 255]
const white: Pixel = [255, 255, 255, 255]
const clear: Pixel = [255, 255, 255, 0]
/** The corners of the tick, as shares of the edge. */
const tick = [
  [0.27, 0.52],
  [0.44, 0.69],
  [0.75, 0.34],
] as const

/** The two icons of the app: a white tick on the brand's colour, and an outline that Teams colours itself. */
export function icons(): { color: Uint8Array; outline: Uint8Array } {
  return { color: draw(192, brand, white, 0.055), outline: draw(32, clear, white, 0.06) }
}

/** Draws the tick as a PNG; `half` is half the width of its line, whose edge is smoothed over one pixel. */
function draw(edge: number, ground: Pixel, line: Pixel, half: number): Uint8Array {
  const rows = Buffer.alloc(edge * (edge * 4 + 1))
  for (let y = 0; y < edge; y += 1) {
    for (let x = 0; x < edge; x += 1) {
      const outside = distance((x + 0.5) / edge, (y + 0.5) / edge) - half
      const opacity = Math.min(1, Math.max(0, 0.5 - outside * edge))
      const pixel = ground.map((value, i) => Math.round(value + (line[i]! - value) * opacity))
      rows.set(pixel, y * (edge * 4 + 1) + 1 + x * 4)
    }
  }
  const size = Buffer.alloc(13)
  size.writeUInt32BE(edge, 0)
  size.writeUInt32BE(edge, 4)
  size.set([8, 6, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const parts = [chunk('IHDR', size), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]
  return new Uint8Array(Buffer.concat([signature, ...parts]))
}

/** The distance of a point to the nearer stroke of the tick. */
function distance(x: number, y: number): number {
  const [a, b, c] = tick
  return Math.min(toStroke(x, y, a, b), toStroke(x, y, b, c))
}

function toStroke(
  x: number,
  y: number,
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
): number {
  const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)
  const t = Math.min(1, Math.max(0, along))
  return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay))
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const body = Buffer.concat([Buffer.from(type), data])
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
