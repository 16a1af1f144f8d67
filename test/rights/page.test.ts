import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createWeb } from '../../src/web/server.ts'
import { silent } from '../support/log.ts'
import { cast, type Installation, startInstallation } from './installation.ts'

// Thousands of cases are tried here, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 90_000 })

/** Attacks on the page behind the link, over HTTP and with the real rules. */
let installation: Installation
let base = ''
let close: () => Promise<void>
beforeAll(async () => {
  installation = await startInstallation()
  const page = installation.app.page
  const facts = {
    publicUrl: 'https://verifiera.acme.example',
    loginUrl: 'https://login.example/',
    supportContact: '',
    accessibilityContact: '',
    operatorName: '',
    mailFrom: { name: 'Verifiera', address: 'verifiera@acme.example' },
    linkDays: 5,
    fourEyesAbove: 500,
  }
  const web = createWeb({ ...facts, webhooks: [], page, health: installation.app, log: silent })
  base = `http://127.0.0.1:${(await web.listen('127.0.0.1', 0)).port}`
  close = () => web.close()
})
afterAll(async () => {
  await close()
  await installation.stop()
})

describe('unknown links from one network address', () => {
  it('are answered alike three hundred times a minute, then asked to wait; a link that lives is never', async () => {
    await installation.card(cast.acme, 'verifiera A1')
    await installation.settled()
    const token = await installation.linkTo('anna1@acme.example')
    const seen: Record<number, number> = {}
    const bodies = new Set<string>()
    for (let i = 0; i < 330; i++) {
      // Headers in which a request claims another origin are ignored.
      const headers = { 'x-forwarded-for': `203.0.113.${i % 250}`, forwarded: `for=203.0.113.${i % 250}` }
      const answer = await fetch(`${base}/v/${String(i).padStart(43, 'x')}`, { headers })
      seen[answer.status] = (seen[answer.status] ?? 0) + 1
      if (answer.status === 404) bodies.add(await answer.text())
      else await answer.text()
    }
    expect(seen).toEqual({ 404: 300, 429: 30 })
    expect(bodies.size).toBe(1)
    expect((await fetch(`${base}/v/${token}`)).status).toBe(200)
    const pressed = await fetch(`${base}/v`, { method: 'POST', body: new URLSearchParams({ token }) })
    expect([pressed.status, (await installation.card(cast.acme, 'status A1')).data]).toMatchObject([
      200,
      { person: { state: 'connected' } },
    ])
    installation.clock.forward(61_000)
    expect((await fetch(`${base}/v/${'x'.repeat(43)}`)).status).toBe(404)
  })

  it('are counted for the address, which itself is kept nowhere', async () => {
    const { page } = installation.app
    const unknown = 'y'.repeat(43)
    for (let i = 0; i < 300; i++) await page.open(unknown, '198.51.100.7')
    expect((await page.open(unknown, '198.51.100.7')).state).toBe('limited')
    expect((await page.verify(unknown, '::ffff:198.51.100.7')).state).toBe('limited')
    expect((await page.open(unknown, '198.51.100.8')).state).toBe('unknown')
    for (let i = 0; i < 300; i++) await page.open(unknown, `2001:db8:1:2:${i.toString(16)}::1`)
    expect((await page.open(unknown, '2001:db8:1:2:ffff::9')).state).toBe('limited')
    expect((await page.open(unknown, '2001:db8:1:3::9')).state).toBe('unknown')
    for (let i = 0; i < 300; i++) await page.open(unknown, `2001:db8::${i.toString(16)}`)
    expect((await page.open(unknown, '2001:db8::ffff')).state).toBe('limited')
    expect(await installation.count(`limit_hits where key like '%198.51%' or key like '%2001%'`)).toBe(0)
    expect(await installation.count(`limit_hits where key like 'link.unknown:%'`)).toBeGreaterThan(600)
  })
})
