import iconv from 'iconv-lite'

export type Encoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'Windows-1252' | 'IBM437'

/** The format of a file that is not text, recognised by its first bytes; `binary` if it is none of these. */
export type NotText = 'zip' | 'xls' | 'pdf' | 'image' | 'binary'

/**
 * Finds the encoding by byte order mark, by the zeros of UTF-16, by validity as UTF-8, or by which of Windows-1252 and
 * IBM437 makes the bytes Swedish letters. `skip` is the length of the byte order mark.
 */
export function detectEncoding(bytes: Uint8Array): { encoding: Encoding; skip: number } | { not: NotText } {
  const not = knownFormat(bytes)
  if (not) return { not }
  if (starts(bytes, 0xef, 0xbb, 0xbf)) return { encoding: isUtf8(bytes) ? 'UTF-8' : 'Windows-1252', skip: 3 }
  if (starts(bytes, 0xff, 0xfe)) return { encoding: 'UTF-16LE', skip: 2 }
  if (starts(bytes, 0xfe, 0xff)) return { encoding: 'UTF-16BE', skip: 2 }
  const zeros = countZeros(bytes)
  if (zeros.odd + zeros.even > 0) {
    if (zeros.odd > 20 * zeros.even && zeros.odd * 4 > bytes.length) return { encoding: 'UTF-16LE', skip: 0 }
    if (zeros.even > 20 * zeros.odd && zeros.even * 4 > bytes.length) return { encoding: 'UTF-16BE', skip: 0 }
    return { not: 'binary' }
  }
  if (controlShare(bytes) > 0.05) return { not: 'binary' }
  return { encoding: isUtf8(bytes) ? 'UTF-8' : oldEncoding(bytes), skip: 0 }
}

/** The text in pieces of at most a megabyte, so that the caller can yield to the event loop in between. */
export function* decode(bytes: Uint8Array, encoding: Encoding, skip: number): Generator<string> {
  // In Node 20, TextDecoder('windows-1252') turns 0x80-0x9F into control characters. iconv-lite decodes them correctly.
  const decoder = iconv.getDecoder(encoding === 'IBM437' ? 'cp437' : encoding, { stripBOM: false })
  for (let at = skip; at < bytes.length; at += slice) yield decoder.write(Buffer.from(bytes.subarray(at, at + slice)))
  yield decoder.end() ?? ''
}

const slice = 1 << 20

const starts = (bytes: Uint8Array, ...magic: number[]) => magic.every((byte, i) => bytes[i] === byte)

function knownFormat(bytes: Uint8Array): NotText | null {
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04)) return 'zip'
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return 'xls'
  if (starts(bytes, 0x25, 0x50, 0x44, 0x46)) return 'pdf'
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47) || starts(bytes, 0xff, 0xd8, 0xff) || starts(bytes, 0x47, 0x49, 0x46, 0x38))
    return 'image'
  return null
}

function isUtf8(bytes: Uint8Array): boolean {
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

/** The share of control characters, not counting tab, line ends and the end-of-file character of DOS (0x1A). */
function controlShare(bytes: Uint8Array): number {
  let count = 0
  for (const byte of bytes) if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 26) count++
  return count / Math.max(bytes.length, 1)
}

const in437 = new Set([0x86, 0x84, 0x94, 0x8f, 0x8e, 0x99, 0x82])
const in1252 = new Set([0xe5, 0xe4, 0xf6, 0xc5, 0xc4, 0xd6, 0xe9])

/**
 * Counts the bytes beside a letter that would be å ä ö Å Ä Ö é in either encoding. 0x94 is ö in IBM437 and a closing
 * quote in Windows-1252, where an opening quote (0x93) comes with it; each 0x93 therefore takes one off again.
 */
function oldEncoding(bytes: Uint8Array): Encoding {
  let dos = 0
  let windows = 0
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0
    if (byte < 0x80) continue
    if (byte === 0x93) dos--
    else if (in437.has(byte) && (isLetter(bytes[i - 1]) || isLetter(bytes[i + 1]))) dos++
    else if (in1252.has(byte) && (isLetter(bytes[i - 1]) || isLetter(bytes[i + 1]))) windows++
  }
  return dos > windows ? 'IBM437' : 'Windows-1252'
}

const isLetter = (byte = 0) => (byte | 32) >= 97 && (byte | 32) <= 122
