import { afterEach, describe, expect, it } from 'vitest'
import { slackManifest } from '../../manifest/slack.ts'
import { teamsManifest } from '../../manifest/teams.ts'
import { commands } from '../../src/commands/index.ts'
import { createComposer } from '../../src/mail/compose.ts'
import { letters } from '../support/sends/crowd.ts'
import { fakeLinks, form, startWeb, tokens } from './parts.ts'

const publicUrl = 'https://intranet.acme.example/verifiera'

let site: Awaited<ReturnType<typeof startWeb>>
afterEach(() => site.close())

/** All paths to which a page leads. */
const pathsOf = (page: string) =>
  [...page.matchAll(/(?:href|action|src)="(\/[^"?#]*|\?[^"]*)/g)]
    .map(([, path]) => path)
    .filter((p) => p!.startsWith('/'))

/** All addresses of ours to which a page leads, as a browser reads them at `at`. */
const leadsOf = (page: string, at: string) =>
  [...page.matchAll(/(?:href|action|src)="([^"#][^"]*|)"/g)]
    .map(([, to]) => new URL(to || at, at).href)
    .filter((url) => !url.startsWith('mailto:'))

// Some proxies pass the path on, and some strip it.
describe.each(['/verifiera', ''])('under a path, behind a proxy that sends %o', (sent) => {
  it('the link’s page, the verification, the renewal and the switch of the language stay under it', async () => {
    site = await startWeb({ publicUrl })
    const pages = [
      await fetch(`${site.base}${sent}/v/${tokens.live}`),
      await fetch(`${site.base}${sent}/v/${tokens.live}?lang=en`),
      await fetch(`${site.base}${sent}/v/${tokens.expired}`),
      await fetch(`${site.base}${sent}/v`, form({ token: tokens.live })),
      await fetch(`${site.base}${sent}/v/resend`, form({ token: tokens.expired })),
    ]
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 410, 200, 200])
    const paths = (await Promise.all(pages.map((page) => page.text()))).flatMap(pathsOf)
    expect(paths.length).toBeGreaterThanOrEqual(5)
    for (const path of paths) expect(path).toMatch(/^\/verifiera\/(v|fel|hjalp|tillganglighet|privacy)/)
    expect(site.page.calls).toEqual([`verify ${tokens.live}`, `resend ${tokens.expired}`])
    for (const path of new Set(paths.filter((p) => p !== '/verifiera/v/resend')))
      expect((await fetch(site.base + path)).status, path).not.toBe(405)
  })

  it('so do the page that tells whether a letter is genuine, and a letter that is shown', async () => {
    const letter = { subject: 'Bekräfta', from: 'hr@acme.example', html: '<p>Hej</p>' }
    site = await startWeb({ publicUrl, page: { ...fakeLinks(), preview: async () => letter } })
    const outside = new URL(publicUrl).origin
    const genuine = await (await fetch(`${site.base}${sent}/akta`)).text()
    expect(genuine).toContain(`${publicUrl}/`)
    const shown = await (await fetch(`${site.base}${sent}/brev/abc`)).text()
    const leads = [...leadsOf(genuine, `${publicUrl}/akta`), ...leadsOf(shown, `${publicUrl}/brev/abc`)].map(
      (url) => [url, new URL(url).pathname.endsWith('/akta') ? 'POST' : 'GET'] as const,
    )
    expect(leads.map(([url]) => url)).toContain(`${publicUrl}/brev/abc/mejlet`)
    for (const [url, method] of leads) {
      expect(url).toMatch(/^https:\/\/intranet\.acme\.example\/verifiera\/(akta|brev|hjalp|tillganglighet|privacy)/)
      const asked = method === 'POST' ? form({ email: 'anna@acme.example', end: 'x' }) : undefined
      expect((await fetch(url.replace(outside, site.base), asked)).status, url).toBe(200)
    }
  })

  it('so does everything to which a page leads, however far one follows', async () => {
    const letter = { subject: 'Bekräfta', from: 'hr@acme.example', html: '<p>Hej</p>' }
    site = await startWeb({ publicUrl, page: { ...fakeLinks(), preview: async () => letter } })
    const outside = new URL(publicUrl).origin
    const { broken: _, ...whole } = tokens
    const works = (status: number) => (status < 500 && status !== 404) || status === 503
    const starts = [
      '',
      '/akta',
      '/hjalp',
      '/terms',
      '/brev/abc',
      '/v/unknown',
      ...Object.values(whole).map((t) => `/v/${t}`),
    ]
    const seen = new Set<string>(starts.map((path) => publicUrl + path))
    // What is added while it is walked through is walked through, too.
    for (const url of seen) {
      const answer = await fetch(url.replace(publicUrl, site.base + sent))
      const isKnown = new URL(url).pathname !== '/verifiera/v/unknown'
      expect([url, works(answer.status)]).toEqual([url, isKnown])
      if (!answer.headers.get('content-type')?.startsWith('text/html')) continue
      for (const lead of leadsOf((await answer.text()).replace(/<form.*?<\/form>/gs, ''), url)) {
        if (!lead.startsWith(outside)) continue
        expect(lead).toMatch(/^https:\/\/intranet\.acme\.example\/verifiera(\/|$|\?)/)
        seen.add(lead.split('#')[0]!)
      }
    }
    for (const what of [/\/hjalp\/bilder\//, /\/tillganglighet/, /\/privacy/, /lang=en/, /\/fel/])
      expect([...seen].filter((url) => what.test(url)).length, String(what)).toBeGreaterThan(0)
  })

  it('health checks and webhooks answer', async () => {
    const webhook = {
      path: '/slack/events',
      handle: async (_: unknown, response: { end(text: string): void }) => response.end('slack'),
    }
    site = await startWeb({ publicUrl, webhooks: [webhook as never] })
    expect((await fetch(`${site.base}${sent}/readyz`)).status).toBe(200)
    expect(await (await fetch(`${site.base}${sent}/slack/events`, { method: 'POST' })).text()).toBe('slack')
    expect((await fetch(`${site.base}${sent}`)).status).toBe(200)
  })
})

it('another path that begins alike is not ours', async () => {
  site = await startWeb({ publicUrl })
  expect((await fetch(`${site.base}/verifierad/readyz`)).status).toBe(404)
})

it('letters and manifests name it', async () => {
  site = await startWeb()
  const link = { token: 'T'.repeat(43), lastDay: '2026-03-14' }
  const to = 'anna@acme.example'
  const person = { language: 'sv' as const, givenName: 'Anna', company: 'Acme', address: to, to, link }
  const letter = createComposer({ ...letters, publicUrl })('verify', {
    ...person,
    messageId: '<1@acme.example>',
    date: new Date(),
  })
  expect(letter.parts.text).toContain(`${publicUrl}/v/${link.token}`)
  expect(JSON.stringify(slackManifest([], publicUrl)).split(`${publicUrl}/slack/events`)).toHaveLength(6)
  const [, ...leads] = JSON.stringify(teamsManifest(commands, publicUrl).json).split(new URL(publicUrl).origin)
  expect(leads.map((path) => path.split('"')[0])).toEqual(['/verifiera', '/verifiera/privacy', '/verifiera/terms'])
})
