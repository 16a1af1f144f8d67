import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { needs } from '../support/needs.ts'
import { freePort } from '../support/network/free-port.ts'
import { emptyFolder, root, type Server, startServer } from '../support/process/program.ts'
import { until } from '../support/until.ts'

const program = ['/usr/bin/prometheus', '/usr/local/bin/prometheus'].find(existsSync)

/** Where a number is only there when something went wrong. */
const onlyWhenWrong = /status=~"5|_refusals_|_errors_|_connections_/

interface Panel {
  title: string
  targets?: { expr: string }[]
}
const dashboard = JSON.parse(readFileSync(join(root, 'manifest/monitoring/dashboard.json'), 'utf8')) as {
  panels: Panel[]
}
const questions = dashboard.panels.flatMap(({ targets = [] }) => targets)

/** Half a minute; `npm run test:long`. */
const long = process.env.LONG ? needs('prometheus', program) : { describe: () => {} }

long.describe('a real Prometheus that scrapes the product', () => {
  let server: Server
  let prometheus: ChildProcess
  let api: (path: string) => Promise<unknown>

  beforeAll(async () => {
    const [metricsPort, port] = [await freePort(), await freePort()]
    server = await startServer({ METRICS_PORT: String(metricsPort) })
    const folder = emptyFolder()
    const rules = JSON.stringify(join(root, 'manifest/monitoring/alerts.yaml'))
    writeFileSync(
      join(folder, 'prometheus.yml'),
      `global: { scrape_interval: 500ms, evaluation_interval: 500ms }
rule_files: [${rules}]
scrape_configs:
  - { job_name: ours, static_configs: [{ targets: ['127.0.0.1:${metricsPort}'] }] }
  - { job_name: another, static_configs: [{ targets: ['127.0.0.1:${port}'] }] }
`,
    )
    const at = `--web.listen-address=127.0.0.1:${port}`
    const options = [`--config.file=${folder}/prometheus.yml`, `--storage.tsdb.path=${folder}/data`, at]
    prometheus = spawn(program!, options, { stdio: 'ignore' })
    api = async (path) => {
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1/${path}`)
      const { status, data, error } = (await answer.json()) as { status: string; data: unknown; error?: string }
      if (status !== 'success') throw new Error(`${path}: ${error}`)
      return data
    }
    await until(async () => (await numbers('up{job="ours"}').catch((): number[] => [])).includes(1))
  }, 120_000)
  afterAll(async () => {
    prometheus?.kill('SIGTERM')
    await server?.end()
  })

  const numbers = async (expr: string): Promise<number[]> => {
    const { result } = (await api(`query?query=${encodeURIComponent(expr)}`)) as {
      result: { value: [number, string] }[]
    }
    return result.map(({ value }) => Number(value[1]))
  }
  const rules = async () => {
    const { groups } = (await api('rules')) as {
      groups: { rules: { name: string; health: string; lastError?: string; state: string }[] }[]
    }
    return groups.flatMap((group) => group.rules)
  }

  it('answers every question of the dashboard, and with the numbers of what was done', async () => {
    const plan = await server.say('owner', 'verifiera konton företag=200 status=ej_skickad')
    await server.say('owner', `bekräfta ${plan.data!.plan}`)
    await until(async () => (await numbers('sum(verifiera_mails_total{outcome="accepted"})'))[0] === plan.data!.mail)
    expect(questions.length).toBeGreaterThan(8)
    for (const { expr } of questions) {
      if (onlyWhenWrong.test(expr)) await numbers(expr)
      else await until(async () => (await numbers(expr)).some(Number.isFinite))
    }
    // Every process that Prometheus watches has these numbers; its own are not ours.
    const everybodys = questions.filter(({ expr }) => /\b(process|nodejs)_/.test(expr))
    expect(everybodys.length).toBeGreaterThan(1)
    for (const { expr } of everybodys) expect(await numbers(`count by (job) (${expr})`)).toEqual([1])
  }, 180_000)

  it('loads every alert rule, and sees when no process is there any more', async () => {
    await until(async () => (await rules()).every(({ health }) => health === 'ok'))
    const all = await rules()
    expect(all.length).toBeGreaterThan(5)
    expect(all.map(({ lastError }) => lastError ?? '').join('')).toBe('')
    expect(all.find(({ name }) => name === 'VerifieraDown')!.state).toBe('inactive')
    await server.end()
    await until(async () => (await rules()).find(({ name }) => name === 'VerifieraDown')!.state === 'pending')
  }, 120_000)
})

it('is asked for the highest number where every process reports the same one of the database', () => {
  const summed = questions.filter(({ expr }) => /sum[^(]*\(verifiera_(sends|deliveries)/.test(expr))
  expect(summed).toEqual([])
})
