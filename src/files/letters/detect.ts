import { isAscii, isUtf8 } from 'node:buffer'
import { others } from '../../base/others.ts'
import { bestOf, type OldEncoding } from './evidence.ts'
import { knownFormat, type NotText, starts } from './formats.ts'

export type Encoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | OldEncoding

export interface Detected {
  encoding: Encoding
  /** The length of the byte order mark. */
  skip: number
  /** In UTF-8, the encoding of the bytes that are not valid UTF-8. */
  strays?: OldEncoding
  /** Bytes that may be another letter, because the evidence for the encoding is weak. */
  unsure?: ReadonlySet<number>
}

/** How many bytes are looked at before others have their turn. */
const stretch = 1 << 22
/** More bytes of lines in an old encoding tell no more. */
const enough = 1 << 22

/**
 * Finds the encoding by byte order mark, by the zeros of UTF-16, by validity as UTF-8, or by which old encoding makes
 * the bytes the likeliest letters. Yields to the event loop.
 */
export async function detectEncoding(bytes: Uint8Array): Promise<Detected | { not: NotText }> {
  const not = knownFormat(bytes)
  if (not) return { not }
  if (starts(bytes, 0xff, 0xfe)) return { encoding: 'UTF-16LE', skip: 2 }
  if (starts(bytes, 0xfe, 0xff)) return { encoding: 'UTF-16BE', skip: 2 }
  const { odd, even, controls } = await countControls(bytes)
  if (odd > 20 * even && odd * 4 > bytes.length) return { encoding: 'UTF-16LE', skip: 0 }
  if (even > 20 * odd && even * 4 > bytes.length) return { encoding: 'UTF-16BE', skip: 0 }
  // Some exports fill up with NUL bytes, which are blank to the reader of rows.
  const filled = odd + even
  if (filled * 2 > bytes.length || controls > 0.05 * (bytes.length - filled)) return { not: 'binary' }
  return byValidity(bytes)
}

/** UTF-8 if all lines are, or so many that the others must have come from elsewhere. */
async function byValidity(bytes: Uint8Array): Promise<Detected> {
  const skip = starts(bytes, 0xef, 0xbb, 0xbf) ? 3 : 0
  if (isUtf8(bytes)) return { encoding: 'UTF-8', skip }
  const lines = { valid: 0, invalid: 0 }
  const samples: Uint8Array[] = []
  let sampled = 0
  let rested = 0
  for (const { line, end } of linesWithHighBytes(bytes.subarray(skip))) {
    if (isUtf8(line)) lines.valid += 1
    else {
      lines.invalid += 1
      if (sampled < enough) samples.push(line)
      sampled += line.length
    }
    if (end - rested < stretch) continue
    rested = end
    await others()
  }
  const { name, unsure } = bestOf(Buffer.concat(samples))
  // The lines of strays are doubtful anyway.
  return lines.valid * 4 >= lines.invalid ? { encoding: 'UTF-8', skip, strays: name } : { encoding: name, skip, unsure }
}

function* linesWithHighBytes(bytes: Uint8Array): Generator<{ line: Uint8Array; end: number }> {
  for (let at = 0; at < bytes.length; ) {
    const found = bytes.indexOf(10, at)
    const end = found < 0 ? bytes.length : found + 1
    const line = bytes.subarray(at, end)
    if (!isAscii(line)) yield { line, end }
    at = end
  }
}

/**
 * NUL bytes at odd and even places; and control characters, not counting NUL, tab, line ends and the end-of-file
 * character of DOS (0x1A).
 */
async function countControls(bytes: Uint8Array): Promise<{ odd: number; even: number; controls: number }> {
  const count = { odd: 0, even: 0, controls: 0 }
  for (let from = 0; from < bytes.length; from += stretch) {
    const to = Math.min(from + stretch, bytes.length)
    for (let i = from; i < to; i++) {
      const byte = bytes[i]!
      if (byte >= 32) continue
      if (byte === 0) count[i % 2 === 0 ? 'even' : 'odd']++
      else if (byte !== 9 && byte !== 10 && byte !== 13 && byte !== 26) count.controls++
    }
    if (to < bytes.length) await others()
  }
  return count
}
