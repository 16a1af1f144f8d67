import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Collector, type GotSpan, startCollector } from '../support/network/otlp.ts'
import { type ScimServer, startScim } from '../support/network/scim.ts'
import { emptyFolder, press, run, type Server, startServer, tokenIn } from '../support/process/program.ts'
import { until } from '../support/until.ts'

let collector: Collector
beforeAll(async () => {
  collector = await startCollector()
})
afterAll(() => collector.stop())

const factOf = (span: GotSpan, key: string) =>
  Object.values(span.attributes.find((one) => one.key === key)?.value ?? {})[0]

describe('with an address in OTEL_EXPORTER_OTLP_ENDPOINT', () => {
  let scim: ScimServer
  let server: Server
  beforeAll(async () => {
    scim = await startScim()
    server = await startServer({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_BSP_SCHEDULE_DELAY: '100',
      OTEL_SERVICE_NAME: 'verifiera-prov',
      SCIM_URL: scim.url,
      SCIM_TOKEN: scim.token,
    })
  }, 60_000)
  afterAll(async () => {
    await server.end()
    await scim.stop()
  })

  it('a trace goes from a message by its command and its transactions to its letters', async () => {
    const plan = await server.say('owner', 'verifiera konton företag=200 status=ej_skickad')
    const code = String(plan.data!.plan)
    await server.say('owner', `bekräfta ${code}`)
    await until(async () => (await server.say('owner', `utskick ${code}`)).data!.state === 'done')
    const mails = () => collector.spans().filter(({ name }) => name === 'mail')
    await until(() => mails().length === plan.data!.mail)

    const spans = collector.spans()
    const [mail] = mails()
    const trace = spans.filter(({ traceId }) => traceId === mail!.traceId)
    expect(new Set(mails().map(({ traceId }) => traceId)).size).toBe(1)
    const one = (name: string) => trace.find((span) => span.name === name)!
    const [request, message, command] = [one('request'), one('message'), one('command')]
    expect(request.parentSpanId ?? '').toBe('')
    expect(message.parentSpanId).toBe(request.spanId)
    expect(command.parentSpanId).toBe(message.spanId)
    expect(mails().every(({ parentSpanId }) => parentSpanId === request.spanId)).toBe(true)
    expect(factOf(command, 'verifiera.command')).toBe('verifiera konton')
    expect(factOf(mail!, 'verifiera.outcome')).toBe('accepted')
    expect(one('transaction').parentSpanId).toBe(command.spanId)
    expect(factOf(one('transaction'), 'verifiera.kind')).toBe('bulk')

    const reference = String(factOf(mail!, 'verifiera.reference'))
    expect(mail!.traceId.startsWith(reference)).toBe(true)
    const { events } = (await server.say('owner', `historik ${code}`)).data as { events: { details: object }[] }
    expect(events[0]!.details).toMatchObject({ reference })
    const confirm = spans.find((span) => factOf(span, 'verifiera.command') === 'bekräfta')!
    expect(confirm.links).toMatchObject([{ traceId: mail!.traceId, spanId: request.spanId }])
    expect(collector.got[0]!.body.toString()).toContain('verifiera-prov')
  }, 60_000)

  it('goes on from a pressed link to the identity provider', async () => {
    const [newest] = await server.outbox()
    await press(server.base, tokenIn(newest))
    const scims = () => collector.spans().filter(({ name }) => name === 'scim')
    const pressed = () =>
      collector.spans().find(({ name, traceId }) => name === 'request' && traceId === scims()[0]?.traceId)
    await until(() => pressed() !== undefined)
    expect(scims().map((span) => factOf(span, 'verifiera.method'))).toContain('POST')
    expect(factOf(pressed()!, 'verifiera.route')).toBe('/v')
  }, 60_000)

  it('no span tells of a person, an address or a secret', async () => {
    const [newest] = await server.outbox()
    await server.say('owner', `verifiera ${newest!.to}`)
    await server.say('owner', 'historik inget@finns.example')
    await until(() => collector.spans().some((span) => factOf(span, 'verifiera.command') === 'historik'))
    const all = collector.got.map(({ body }) => body.toString()).join('\n')
    expect(all).not.toMatch(/@|\.example/)
    expect(all).not.toContain(tokenIn(newest))
    for (const mail of await server.outbox()) {
      const [local] = mail.to.split('@')
      for (const name of local!.split('.')) expect(all.toLowerCase()).not.toContain(`"${name}`)
    }
    const facts = new Set(collector.spans().flatMap(({ attributes }) => attributes.map(({ key }) => key)))
    const known = [
      'reference',
      'chat',
      'command',
      'outcome',
      'kind',
      'route',
      'method',
      'status',
      'send',
      'action',
      'attempt',
    ]
    expect([...facts].filter((key) => !known.includes(key.replace('verifiera.', '')) && key !== 'error.type')).toEqual(
      [],
    )
  }, 60_000)
})

it('speaks protobuf unless told otherwise, with a key from a file, and sends what is left when it stops', async () => {
  const before = collector.got.length
  const file = join(emptyFolder(), 'headers')
  writeFileSync(file, 'x-key=hemlig%20nyckel==,\n')
  const server = await startServer({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_HEADERS_FILE: file,
    OTEL_BSP_SCHEDULE_DELAY: '60000',
  })
  await server.say('owner', 'status')
  await server.end()
  const got = collector.got.slice(before)
  expect(got.map(({ path, type, key }) => [path, type, key])).toEqual([
    ['/v1/traces', 'application/x-protobuf', 'hemlig nyckel=='],
  ])
  expect(got[0]!.body.toString('latin1')).toContain('verifiera.command')
}, 60_000)

it('is off without them, and says so of a protocol that it does not have', async () => {
  const before = collector.got.length
  const silent = await startServer({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_TRACES_EXPORTER: 'none' })
  await silent.say('owner', 'status')
  await silent.end()
  expect(collector.got).toHaveLength(before)
  const { err } = await run(['start'], { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc', OTEL_EXPORTER_OTLP_HEADERS: 'hemlig' })
  expect(err).toContain('OTEL_EXPORTER_OTLP_PROTOCOL: must be http/protobuf or http/json')
  expect(err).toContain('OTEL_EXPORTER_OTLP_HEADERS: must be name=value')
  expect(err).not.toContain('hemlig')
}, 60_000)
