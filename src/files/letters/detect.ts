import { bestOf, type OldEncoding } from './evidence.ts'
import { knownFormat, type NotText, starts } from './formats.ts'

export type Encoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | OldEncoding

export interface Detected {
  encoding: Encoding
  /** The length of the byte order mark. */
  skip: number
  /** In UTF-8, the encoding of the bytes that are not valid UTF-8. */
  strays?: OldEncoding
}

/**
 * Finds the encoding by byte order mark, by the zeros of UTF-16, by validity as UTF-8, or by which old encoding makes
 * the bytes the likeliest letters.
 */
export function detectEncoding(bytes: Uint8Array): Detected | { not: NotText } {
  const not = knownFormat(bytes)
  if (not) return { not }
  if (starts(bytes, 0xff, 0xfe)) return { encoding: 'UTF-16LE', skip: 2 }
  if (starts(bytes, 0xfe, 0xff)) return { encoding: 'UTF-16BE', skip: 2 }
  const zeros = countZeros(bytes)
  if (zeros.odd > 20 * zeros.even && zeros.odd * 4 > bytes.length) return { encoding: 'UTF-16LE', skip: 0 }
  if (zeros.even > 20 * zeros.odd && zeros.even * 4 > bytes.length) return { encoding: 'UTF-16BE', skip: 0 }
  // Some exports fill up with NUL bytes, which `decode` leaves out.
  const filled = zeros.odd + zeros.even
  if (filled * 2 > bytes.length || controls(bytes) > 0.05 * (bytes.length - filled)) return { not: 'binary' }
  return byValidity(bytes)
}

/** UTF-8 if all lines are, or so many that the others must have come from elsewhere. */
function byValidity(bytes: Uint8Array): Detected {
  const marked = starts(bytes, 0xef, 0xbb, 0xbf)
  const skip = marked ? 3 : 0
  if (isUtf8(bytes)) return { encoding: 'UTF-8', skip }
  let valid = 0
  const invalid: Uint8Array[] = []
  for (const line of linesWithHighBytes(bytes.subarray(skip))) {
    if (isUtf8(line)) valid += 1
    else invalid.push(line)
  }
  if (valid * 4 >= invalid.length) return { encoding: 'UTF-8', skip, strays: bestOf(Buffer.concat(invalid)) }
  return { encoding: bestOf(bytes.subarray(skip)), skip }
}

function* linesWithHighBytes(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; ) {
    const found = bytes.indexOf(10, at)
    const end = found < 0 ? bytes.length : found + 1
    const line = bytes.subarray(at, end)
    if (line.some((byte) => byte >= 0x80)) yield line
    at = end
  }
}

export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

function countZeros(bytes: Uint8Array): { odd: number; even: number } {
  const zeros = { odd: 0, even: 0 }
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0) zeros[i % 2 === 0 ? 'even' : 'odd']++
  return zeros
}

/** Control characters, not counting NUL, tab, line ends and the end-of-file character of DOS (0x1A). */
function controls(bytes: Uint8Array): number {
  let count = 0
  for (const byte of bytes)
    if (byte < 32 && byte !== 0 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 26) count++
  return count
}
