import { crc32 } from 'node:zlib'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { WorkbookError } from './problem.ts'

export interface ZipLimits {
  /** Parts of the zip. */
  parts: number
  /** Bytes of all XML in it, as the zip says and as they are. */
  inflated: number
  /** Bytes of what is not a sheet, such as the texts that cells share: it is read whole, and takes several times as much. */
  whole: number
  /** How many times its packed size a part of more than a megabyte may have. Excel's own sheets have 5 to 30. */
  ratio: number
}

/** A part that was inflated once, and is what its header says. */
interface Part {
  name: Buffer
  method: number
  crc: number
  packed: Buffer
  size: number
}

/**
 * Measures the XML of a zip by inflating it without keeping it, and packs it anew as it was. Readers of zips disagree
 * about directories that contradict themselves: whoever reads the copy reads what was measured.
 * @throws WorkbookError
 */
export async function checkZip(bytes: Uint8Array, limits: ZipLimits): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await readZip(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), limits)
  } catch (error) {
    throw error instanceof WorkbookError ? error : new WorkbookError('damaged_workbook')
  }
}

/** What says what the workbook holds, and what it holds: not its pictures, its macros, or what others have put beside. */
const isOfWorkbook = /^(\[Content_Types\]|_rels\/|xl\/).*\.(xml|rels)$/i

async function readZip(bytes: Buffer, limits: ZipLimits): Promise<Uint8Array<ArrayBuffer>> {
  const zip = await open(bytes)
  if (zip.entryCount > limits.parts) throw new WorkbookError('heavy_workbook')
  const entries = (await listEntries(zip)).filter(({ fileName }) => isOfWorkbook.test(fileName))
  const names = new Set(entries.map(({ fileName }) => fileName))
  if (!entries.some(({ fileName }) => /^xl\/workbook[^/]*\.xml$/i.test(fileName)))
    throw new WorkbookError('no_workbook')
  if (
    names.size < entries.length ||
    entries.some((entry) => entry.isEncrypted() || ![0, 8].includes(entry.compressionMethod))
  )
    throw new WorkbookError('damaged_workbook')
  // Parts that overlap would take more memory than the file.
  if (sum(entries, 'compressedSize') > bytes.length) throw new WorkbookError('damaged_workbook')
  if (entries.some((entry) => isBomb(entry, limits))) throw new WorkbookError('heavy_workbook')
  if (sum(entries, 'uncompressedSize') > limits.inflated) throw new WorkbookError('heavy_workbook')
  const whole = entries.filter(({ fileName }) => !/^xl\/worksheets\/[^/]*$/i.test(fileName))
  if (sum(whole, 'uncompressedSize') > limits.whole) throw new WorkbookError('heavy_workbook')
  const parts: Part[] = []
  for (const entry of entries) parts.push(await measure(zip, entry))
  return pack(parts)
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

/** yauzl ends the stream with an error where the size is not as the header says; a sum of 0 was left out by its writer. */
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
  if (!isWhole(start.toString('latin1'), end.toString('latin1'))) throw new WorkbookError('damaged_workbook')
  const packed: Buffer[] = []
  for await (const chunk of await stream(zip, entry, false)) packed.push(chunk)
  const { compressionMethod: method, uncompressedSize: size } = entry
  return { name: Buffer.from(entry.fileName), method, crc, packed: Buffer.concat(packed), size }
}

/** How much of both ends of a part is looked at. */
const edge = 2048

/** The first element is the last to end. Readers pass over what is missing after it began, and rows would be lost. */
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

/** A zip with nothing in it that can be read in two ways. */
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

/** In memory of its own: that of a small Buffer is shared with others and could not be handed to a thread. */
function join(pieces: readonly Buffer[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}
