import type { Sharp } from 'sharp'

/** A picture as letters carry it: encoded by us, without anything but its pixels. */
export interface Picture {
  type: 'image/png' | 'image/jpeg'
  width: number
  height: number
  bytes: Uint8Array
}

/** Why a picture cannot be used. Its text has the key `picture.<code>`. */
export type PictureProblem =
  | { code: 'empty' }
  | { code: 'large'; megabytes: number }
  | { code: 'vector' }
  | { code: 'format' }
  | { code: 'pixels'; most: number }
  | { code: 'small' }
  | { code: 'damaged' }
  | { code: 'unavailable' }

export interface PictureLimits {
  /** Of the file. */
  megabytes: number
  /** Of width and of height, as the file's header says them, before anything is decoded. */
  side: number
  /** Of the result: bytes, and width and height in pixels. */
  bytes: number
  result: number
  seconds: number
}

export const pictureLimits: PictureLimits = { megabytes: 5, side: 6000, bytes: 15 * 1024, result: 1024, seconds: 10 }

/**
 * Widths and heights that are tried until the result is light enough; a letter shows a logo at 200 × 80 on the screen.
 */
const boxes = [
  { width: 400, height: 160 },
  { width: 320, height: 128 },
  { width: 240, height: 96 },
  { width: 160, height: 64 },
  { width: 96, height: 40 },
]

/**
 * Decodes a logo and encodes it anew, so that nothing of the file but its pixels goes into a letter: no metadata, no
 * profile, no second picture. Only bitmaps that mail programs know: an SVG is a program.
 */
export async function readPicture(
  bytes: Uint8Array,
  limits: PictureLimits = pictureLimits,
): Promise<{ ok: true; picture: Picture } | { ok: false; problem: PictureProblem }> {
  const refused = (problem: PictureProblem) => ({ ok: false as const, problem })
  if (bytes.length === 0) return refused({ code: 'empty' })
  if (bytes.length > limits.megabytes * 1024 * 1024) return refused({ code: 'large', megabytes: limits.megabytes })
  const kind = kindOf(bytes)
  if (kind === 'vector' || kind === null) return refused({ code: kind ?? 'format' })
  const open = await opener(bytes, limits).catch(() => null)
  if (!open) return refused({ code: 'unavailable' })
  try {
    const { width = 0, height = 0, format } = await open().metadata()
    if (format !== kind) return refused({ code: 'format' })
    if (Math.max(width, height) > limits.side) return refused({ code: 'pixels', most: limits.side })
    if (Math.min(width, height) < 8) return refused({ code: 'small' })
    return { ok: true, picture: await lightest(open, limits) }
  } catch {
    return refused({ code: 'damaged' })
  }
}

type Kind = 'png' | 'jpeg' | 'gif' | 'webp'

/** By the first bytes; what a file is called and what a chat says of it do not count. */
function kindOf(bytes: Uint8Array): Kind | 'vector' | null {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (start.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (/^GIF8[79]a/.test(start)) return 'gif'
  if (/^RIFF.{4}WEBP/s.test(start)) return 'webp'
  return /<svg[\s>]|^%PDF|^%!PS|^\s*(?:\xef\xbb\xbf)?<\?xml/i.test(start) ? 'vector' : null
}

/** The library is loaded by the first logo: nobody else needs it, and its binary may be missing on a rare system. */
async function opener(bytes: Uint8Array, limits: PictureLimits): Promise<() => Sharp> {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  // All other readers of libvips stay shut, whatever a file claims to be.
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({
    operation: ['VipsForeignLoadPng', 'VipsForeignLoadJpeg', 'VipsForeignLoadNsgif', 'VipsForeignLoadWebp'],
  })
  return () =>
    sharp(bytes, { limitInputPixels: limits.side * limits.side, failOn: 'warning', pages: 1 }).timeout({
      seconds: limits.seconds,
    })
}

/** The largest of the sizes that is light enough: with few colours as PNG, without transparency also as JPEG. */
async function lightest(open: () => Sharp, { bytes: most, result }: PictureLimits): Promise<Picture> {
  const { isOpaque } = await open().stats()
  for (const { width, height } of boxes) {
    const within = { width: Math.min(width, result), height: Math.min(height, result) }
    // Turned upright as its metadata says, which is then dropped; in the colours that every program shows.
    const small = () =>
      open()
        .rotate()
        .resize({ ...within, fit: 'inside', withoutEnlargement: true })
        .toColorspace('srgb')
    const made = [
      await small().png({ palette: true, quality: 90, effort: 8 }).toBuffer({ resolveWithObject: true }),
      ...(isOpaque ? [await small().jpeg({ quality: 82, mozjpeg: true }).toBuffer({ resolveWithObject: true })] : []),
    ]
    const light = made.find(({ data }) => data.length <= most)
    if (light) {
      const { format, width, height } = light.info
      return { type: format === 'png' ? 'image/png' : 'image/jpeg', width, height, bytes: new Uint8Array(light.data) }
    }
  }
  throw new Error('No size of the picture is light enough')
}
