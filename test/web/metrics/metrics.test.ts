import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { catalog } from '../../../src/web/metrics/catalog.ts'
import { createMetrics } from '../../../src/web/metrics/metrics.ts'

it('serves what was counted, and the present numbers of the database', async () => {
  const metrics = createMetrics()
  let sent = 3
  metrics.watch({
    deliveries: async () => ({ sent, queued: 2 }),
    sends: async () => ({ running: 1 }),
    queueAge: async () => 12.5,
  })
  metrics.answered('verifiera konton', 'done')
  metrics.answered('verifiera konton', 'done')
  metrics.requested('/v/…', 404, 0.03)
  metrics.took(0.2)
  metrics.answered('verifiera', 'refused', 'ambiguous_person')
  metrics.mailed({ kind: 'accepted', seconds: 0.03 })
  metrics.mailed({ kind: 'refused', seconds: 0.4, stage: 'rcpt', code: 550 })
  metrics.provided('connected', false)
  metrics.database.worked('bulk', 4)
  metrics.database.waited('work', 0.002)
  metrics.database.failed('53300')
  const served = await metrics.listen('127.0.0.1', 0)
  try {
    const read = async () => (await fetch(`http://127.0.0.1:${served.port}/metrics`)).text()
    expect(await read()).toContain('verifiera_deliveries{state="sent"} 3')
    sent = 5
    const text = await read()
    expect(text).toContain('verifiera_deliveries{state="sent"} 5')
    expect(text).toContain('verifiera_sends{state="running"} 1')
    expect(text).toContain('verifiera_queue_age_seconds 12.5')
    expect(text).toContain('verifiera_answers_total{command="verifiera konton",outcome="done"} 2')
    expect(text).toContain('verifiera_http_requests_total{route="/v/…",status="404"} 1')
    expect(text).toContain('verifiera_http_request_seconds_bucket{le="0.05",route="/v/…"} 1')
    expect(text).toContain('verifiera_answer_seconds_count 1')
    expect(text).toContain('verifiera_refusals_total{cause="ambiguous_person"} 1')
    expect(text).toContain('verifiera_mails_total{outcome="accepted"} 1')
    expect(text).toContain('verifiera_mail_seconds_bucket{le="0.05",outcome="accepted"} 1')
    expect(text).toContain('verifiera_mail_refusals_total{stage="rcpt",code="550"} 1')
    expect(text).toContain('verifiera_connections_total{change="connected",outcome="failed"} 1')
    expect(text).toContain('verifiera_sql_seconds_bucket{le="10",kind="bulk"} 1')
    expect(text).toContain('verifiera_connection_wait_seconds_bucket{le="0.01",pool="work"} 1')
    expect(text).toContain('verifiera_database_errors_total{cause="53300"} 1')
    expect(text).toContain('process_cpu_seconds_total')
    expect((await fetch(`http://127.0.0.1:${served.port}/`)).status).toBe(404)
  } finally {
    await served.close()
  }
})

it('says zero from the start of what may happen, so that the first one is an increase', async () => {
  const metrics = createMetrics()
  const text = await metrics.text()
  expect(text).toContain('verifiera_mails_total{outcome="accepted"} 0')
  expect(text).toContain('verifiera_mail_seconds_count{outcome="refused"} 0')
  expect(text).toContain('verifiera_connections_total{change="disconnected",outcome="failed"} 0')
})

it('works while the database does not answer', async () => {
  const metrics = createMetrics()
  const down = () => Promise.reject(new Error('gone'))
  metrics.watch({ deliveries: down, sends: down, queueAge: down })
  const text = await metrics.text()
  expect(text).toContain('verifiera_queue_age_seconds Nan')
  expect(text).not.toMatch(/^verifiera_deliveries\{/m)
})

/** Everything that is served, before anything has happened. */
async function served(): Promise<string> {
  const metrics = createMetrics()
  const none = async () => ({})
  metrics.watch({ deliveries: none, sends: none, queueAge: async () => 0 })
  return metrics.text()
}

it('serves what its catalog says, and nothing else of its own', async () => {
  const names = [...(await served()).matchAll(/^# TYPE (verifiera_\w+)/gm)].map(([, name]) => name!)
  expect(names.toSorted()).toEqual(
    Object.values(catalog)
      .map(({ name }) => name)
      .toSorted(),
  )
})

it('has every number that the dashboard and the alerts ask for, and the dashboard shows every one', async () => {
  const text = await served()
  const shown = readFileSync(new URL('../../../manifest/monitoring/dashboard.json', import.meta.url), 'utf8')
  expect(Object.values(catalog).filter(({ name }) => !shown.includes(name))).toEqual([])
  for (const file of ['dashboard.json', 'alerts.yaml']) {
    const asked = readFileSync(new URL(`../../../manifest/monitoring/${file}`, import.meta.url), 'utf8')
    const names = [...new Set(asked.match(/\b(verifiera|process|nodejs)_[a-z0-9_]+/g))]
    expect(names.length).toBeGreaterThan(3)
    expect(names.filter((name) => !text.includes(`# TYPE ${name.replace(/_(bucket|count|sum)$/, '')} `))).toEqual([])
  }
})
