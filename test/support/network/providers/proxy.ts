import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Provider } from './provider.ts'

export interface Passed {
  method: string
  /** The decoded path with its query, below the base address. */
  path: string
  body: string
  headers: IncomingMessage['headers']
}

/** What becomes of a request. Without an answer of its own, the server behind gets it. */
export type Meddle = (request: Passed, forward: () => Promise<Answer>) => Promise<Answer | 'drop'> | undefined

export interface Answer {
  status: number
  headers?: Record<string, string>
  text: string
}

/** A proxy in front of a SCIM server that answers as a test likes: late, never, or something else. */
export async function startProxy(
  behind: Provider,
): Promise<Provider & { passed: Passed[]; meddle: Meddle | undefined }> {
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request)
    const { method = '', url = '', headers } = request
    const passed: Passed = { method, path: decodeURIComponent(url), body, headers }
    proxy.passed.push(passed)
    const forward = () => ask(behind, { method, url, body, headers })
    const answer = await (proxy.meddle?.(passed, forward) ?? forward())
    if (answer === 'drop') return void response.destroy()
    response.writeHead(answer.status, { 'content-type': 'application/scim+json', ...answer.headers }).end(answer.text)
  }
  const http = createServer((request, response) => void serve(request, response).catch(() => response.destroy()))
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const proxy = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    token: behind.token,
    passed: [] as Passed[],
    meddle: undefined as Meddle | undefined,
    async stop() {
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
      await behind.stop()
    },
  }
  return proxy
}

async function ask(
  behind: Provider,
  { method, url, body, headers }: { method: string; url: string; body: string; headers: IncomingMessage['headers'] },
): Promise<Answer> {
  const kept = ['authorization', 'accept', 'content-type', 'if-match']
  const passedOn = kept.flatMap((name) => (headers[name] ? [[name, String(headers[name])] as [string, string]] : []))
  const response = await fetch(behind.url + url, { method, headers: passedOn, ...(body && { body }) })
  return { status: response.status, text: response.status === 204 ? '' : await response.text() }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
