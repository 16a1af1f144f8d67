import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a collector gets of a span, as OTLP writes it in JSON: https://opentelemetry.io/docs/specs/otlp/#otlphttp */
export interface GotSpan {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  attributes: { key: string; value: Record<string, string | number | boolean> }[]
  links?: { traceId: string; spanId: string }[]
  status: { code: number; message?: string }
}

export interface Collector {
  readonly url: string
  /** Each request, as it arrived. */
  readonly got: { path: string; type: string; key?: string; body: Buffer }[]
  /** The spans of the requests in JSON. */
  spans(): GotSpan[]
  stop(): Promise<void>
}

/** A collector of traces on 127.0.0.1. */
export async function startCollector(): Promise<Collector> {
  const got: Collector['got'] = []
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray())
    const type = String(request.headers['content-type'])
    got.push({ path: String(request.url), type, key: request.headers['x-key']?.toString(), body })
    response.writeHead(200, { 'content-type': type }).end(type === 'application/json' ? '{}' : '')
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    got,
    spans: () =>
      got
        .map(
          ({ body }) =>
            JSON.parse(body.toString('utf8')) as { resourceSpans: { scopeSpans: { spans: GotSpan[] }[] }[] },
        )
        .flatMap(({ resourceSpans }) => resourceSpans.flatMap((one) => one.scopeSpans.flatMap(({ spans }) => spans))),
    stop: () => new Promise((closed) => server.close(() => closed())),
  }
}
