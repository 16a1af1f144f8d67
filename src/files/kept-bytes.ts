import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { starts } from './letters/formats.ts'
import { fileLimits } from './limits.ts'

/** A file as it is kept in the database: one that is larger than those of the chats is packed. */
export const toKeep = async (bytes: Uint8Array): Promise<Uint8Array> =>
  bytes.length > fileLimits.chat.bytes ? promisify(gzip)(bytes, { level: 1 }) : bytes

/** The file again. What is not packed never begins as gzip does: no text and no workbook that is read can. */
export const fromKept = async (bytes: Uint8Array): Promise<Uint8Array> =>
  starts(bytes, 0x1f, 0x8b) ? promisify(gunzip)(bytes, { maxOutputLength: fileLimits.terminal.bytes }) : bytes
