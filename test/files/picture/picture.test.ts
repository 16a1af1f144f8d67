import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { pictureLimits, readPicture } from '../../../src/files/picture/picture.ts'
import { bomb, logo, noise } from '../../support/files/pictures.ts'

async function read(bytes: Uint8Array) {
  const result = await readPicture(bytes)
  if (!result.ok) throw new Error(result.problem.code)
  return result.picture
}
const problem = async (bytes: Uint8Array) => {
  const result = await readPicture(bytes)
  return result.ok ? 'fine' : result.problem.code
}

describe('a logo', () => {
  it('is scaled down and encoded anew, without its metadata', async () => {
    const given = await logo()
    expect(Buffer.from(given).toString('latin1')).toContain('Karin Ek')
    const { type, width, height, bytes } = await read(given)
    expect({ type, width, height }).toEqual({ type: 'image/png', width: 400, height: 160 })
    expect(bytes.length).toBeLessThan(pictureLimits.bytes)
    const { exif, icc, xmp, iptc, comments, hasAlpha } = await sharp(Buffer.from(bytes)).metadata()
    expect([exif, icc, xmp, iptc, comments]).toEqual([undefined, undefined, undefined, undefined, undefined])
    expect(hasAlpha).toBe(true)
  })

  it('is not scaled up', async () => {
    expect(await read(await logo(120, 48))).toMatchObject({ width: 120, height: 48 })
  })

  it('is turned upright before what says so is dropped', async () => {
    const lying = await sharp(await logo(300, 100))
      .withMetadata({ orientation: 6 })
      .png()
      .toBuffer()
    expect(await read(lying)).toMatchObject({ width: 53, height: 160 })
  })

  it.each([
    ['png', 1],
    ['png', 0.4],
    ['jpeg', 1],
    ['webp', 1],
    ['webp', 0.4],
    ['gif', 1],
  ] as const)('is light enough even of noise: %s, opacity %d', async (form, alpha) => {
    const { bytes, width } = await read(await noise(300, 156, form, alpha))
    expect(bytes.length).toBeLessThanOrEqual(pictureLimits.bytes)
    expect(width).toBeGreaterThanOrEqual(60)
  })

  it('is the first picture of several', async () => {
    const frames = await Promise.all([logo(200, 80), logo(200, 80)])
    const moving = await sharp(frames.map((f) => Buffer.from(f)) as never, { join: { animated: true } } as never)
      .gif()
      .toBuffer()
    expect(await read(moving)).toMatchObject({ width: 200, height: 80 })
  })

  it.each([
    ['nothing', async () => new Uint8Array(), 'empty'],
    ['an SVG', async () => Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'), 'vector'],
    ['an SVG behind a comment', async () => Buffer.from('<!-- logo --><svg width="9"/>'), 'vector'],
    ['a PDF', async () => Buffer.from('%PDF-1.7'), 'vector'],
    ['a text', async () => Buffer.from('hej'), 'format'],
    [
      'a TIFF',
      async () =>
        sharp(await logo(90, 90))
          .tiff()
          .toBuffer(),
      'format',
    ],
    ['a PNG with an SVG in it', async () => Buffer.from('\x89PNG\r\n\x1a\n<svg/>', 'latin1'), 'damaged'],
    ['half a picture', async () => (await noise(300, 200, 'jpeg')).subarray(0, 4000), 'damaged'],
    [
      'a dot',
      async () =>
        sharp(await logo(80, 80))
          .resize(1, 1)
          .png()
          .toBuffer(),
      'small',
    ],
    ['more than 5 MB', async () => Buffer.alloc(5 * 1024 * 1024 + 1, 0x89), 'large'],
  ] as const)('is not %s', async (_, make, code) => {
    expect(await problem(await make())).toBe(code)
  })

  it.each([
    [60_000, 60_000],
    [0x7fffffff, 1],
    [6001, 10],
  ])('of %d × %d pixels is refused by its header, before it fills the memory', async (width, height) => {
    const before = process.memoryUsage().rss
    expect(['pixels', 'damaged']).toContain(await problem(bomb(width, height)))
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024)
  })
})
