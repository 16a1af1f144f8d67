import { execFile } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { needsWhenLong } from '../support/needs.ts'
import { emptyFolder, root } from '../support/process/program.ts'

const promtool = ['/usr/bin/promtool', '/usr/local/bin/promtool'].find(existsSync)
const path = join(root, 'manifest/monitoring/alerts.yaml')
interface Rule {
  alert: string
  labels: { severity: string }
  annotations: object
}
const { groups } = parse(readFileSync(path, 'utf8')) as { groups: { rules: Rule[] }[] }
const rules = groups.flatMap((group) => group.rules)

/** By series, a value a minute as promtool writes them: `0+2x60` begins at 0 and adds 2. */
type Series = Record<string, string>

const alive: Series = { verifiera_answer_seconds_count: '1x60' }
const running: Series = { 'verifiera_sends{state="running"}': '1x60' }
const waiting: Series = { ...running, verifiera_queue_age_seconds: '0+60x60' }
const letters = (outcome: string, values: string): Series => ({
  [`verifiera_mails_total{outcome="${outcome}"}`]: values,
})
const slack = (seconds: string, values: string): Series => ({
  [`verifiera_http_request_seconds_bucket{route="/slack/events",le="${seconds}"}`]: values,
})

/** What each alert is for: an hour in which it is raised, and hours that look like it and in which all is well. */
const hours: Record<string, { raised: Series; quiet: Series[] }> = {
  VerifieraLettersWait: {
    raised: { ...waiting, ...letters('accepted', '500x60') },
    quiet: [
      { ...waiting, ...letters('accepted', '0+30x60') },
      { verifiera_queue_age_seconds: '0+60x60', 'verifiera_sends{state="paused"}': '1x20' },
    ],
  },
  VerifieraSendPaused: {
    raised: { 'verifiera_sends{state="paused"}': '1x120' },
    quiet: [{ 'verifiera_sends{state="paused"}': '0x30 1x29' }, running],
  },
  VerifieraMailRefused: {
    raised: { ...letters('refused', '0+10x60'), ...letters('accepted', '0+20x60') },
    quiet: [{ ...letters('refused', '0+1x60'), ...letters('accepted', '0+20x60') }, letters('refused', '20x60')],
  },
  VerifieraAnswersFail: {
    raised: { 'verifiera_answers_total{command="status",outcome="failed"}': '0+1x60' },
    quiet: [{ 'verifiera_answers_total{command="status",outcome="done"}': '0+100x60' }],
  },
  VerifieraSlowAcknowledgement: {
    raised: { ...slack('1', '0x60'), ...slack('3', '0+20x60'), ...slack('+Inf', '0+20x60') },
    quiet: [{ ...slack('1', '0+20x60'), ...slack('3', '0+20x60'), ...slack('+Inf', '0+20x60') }],
  },
  VerifieraDatabaseAway: {
    raised: { verifiera_queue_age_seconds: 'NaN '.repeat(61) },
    quiet: [{ verifiera_queue_age_seconds: '0x60' }, { verifiera_queue_age_seconds: '0x58 NaN NaN' }],
  },
  VerifieraDown: {
    raised: { 'process_resident_memory_bytes{job="another"}': '1x60' },
    quiet: [{ ...alive, 'process_resident_memory_bytes{job="kubernetes-pods"}': '1x60' }],
  },
}

needsWhenLong('prometheus', promtool).describe('an alert', () => {
  it('is raised when it should be, and rests when all is well, as promtool says', async () => {
    expect(Object.keys(hours).sort()).toEqual(rules.map(({ alert }) => alert).sort())
    const tests = rules.flatMap(({ alert, labels, annotations }) => {
      const { raised, quiet } = hours[alert]!
      const asked = (series: Series, expected: object[]) => ({
        interval: '1m',
        input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
        alert_rule_test: [{ eval_time: '60m', alertname: alert, exp_alerts: expected }],
      })
      const found = { exp_labels: labels, exp_annotations: annotations }
      return [asked(raised, [found]), ...quiet.map((series) => asked(series, []))]
    })
    const file = join(emptyFolder(), 'alerts.json')
    writeFileSync(file, JSON.stringify({ rule_files: [path], evaluation_interval: '1m', tests }))
    const { stdout } = await promisify(execFile)(promtool!, ['test', 'rules', file])
    expect(stdout).toContain('SUCCESS')
  })
})
