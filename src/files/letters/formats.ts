/** The format of a file that is not text, recognised by its first bytes; `binary` if it is none of these. */
export type NotText = 'zip' | 'xls' | 'password' | 'ods' | 'numbers' | 'pdf' | 'image' | 'page' | 'binary'

/** Other formats than text, by their first bytes. What is inside a zip is told by `kindOfZip`. */
export function knownFormat(bytes: Uint8Array): NotText | null {
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04)) return 'zip'
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return isEncrypted(bytes) ? 'password' : 'xls'
  if (starts(bytes, 0x25, 0x50, 0x44, 0x46)) return 'pdf'
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47) || starts(bytes, 0xff, 0xd8, 0xff) || starts(bytes, 0x47, 0x49, 0x46, 0x38))
    return 'image'
  return isPage(bytes) ? 'page' : null
}

/** A web page or a tree of XML: many systems give one the name of an Excel file. */
const isPage = (bytes: Uint8Array) =>
  /^(\ufeff|ï»¿)?\s*<(!doctype|html|head|meta|table|\?xml)\b/i.test(
    Buffer.from(bytes.subarray(0, 200)).toString(starts(bytes, 0xff, 0xfe) ? 'utf16le' : 'latin1'),
  )

/** What a zip is that holds no Excel workbook, by the names of its parts. */
export function kindOfZip(bytes: Uint8Array): NotText {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (raw.includes('Index/Document.iwa') || raw.includes('Index.zip')) return 'numbers'
  return raw.subarray(0, 200).includes('application/vnd.oasis.opendocument') ? 'ods' : 'zip'
}

/** A workbook with a password is a compound file with this stream (MS-OFFCRYPTO 2.3.4). */
const isEncrypted = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(Buffer.from('EncryptedPackage', 'utf16le'))

export const starts = (bytes: Uint8Array, ...magic: number[]) => magic.every((byte, i) => bytes[i] === byte)
