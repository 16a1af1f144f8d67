import { crc32, inflateRawSync } from 'node:zlib'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { WorkbookError } from '../problem.ts'

export interface ZipLimits {
  /** The most parts in the zip. */
  parts: number
  /** The most bytes of XML when inflated, both as declared and as measured. */
  inflated: number
  /**
   * The most bytes outside sheets and shared texts, such as the styles. They are read whole and need several times as
   * much memory.
   */
  whole: number
  /** The highest compression ratio of a part larger than a megabyte. Sheets written by Excel have 5 to 30. */
  ratio: number
}

/** A part whose content was inflated and found to match its header. */
interface Part {
  name: Buffer
  method: number
  crc: number
  packed: Buffer
  size: number
}

/** What a zip holds: a workbook of Excel, or an OpenDocument spreadsheet. */
export type WorkbookKind = 'xlsx' | 'ods'

export interface CheckedZip {
  kind: WorkbookKind
  bytes: Uint8Array<ArrayBuffer>
}

/**
 * Measures the XML in a zip by inflating it without keeping it, and returns a new zip with the same packed parts. Zip
 * readers disagree about archives that contradict themselves; with the copy, every reader sees what was measured.
 * @throws WorkbookError
 */
export async function checkZip(bytes: Uint8Array, limits: ZipLimits): Promise<CheckedZip> {
  try {
    return await readZip(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), limits)
  } catch (error) {
    throw error instanceof WorkbookError ? error : new WorkbookError('damaged_workbook')
  }
}

/** The parts that are read, by kind. Pictures, macros and foreign parts are left out. */
const isPart = {
  xlsx: /^(\[Content_Types\]|_rels\/|xl\/|docProps\/core).*\.(xml|rels)$/i,
  ods: /^(mimetype|content\.xml)$/,
}
/** The part that every zip of this kind has. */
const mainPart = { xlsx: /^xl\/workbook[^/]*\.xml$/i, ods: /^content\.xml$/ }

async function readZip(bytes: Buffer, limits: ZipLimits): Promise<CheckedZip> {
  const zip = await open(bytes)
  if (zip.entryCount > limits.parts) throw new WorkbookError('heavy_workbook')
  const all = await listEntries(zip)
  const kind = (['xlsx', 'ods'] as const).find((each) => all.some(({ fileName }) => mainPart[each].test(fileName)))
  if (!kind) throw new WorkbookError('no_workbook')
  const entries = all.filter(({ fileName }) => isPart[kind].test(fileName))
  const names = new Set(entries.map(({ fileName }) => fileName))
  if (
    names.size < entries.length ||
    entries.some((entry) => entry.isEncrypted() || ![0, 8].includes(entry.compressionMethod))
  )
    throw new WorkbookError('damaged_workbook')
  // Overlapping parts could together be larger than the file and take more memory than its size suggests.
  if (sum(entries, 'compressedSize') > bytes.length) throw new WorkbookError('damaged_workbook')
  if (entries.some((entry) => isBomb(entry, limits))) throw new WorkbookError('heavy_workbook')
  if (sum(entries, 'uncompressedSize') > limits.inflated) throw new WorkbookError('heavy_workbook')
  const whole = entries.filter(({ fileName }) => !/^xl\/(worksheets\/[^/]*|sharedStrings\.xml)$/i.test(fileName))
  if (sum(whole, 'uncompressedSize') > limits.whole) throw new WorkbookError('heavy_workbook')
  const parts: Part[] = []
  for (const entry of entries) parts.push(await measure(zip, entry))
  if (kind === 'ods' && !isSpreadsheet(parts)) throw new WorkbookError('no_workbook')
  return { kind, bytes: pack(parts) }
}

/** An OpenDocument file says its type in a part of its own. */
function isSpreadsheet(parts: readonly Part[]): boolean {
  const part = parts.find(({ name, size }) => name.toString() === 'mimetype' && size < 100)
  if (!part) return false
  const type = part.method === 0 ? part.packed : inflateRawSync(part.packed)
  return /^application\/vnd\.oasis\.opendocument\.spreadsheet(-template)?\s*$/.test(type.toString('latin1'))
}

const sum = (entries: readonly Entry[], what: 'compressedSize' | 'uncompressedSize') =>
  entries.reduce((all, entry) => all + entry[what], 0)

const isBomb = ({ uncompressedSize: size, compressedSize }: Entry, { ratio }: ZipLimits) =>
  size > 1024 * 1024 && size > ratio * compressedSize

const open = (bytes: Buffer) =>
  new Promise<ZipFile>((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, zip) =>
      error ? reject(error) : resolve(zip),
    )
  })

const listEntries = (zip: ZipFile) =>
  new Promise<Entry[]>((resolve, reject) => {
    const entries: Entry[] = []
    zip.on('error', reject)
    zip.on('end', () => resolve(entries))
    zip.on('entry', (entry: Entry) => {
      entries.push(entry)
      zip.readEntry()
    })
    zip.readEntry()
  })

/** yauzl itself reports a size that differs from the header. A checksum of 0 means that the writer left it out. */
async function measure(zip: ZipFile, entry: Entry): Promise<Part> {
  let crc = 0
  let start = Buffer.alloc(0)
  let end = start
  for await (const chunk of await stream(zip, entry, true)) {
    crc = crc32(chunk, crc)
    if (start.length < edge) start = Buffer.concat([start, chunk.subarray(0, edge)])
    end = Buffer.concat([end, chunk.subarray(-edge)]).subarray(-edge)
  }
  if (entry.crc32 !== 0 && crc !== entry.crc32) throw new WorkbookError('damaged_workbook')
  const isXml = entry.fileName !== 'mimetype'
  if (isXml && !isWhole(start.toString('latin1'), end.toString('latin1'))) throw new WorkbookError('damaged_workbook')
  const packed: Buffer[] = []
  for await (const chunk of await stream(zip, entry, false)) packed.push(chunk)
  const { compressionMethod: method, uncompressedSize: size } = entry
  return { name: Buffer.from(entry.fileName), method, crc, packed: Buffer.concat(packed), size }
}

/** How many bytes at each end of a part are kept for `isWhole`. */
const edge = 2048

/**
 * Whether the first element is closed at the end. XML readers ignore a missing end, so rows of a truncated sheet would
 * be lost without an error.
 */
function isWhole(start: string, end: string): boolean {
  const root = /<([A-Za-z_][^\s<>/]*)/.exec(start)?.[1]
  const last =
    end
      .replace(/(\s|<!--((?!-->)[\s\S])*-->)+$/, '')
      .split('<')
      .at(-1) ?? ''
  return last.replace(/\s+>$/, '>') === `/${root}>` || (last.split(/[\s/]/)[0] === root && last.endsWith('/>'))
}

const stream = (zip: ZipFile, entry: Entry, inflate: boolean) =>
  new Promise<AsyncIterable<Buffer>>((resolve, reject) => {
    const options = {
      decompress: entry.compressionMethod === 8 ? inflate : null,
      decrypt: null,
      start: null,
      end: null,
    }
    zip.openReadStream(entry, options, (error, found) => (error ? reject(error) : resolve(found)))
  })

/** Writes a plain zip that all readers read alike. */
function pack(parts: readonly Part[]): Uint8Array<ArrayBuffer> {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, method, crc, packed, size } of parts) {
    const about = Buffer.alloc(26)
    about.writeUInt16LE(20, 0)
    about.writeUInt16LE(0x800, 2)
    about.writeUInt16LE(method, 4)
    about.writeUInt32LE(crc, 10)
    about.writeUInt32LE(packed.length, 14)
    about.writeUInt32LE(size, 18)
    about.writeUInt16LE(name.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), about, place, name)
    files.push(Buffer.from('PK\x03\x04', 'latin1'), about, name, packed)
    at += 30 + name.length + packed.length
  }
  const end = Buffer.alloc(22)
  const length = directory.reduce((sum, piece) => sum + piece.length, 0)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(length, 12)
  end.writeUInt32LE(at, 16)
  return join([...files, ...directory, end])
}

/**
 * Uses memory of its own, because a small Buffer shares its memory with others and cannot be transferred to a thread.
 */
function join(pieces: readonly Buffer[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}
