import { type CardFile, type FileRef, gather } from '#bot'
import type { Api } from './api.ts'
import { type SlackFile, slackCode, type WebClient } from './bolt/sdk.ts'
import type { SharedFile } from './incoming/entry.ts'
import { patiently } from './outgoing/patience.ts'

/** Why a file could not be fetched. The answer puts the code into words. */
export type FileFault =
  | 'missing_scope'
  | 'login_page'
  | 'canvas'
  | 'too_large'
  | 'external_file'
  | 'gone'
  | 'bad_host'
  | 'incomplete'

class FileError extends Error {
  readonly code: FileFault

  constructor(code: FileFault) {
    super(`The file could not be fetched: ${code}`)
    this.name = 'FileError'
    this.code = code
  }
}

const MAX_BYTES = 25 * 1024 * 1024
const TIMEOUT = 15_000
const GONE = ['file_not_found', 'file_deleted', 'not_found', 'invalid_file_id', 'access_denied', 'not_visible']

/**
 * The bytes of a file that somebody shared. A message gives only its id; the address comes from `files.info`, and the
 * token is sent there only after the host has been checked.
 * @throws FileError, or the network's own error
 */
export async function fetchFile(api: Api, file: FileRef): Promise<Uint8Array> {
  const team = String(file.ref.team)
  const info = await readInfo(api, team, String(file.ref.id))
  if (info.is_external || info.mode === 'external' || info.external_type) throw new FileError('external_file')
  if (info.mode === 'tombstone' || info.mode === 'hidden_by_limit') throw new FileError('gone')
  if (isDocument(info)) throw new FileError('canvas')
  if ((info.size ?? 0) > MAX_BYTES) throw new FileError('too_large')
  const url = checkAddress(api, info.url_private_download ?? info.url_private)
  const response = await api.fetch(url, {
    headers: { authorization: `Bearer ${api.of(team).botToken}` },
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT),
  })
  checkStatus(response)
  const bytes = await readCapped(response)
  // Without the scope files:read Slack answers 200 with its login page. The file itself may be a page, too, such as a
  // list that a program calls .xls.
  if (bytes.length !== info.size && (isHtml(response) || isPage(bytes))) throw new FileError('login_page')
  if (info.size !== undefined && bytes.length < info.size) throw new FileError('incomplete')
  return bytes
}

/** What is written in Slack itself, such as a canvas, a list or a post, has no bytes of its own. */
const isDocument = ({ mode = '', filetype = '', mimetype = '' }: SlackFile): boolean =>
  [mode, filetype].some((kind) => ['quip', 'canvas', 'list', 'post', 'space'].includes(kind)) ||
  mimetype.startsWith('application/vnd.slack-')

/** The file with the name and size that Slack stores, where a message gave only its id. */
export async function describeFile(api: Api, team: string, file: SharedFile): Promise<SharedFile> {
  if (file.name !== file.id) return file
  const info = await readInfo(api, team, file.id).catch(() => undefined)
  return info ? { id: file.id, name: info.name ?? info.title ?? file.id, size: info.size } : file
}

async function readInfo(api: Api, team: string, id: string): Promise<SlackFile> {
  try {
    return (await patiently(() => api.of(team).interactive.files.info({ file: id }))).file ?? {}
  } catch (error) {
    const code = slackCode(error) ?? ''
    if (code === 'missing_scope') throw new FileError('missing_scope')
    if (GONE.includes(code)) throw new FileError('gone')
    throw error
  }
}

function checkAddress(api: Api, address: string | undefined): string {
  if (!address || !URL.canParse(address)) throw new FileError('gone')
  const url = new URL(address)
  if (!api.fileHosts.has(url.host) || url.username || url.password) throw new FileError('bad_host')
  return url.href
}

function checkStatus(response: Response): void {
  if (response.status >= 300 && response.status < 400) throw new FileError('bad_host')
  if (response.status === 404 || response.status === 410) throw new FileError('gone')
  if (response.status === 401 || response.status === 403) throw new FileError('missing_scope')
  if (!response.ok) throw new Error(`Slack answered ${response.status} for a file`)
}

const isHtml = ({ headers }: Response) => headers.get('content-type')?.startsWith('text/html')

async function readCapped(response: Response): Promise<Uint8Array> {
  const bytes = await gather(response.body ?? nothing(), MAX_BYTES, Number(response.headers.get('content-length')))
  if (bytes) return bytes
  await response.body?.cancel()
  throw new FileError('too_large')
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

function isPage(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 64)).toString('latin1').trimStart().toLowerCase()
  return start.startsWith('<!doctype') || start.startsWith('<html')
}

/**
 * Uploads files into the thread of a message, below `words`. They have no `alt_txt`: with one, Slack takes a file and
 * does not show it (https://github.com/slackapi/python-slack-sdk/issues/1818).
 */
export async function uploadFiles(
  client: WebClient,
  channel: string,
  thread: string,
  files: Pick<CardFile, 'name' | 'bytes'>[],
  words?: string,
): Promise<void> {
  const uploads = files.map((file) => ({ file: Buffer.from(file.bytes), filename: file.name, title: file.name }))
  const comment = words ? { initial_comment: words } : {}
  await client.filesUploadV2({ channel_id: channel, thread_ts: thread, ...comment, file_uploads: uploads })
}
