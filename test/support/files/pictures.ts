import { deflateSync } from 'node:zlib'
import sharp from 'sharp'

/** A logo as a company has it: larger than a letter needs, transparent, and with a name in its metadata. */
export const logo = (width = 1600, height = 640): Promise<Uint8Array> =>
  sharp({ create: { width, height, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
    .composite([
      { input: block(width * 0.9, height * 0.85, '#0a6640') },
      {
        input: block(width * 0.2, height * 0.4, '#e0a400'),
        left: Math.round(width * 0.65),
        top: Math.round(height * 0.3),
      },
    ])
    .withExif({ IFD0: { Artist: 'Karin Ek', Copyright: 'Karin Ek' } })
    .png()
    .toBuffer()

const block = (width: number, height: number, background: string) => ({
  create: {
    width: Math.max(1, Math.round(width)),
    height: Math.max(1, Math.round(height)),
    channels: 4 as const,
    background,
  },
})

/** Noise cannot be packed: it is the heaviest picture of its size. */
export async function noise(width: number, height: number, form: 'png' | 'jpeg' | 'webp' | 'gif', alpha = 1) {
  const create = {
    width,
    height,
    channels: 3,
    background: '#ffffff',
    noise: { type: 'gaussian', mean: 128, sigma: 60 },
  }
  const made = sharp({ create: create as never })
  const opaque = await made.png().toBuffer()
  return (alpha < 1 ? sharp(opaque).ensureAlpha(alpha) : sharp(opaque)).toFormat(form).toBuffer()
}

/** A PNG of a few bytes that claims to be this large: whoever decodes it fills the memory. */
export function bomb(width: number, height: number): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 6, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc(1 << 20))
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    ...[
      ['IHDR', header],
      ['IDAT', rows],
      ['IEND', Buffer.alloc(0)],
    ].map(([type, data]) => chunk(type as string, data as Buffer)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc(named))
  return Buffer.concat([length, named, check])
}

function crc(bytes: Buffer): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return (sum ^ 0xffffffff) >>> 0
}
