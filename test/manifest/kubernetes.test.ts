import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { readConfig } from '../../src/config/config.ts'
import { headless, root } from '../support/process/program.ts'

interface Probe {
  httpGet: { path: string; port: string }
}
interface Container {
  image: string
  env: { name: string; value: string }[]
  ports: { name: string; containerPort: number }[]
  livenessProbe: Probe
  readinessProbe?: Probe
}
interface Document {
  kind: string
  metadata: { name: string }
  data?: Record<string, string>
  spec?: {
    replicas?: number
    selector?: Record<string, unknown>
    template?: {
      metadata: { labels: object }
      spec: { containers: Container[]; terminationGracePeriodSeconds: number }
    }
    ports?: { targetPort: string }[]
  }
}

const text = readFileSync(join(root, 'manifest/kubernetes/verifiera.yaml'), 'utf8')
const documents = parseAllDocuments(text).map((one) => one.toJS() as Document)
const ofKind = (kind: string) => documents.filter((one) => one.kind === kind)
const deployments = ofKind('Deployment').map(({ metadata, spec }) => ({
  name: metadata.name,
  replicas: spec!.replicas,
  labels: spec!.template!.metadata.labels,
  seconds: spec!.template!.spec.terminationGracePeriodSeconds,
  container: spec!.template!.spec.containers[0]!,
}))

it('two replicas answer and one sends, each with settings that the product takes', () => {
  const { data } = ofKind('ConfigMap')[0]!
  // What the head of the file asks to put into the secret.
  const { DATABASE_URL, SMTP_URL, SECRET_KEYS } = headless('postgres://db.example/verifiera', 'smtps://mail.example')
  const found = deployments.map(({ replicas, container }) => {
    const own = Object.fromEntries(container.env.map(({ name, value }) => [name, value]))
    const config = readConfig({ ...data, ...own, DATABASE_URL, SMTP_URL, SECRET_KEYS })
    expect(container.ports).toEqual([
      { name: 'http', containerPort: config.port },
      { name: 'metrics', containerPort: config.metricsPort },
    ])
    return [replicas, config.worker, config.local]
  })
  expect(found).toEqual([
    [2, 'off', false],
    [1, 'only', false],
  ])
})

it('the Service leads to those that answer, which are asked whether they live and whether they are ready', () => {
  const [web] = deployments
  const [service] = ofKind('Service')
  expect(service!.spec!.selector).toEqual(web!.labels)
  expect(service!.spec!.ports!.map(({ targetPort }) => targetPort)).toEqual(['http'])
  expect(web!.container.readinessProbe!.httpGet).toEqual({ path: '/readyz', port: 'http' })
  for (const { container, seconds } of deployments) {
    expect(container.livenessProbe.httpGet).toEqual({ path: '/healthz', port: 'http' })
    // A stop takes up to 30 s.
    expect(seconds).toBeGreaterThan(30)
  }
})

it('runs the image of this release', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  for (const { container } of deployments) expect(container.image).toMatch(new RegExp(`:v${version}$`))
})
