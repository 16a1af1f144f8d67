import { cpSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, it } from 'vitest'
import { missingPackage } from '../../src/runtime/packages.ts'
import { headless, root, runProgram } from '../support/process/program.ts'

/** A checkout whose packages are this one's, without some of them. */
function checkoutWithout(...absent: string[]): string {
  const checkout = mkdtempSync(join(inject('scratch'), 'without-'))
  for (const name of ['src', 'adapters', 'drizzle', 'package.json'])
    cpSync(join(root, name), join(checkout, name), { recursive: true })
  const link = (name: string) => {
    if (absent.includes(name)) return
    symlinkSync(join(root, 'node_modules', name), join(checkout, 'node_modules', name), 'junction')
  }
  mkdirSync(join(checkout, 'node_modules'))
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (!name.startsWith('@')) link(name)
    else {
      mkdirSync(join(checkout, 'node_modules', name))
      for (const inner of readdirSync(join(root, 'node_modules', name))) link(`${name}/${inner}`)
    }
  }
  return checkout
}

const start = (checkout: string, environment: Record<string, string>, ...task: string[]) =>
  runProgram(process.execPath, [join(checkout, 'src/start.mjs'), ...task], {
    DATA_DIR: join(checkout, '.data'),
    ...environment,
  })

const opentelemetry = ['api', 'sdk-trace-base', 'resources', 'exporter-trace-otlp-proto', 'exporter-trace-otlp-http']
const optional = [
  '@slack/bolt',
  'botbuilder',
  '@microsoft/teams-ai',
  '@microsoft/teams.apps',
  'imapflow',
  'pino-pretty',
  ...opentelemetry.map((name) => `@opentelemetry/${name}`),
]
const live = headless('postgres://verifiera@127.0.0.1:1/verifiera', 'smtp://127.0.0.1:1')
const slack = { ...live, SLACK_SIGNING_SECRET: 'x', SLACK_BOT_TOKEN: 'xoxb-1', SLACK_TEAMS: 'T1' }
const teams = { MicrosoftAppId: 'a', MicrosoftAppPassword: 'b', MicrosoftAppTenantId: 'c', TEAMS_TENANTS: 'c' }
const bounces = { BOUNCE_ADDRESS: 'studs@acme.example', BOUNCE_IMAP_URL: 'imaps://a:b@127.0.0.1' }

it('what is not on may be absent, and what is on says in one line which package it needs', async () => {
  const checkout = checkoutWithout(...optional)
  const chat = await start(checkout, {}, 'chat', 'status')
  expect(chat).toMatchObject({ code: 0, err: '' })

  const asked: [environment: Record<string, string>, line: RegExp][] = [
    [slack, /^SLACK_BOT_TOKEN: Slack needs the package @slack\/bolt, .*npm install --no-save @slack\/bolt@\d/],
    [{ ...live, ...teams }, /^MicrosoftAppId: Teams needs the package @microsoft\/teams-ai, /],
    [
      { ...live, ...teams, TEAMS_TRANSPORT: 'teams.apps' },
      /^MicrosoftAppId: Teams needs the package @microsoft\/teams\.apps, /,
    ],
    [{ ...live, ...bounces }, /^BOUNCE_IMAP_URL: IMAP needs the package imapflow, /],
    [{ OTEL_TRACES_EXPORTER: 'otlp' }, /^OTEL_EXPORTER_OTLP_ENDPOINT: tracing needs the package @opentelemetry\/\S+, /],
  ]
  for (const [environment, line] of asked) {
    const { code, err } = await start(checkout, environment)
    expect(code).toBe(1)
    const lines = err.trim().split('\n')
    expect(lines).toEqual([expect.stringMatching(/^Verifiera cannot start\. /)])
    expect(lines[0]!.replace('Verifiera cannot start. ', '')).toMatch(line)
  }
}, 180_000)

it('the embedded database may be absent where DATABASE_URL is set, and is named where it is not', async () => {
  const { code, err } = await start(checkoutWithout('@electric-sql/pglite'), {}, 'chat', 'status')
  expect(code).toBe(1)
  expect(err).toMatch(/DATABASE_URL: without it, Verifiera needs the package @electric-sql\/pglite, /)
  expect(err.trim().split('\n')).toHaveLength(1)
}, 120_000)

it('a file of ours that is not found is no package', () => {
  expect(missingPackage(new Error("Cannot find module '/app/src/gone.ts' imported from /app/src/main.ts"))).toBe(
    undefined,
  )
  expect(missingPackage(new Error("Cannot find package '@slack/bolt' imported from /app/x.ts"))).toBe('@slack/bolt')
  expect(missingPackage(new Error("Cannot find module 'botbuilder'\nRequire stack:"))).toBe('botbuilder')
})
