import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Webhook } from '#bot'
import { countedWarnings } from '../base/counted.ts'
import type { Log } from '../base/log.ts'
import { reference as currentReference, newReference, under } from '../trace/reference.ts'
import { span } from '../trace/span.ts'
import { basePathOf, withoutBase } from './base-path.ts'
import { describeFault, isDropped } from './fault.ts'
import { rawAnswer, secureHeaders, setHeaders } from './headers.ts'
import { isFrequent, nameRoute } from './route-names.ts'
import { createRoutes, malformed, type RouteParts } from './routes.ts'

export interface WebParts extends RouteParts {
  /** The platforms' webhooks. They are matched first, by exact path, and get Node's own request and response. */
  webhooks: Webhook[]
  log: Log
  /** Called for each response, with the name of the route instead of its path. */
  answered?(route: string, status: number, seconds: number): void
}

export interface Web {
  listen(host: string, port: number): Promise<{ port: number }>
  /** Stops listening, and gives running requests ten seconds to finish. */
  close(): Promise<void>
}

/**
 * The HTTP server for the platforms' webhooks, the page of the link, the health checks, and in local mode the chat
 * page.
 */
export function createWeb(parts: WebParts): Web {
  const headers = secureHeaders(parts.publicUrl)
  const base = basePathOf(parts.publicUrl)
  const webhooks = new Map(parts.webhooks.map((webhook) => [webhook.path, webhook]))
  const routes = createRoutes(parts)
  const warn = countedWarnings(parts.log, () => performance.now())
  const listener = getRequestListener(routes.fetch, {
    hostname: 'localhost',
    errorHandler: () => routes.fetch(malformed),
  })

  const server = createServer({ requireHostHeader: false, headersTimeout: 20_000, requestTimeout: 120_000 })
  server.on('request', (request, response) => void receive(request, response))
  server.on('clientError', (error, socket) => refuseUnparsable(error, socket as Socket))

  const receive = (request: IncomingMessage, response: ServerResponse): Promise<void> =>
    under(newReference(), () => answer(request, response))

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    setHeaders(response, headers)
    request.url = withoutBase(request.url ?? '', base)
    const path = request.url.split('?', 1)[0]!
    const webhook = webhooks.get(path)
    const route = webhook?.path ?? nameRoute(path)
    const started = performance.now()
    const reference = currentReference()
    response.once('close', () => {
      const status = response.writableFinished ? response.statusCode : 499
      const took = Math.round(performance.now() - started)
      parts.answered?.(route, status, took / 1000)
      // What /readyz says is asked every few seconds; that the database is lost has a line of its own.
      const quiet = isFrequent(route) ? status < 500 || status === 503 : Boolean(parts.local) && status < 500
      const level = quiet ? 'debug' : 'info'
      parts.log[level]({ reference, method: request.method, route, status, ms: took }, 'http request')
    })
    try {
      const handle = async () => (webhook ? webhook.handle(request, response) : listener(request, response))
      await (isFrequent(route) ? handle() : span('request', { route, method: request.method }, handle))
    } catch (error) {
      if (isDropped(request)) {
        warn('dropped', { route }, 'a client went away before its request was complete')
        return
      }
      parts.log.error({ route, reference, ...describeFault(error) }, 'http handler failed')
      if (!response.headersSent) response.writeHead(500)
      response.end()
    }
  }

  function refuseUnparsable(error: NodeJS.ErrnoException, socket: Socket): void {
    if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy()
    const tooLong = error.code === 'HPE_HEADER_OVERFLOW'
    parts.answered?.('other', tooLong ? 431 : 400, 0)
    socket.end(rawAnswer(tooLong ? '431 Request Header Fields Too Large' : '400 Bad Request', headers))
  }

  return {
    listen: (host, port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(port, host, () => {
          server.off('error', reject)
          resolve({ port: (server.address() as AddressInfo).port })
        })
      }),
    close: () =>
      new Promise((resolve) => {
        const giveUp = setTimeout(() => server.closeAllConnections(), 10_000)
        server.close(() => {
          clearTimeout(giveUp)
          resolve()
        })
        server.closeIdleConnections()
      }),
  }
}
