import { spawnSync } from 'node:child_process'
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { emptyFolder, root } from '../support/process/program.ts'

const read = (path: string) => readFileSync(join(root, 'manifest', path), 'utf8')

/** A file of TypeScript in which the text of a literal must be of the type, with no property that the type has not. */
const isOf = (type: string, from: string, literal: string): string =>
  `import type { ${type} } from '${from}'\nexport const given: ${type} = ${literal}\n`

/** The types that are made from Kubernetes' own description of its API, which is what kubeconform compares with. */
const kubernetes = parseAllDocuments(read('kubernetes/verifiera.yaml')).map((one) => {
  const document = one.toJS() as { apiVersion: string; kind: string }
  const group = document.apiVersion === 'v1' ? 'core/v1' : document.apiVersion.replace('.k8s.io', '')
  return isOf(document.kind, `kubernetes-types/${group}`, JSON.stringify(document))
})
const dashboard = isOf('Dashboard', '@grafana/schema', read('monitoring/dashboard.json'))

/** What the compiler says of such files, each under its number. */
function complaints(files: readonly string[]): string[] {
  const folder = emptyFolder()
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  for (const [at, text] of files.entries()) writeFileSync(join(folder, `${at}.ts`), text)
  const module = { module: 'esnext', moduleResolution: 'bundler' }
  const compilerOptions = { strict: true, noEmit: true, skipLibCheck: true, types: [], ...module }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }))
  const { stdout } = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], {
    cwd: folder,
    encoding: 'utf8',
  })
  return stdout.split('\n').filter((line) => line.includes('error'))
}

it('the manifests are what Kubernetes takes, and the dashboard what Grafana takes, by their published types', () => {
  expect(kubernetes.length).toBeGreaterThan(5)
  expect(complaints([...kubernetes, dashboard])).toEqual([])
})

it.each([
  ['a misspelt field of a container', kubernetes, '"readinessProbe"', '"readynessProbe"', 'readynessProbe'],
  ['a number that is a text', kubernetes, '"replicas":2', '"replicas":"2"', "'string' is not assignable"],
  ['a field that is not there', kubernetes, '"pathType":"Prefix",', '', "'pathType' is missing"],
  ['a misspelt field of a panel', [dashboard], '"gridPos"', '"gridpos"', 'gridpos'],
  ['an unknown kind of variable', [dashboard], '"type": "datasource"', '"type": "datasorce"', 'datasorce'],
  ['a place that is a text', [dashboard], '"x": 0', '"x": "0"', "'string' is not assignable"],
])('%s is found', (_, files, right, wrong, complaint) => {
  const broken = files.map((text) => text.replace(right, wrong)).filter((text, at) => text !== files[at])
  expect(complaints(broken.slice(0, 1))).toEqual([expect.stringContaining(complaint)])
})
