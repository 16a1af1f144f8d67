/** The format of a file that is not text, recognised by its first bytes; `binary` if it is none of these. */
export type NotText =
  | 'zip'
  | 'packed'
  | 'xls'
  | 'xlsb'
  | 'password'
  | 'ods'
  | 'numbers'
  | 'document'
  | 'mail'
  | 'records'
  | 'pdf'
  | 'image'
  | 'page'
  | 'binary'

/** Other formats than text, by their first bytes. What is inside a zip is told by `kindOfZip`. */
export function knownFormat(bytes: Uint8Array): NotText | null {
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04)) return 'zip'
  if (starts(bytes, 0x1f, 0x8b) || starts(bytes, 0x37, 0x7a, 0xbc, 0xaf) || starts(bytes, 0x52, 0x61, 0x72, 0x21))
    return 'packed'
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return kindOfCompound(bytes)
  if (starts(bytes, 0x25, 0x50, 0x44, 0x46)) return 'pdf'
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47) || starts(bytes, 0xff, 0xd8, 0xff) || starts(bytes, 0x47, 0x49, 0x46, 0x38))
    return 'image'
  return isPage(bytes) ? 'page' : kindOfText(beginningOf(bytes))
}

/** A web page or a tree of XML: many systems give one the name of an Excel file. */
const isPage = (bytes: Uint8Array) =>
  /^(\ufeff|ï»¿)?\s*<(!doctype|html|head|meta|table|\?xml)\b/i.test(beginningOf(bytes))

const beginningOf = (bytes: Uint8Array) =>
  Buffer.from(bytes.subarray(0, 200)).toString(starts(bytes, 0xff, 0xfe) ? 'utf16le' : 'latin1')

const mailHeader =
  /^((return-path|received|delivered-to|mime-version|message-id|dkim-signature|x-[a-z-]+): |from: .*@.*\r?\n(to|cc|subject|date): )/i

/** What is written as text and still is no table: a document, a mail, or records of another form. */
function kindOfText(beginning: string): NotText | null {
  if (/^\{\\rtf/.test(beginning)) return 'document'
  if (mailHeader.test(beginning)) return 'mail'
  // JSON, address cards, SYLK and the Data Interchange Format.
  return /^(ï»¿)?\s*([[{]\s*(["{[]|$)|begin:vcard|id;p\w*\r?\n[a-z];|table\r?\n0,1)/i.test(beginning) ? 'records' : null
}

/** What a zip is that holds no Excel workbook, by the names of its parts. */
export function kindOfZip(bytes: Uint8Array): NotText {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (raw.includes('Index/Document.iwa') || raw.includes('Index.zip')) return 'numbers'
  if (raw.includes('xl/workbook.bin')) return 'xlsb'
  if (raw.includes('word/document.xml')) return 'document'
  return raw.subarray(0, 200).includes('application/vnd.oasis.opendocument') ? 'ods' : 'zip'
}

/**
 * What a compound file is, by the names of its streams (MS-CFB 2.6.1): a workbook with a password (MS-OFFCRYPTO 2.3.4),
 * a document of Word, a mail of Outlook; else an old workbook.
 */
function kindOfCompound(bytes: Uint8Array): NotText {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const has = (stream: string) => raw.includes(Buffer.from(stream, 'utf16le'))
  if (has('EncryptedPackage')) return 'password'
  if (has('WordDocument')) return 'document'
  return has('__properties_version1.0') ? 'mail' : 'xls'
}

export const starts = (bytes: Uint8Array, ...magic: number[]) => magic.every((byte, i) => bytes[i] === byte)
