import { z } from 'zod'

const anyHttp = z
  .string()
  .trim()
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), 'must be an http or https address')

const protocol = z.enum(['http/protobuf', 'http/json'], 'must be http/protobuf or http/json; gRPC is not built in')

const header = /^\s*(?<name>[\w!#$%&'*+.^`|~-]+)\s*=(?<value>.*)$/

/** `name=value,…`, values encoded as in a URL. https://opentelemetry.io/docs/specs/otel/protocol/exporter/ */
const headers = z.string().transform((text, ctx): Record<string, string> => {
  const parts = text.split(',').filter((part) => part.trim())
  const found = parts.map((part) => header.exec(part)?.groups)
  try {
    return Object.fromEntries(found.map((one) => [one!.name!, decodeURIComponent(one!.value!.trim())]))
  } catch {
    ctx.addIssue({ code: 'custom', message: 'must be name=value,… with values encoded as in a URL' })
    return z.NEVER
  }
})

/**
 * The standard variables by which traces are asked for. The others that the standard knows, such as the sampler, are
 * read by the packages themselves.
 */
export const tracingSettings = {
  OTEL_SDK_DISABLED: z.enum(['true', 'false']).optional(),
  OTEL_TRACES_EXPORTER: z.enum(['otlp', 'none']).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: anyHttp.optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: anyHttp.optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: protocol.optional(),
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: protocol.optional(),
  OTEL_EXPORTER_OTLP_HEADERS: headers.optional(),
  OTEL_EXPORTER_OTLP_TRACES_HEADERS: headers.optional(),
}

/** Undefined when nobody has asked for traces. */
export function tracingOf(v: z.infer<z.ZodObject<typeof tracingSettings>>) {
  const address = v.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? v.OTEL_EXPORTER_OTLP_ENDPOINT
  const isOff = v.OTEL_SDK_DISABLED === 'true' || v.OTEL_TRACES_EXPORTER === 'none'
  if (isOff || (!address && !v.OTEL_TRACES_EXPORTER)) return undefined
  return {
    protocol: v.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL ?? v.OTEL_EXPORTER_OTLP_PROTOCOL ?? 'http/protobuf',
    headers: { ...v.OTEL_EXPORTER_OTLP_HEADERS, ...v.OTEL_EXPORTER_OTLP_TRACES_HEADERS },
  }
}
