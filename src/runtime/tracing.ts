import { createHash } from 'node:crypto'
import type { Context, Span as OpenSpan, SpanContext } from '@opentelemetry/api'
import { countedWarnings } from '../base/counted.ts'
import type { Log } from '../base/log.ts'
import type { Config } from '../config/config.ts'
import { type Span, type Tracer, traceTo } from '../trace/span.ts'
import { whenInstalled } from './packages.ts'

/** Spans that begin a trace. The others of a thread belong to the one that began it, perhaps in another process. */
const roots: ReadonlySet<string> = new Set(['message', 'request'])

/** Spans of what we ask of others. https://opentelemetry.io/docs/specs/otel/trace/api/#spankind */
const calls: ReadonlySet<string> = new Set(['mail', 'scim'])

const digest = (text: string) => createHash('sha256').update(text).digest('hex')

/** A trace begins with its reference; the rest follows from it, so that every process finds the same trace. */
const traceIdOf = (reference: string): string => reference + digest(reference).slice(0, 32 - reference.length)
const rootIdOf = (reference: string): string => digest(reference).slice(-16)

/**
 * Sends traces by OTLP over HTTP, if the standard variables ask for it. What else they say (sampler, resource, batches)
 * the packages read themselves: https://opentelemetry.io/docs/languages/sdk-configuration/
 * @throws ConfigError if the packages are not installed
 */
export async function startTracing(
  { tracing }: Pick<Config, 'tracing'>,
  log: Log,
): Promise<{ close(): Promise<void> } | undefined> {
  if (!tracing) return undefined
  const { api, sdk, resources, exporter } = await whenInstalled('OTEL_EXPORTER_OTLP_ENDPOINT: tracing', async () => ({
    api: await import('@opentelemetry/api'),
    sdk: await import('@opentelemetry/sdk-trace-base'),
    resources: await import('@opentelemetry/resources'),
    exporter:
      tracing.protocol === 'http/json'
        ? await import('@opentelemetry/exporter-trace-otlp-http')
        : await import('@opentelemetry/exporter-trace-otlp-proto'),
  }))
  const warn = countedWarnings(log, () => performance.now())
  // What the packages say may quote what they could not send.
  const failed = () => warn('export', {}, 'Traces cannot be sent to the address of OTEL_EXPORTER_OTLP_ENDPOINT')
  const quiet = () => {}
  api.diag.setLogger({ error: failed, warn: quiet, info: quiet, debug: quiet, verbose: quiet })
  const random = new sdk.RandomIdGenerator()
  let next: { trace?: string; span?: string } = {}
  const take = (what: 'trace' | 'span') => {
    const id = next[what]
    next = { ...next, [what]: undefined }
    return id
  }
  const provider = new sdk.BasicTracerProvider({
    resource: resources
      .resourceFromAttributes({ 'service.name': 'verifiera' })
      .merge(resources.detectResources({ detectors: [resources.envDetector] })),
    idGenerator: {
      generateTraceId: () => take('trace') ?? random.generateTraceId(),
      generateSpanId: () => take('span') ?? random.generateSpanId(),
    },
    spanProcessors: [new sdk.BatchSpanProcessor(new exporter.OTLPTraceExporter({ headers: tracing.headers }))],
  })
  const tracer = provider.getTracer('verifiera')
  const { trace, ROOT_CONTEXT, SpanKind, SpanStatusCode } = api

  /** The root of a thread as its spans refer to it, with the decision that the sampler takes for its trace. */
  function rootOf(reference: string): SpanContext {
    next = { trace: traceIdOf(reference) }
    const asked = tracer.startSpan('sampled?', {}, ROOT_CONTEXT).spanContext()
    return { traceId: asked.traceId, spanId: rootIdOf(reference), traceFlags: asked.traceFlags, isRemote: true }
  }

  function begin(name: string, reference: string, parent: unknown): OpenSpan {
    const kind = calls.has(name) ? SpanKind.CLIENT : SpanKind.INTERNAL
    if (parent) return tracer.startSpan(name, { kind }, trace.setSpan(ROOT_CONTEXT, (parent as Opened).open))
    let within: Context = ROOT_CONTEXT
    if (roots.has(name)) next = { trace: traceIdOf(reference), span: rootIdOf(reference) }
    else within = trace.setSpanContext(ROOT_CONTEXT, rootOf(reference))
    return tracer.startSpan(name, { kind: roots.has(name) ? SpanKind.SERVER : kind }, within)
  }

  interface Opened extends Span {
    open: OpenSpan
  }

  const given: Tracer = {
    start(name, reference, parent): Opened {
      const open = begin(name, reference, parent)
      return {
        open,
        set: (facts) => {
          for (const [fact, value] of Object.entries(facts))
            if (value !== undefined) open.setAttribute(`verifiera.${fact}`, value)
        },
        end(now, fault) {
          open.setAttribute('verifiera.reference', now)
          if (now !== reference) open.addLink({ context: rootOf(now) })
          if (fault) open.setAttribute('error.type', fault).setStatus({ code: SpanStatusCode.ERROR })
          open.end()
        },
      }
    },
  }
  traceTo(given)
  return {
    async close() {
      traceTo(undefined)
      await provider.shutdown().catch(failed)
    },
  }
}
