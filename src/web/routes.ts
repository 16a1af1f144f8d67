import { randomBytes } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { type Language, speaker } from '#text'
import { countedWarnings } from '../base/counted.ts'
import type { Log } from '../base/log.ts'
import { UserError } from '../errors.ts'
import { contactWords } from '../letters/employer.ts'
import { outageOf } from '../verification/outage.ts'
import { basePathOf } from './base-path.ts'
import { clientAddress, incomingOf, networks } from './client.ts'
import { describeFault, isDropped } from './fault.ts'
import { isPlausible, readFields, readForm, refuseOtherSites, takeForm } from './form.ts'
import { addGuide } from './guide-routes.ts'
import { framePolicy, picturePolicy } from './headers.ts'
import { chooseLanguage } from './language.ts'
import type { Frame } from './layout.ts'
import { genuinePage } from './pages/genuine.ts'
import type { GuideFacts } from './pages/guide.ts'
import { linkPage, resentPage } from './pages/link.ts'
import { awayPage, type PlainPage, plainPage } from './pages/plain.ts'
import { letterPolicy, previewPage } from './pages/preview.ts'
import type { LinkState, PageService } from './pages/service.ts'
import { toldPage, wrongAddressPage } from './pages/wrong-address.ts'
import { allowedMethods, nameRoute } from './route-names.ts'

export interface RouteParts extends GuideFacts {
  /** The base of all links; where it is a whole https host, `Strict-Transport-Security` is sent. */
  publicUrl: string
  page: PageService
  health: { ready(): Promise<({ ok: true } | { ok: false; reason: string }) & { detail?: Record<string, string> }> }
  /** The routes of local mode: `GET /`, the chat and the outbox. */
  local?: Hono
  supportContact: string
  /** `ACCESSIBILITY_CONTACT`; empty when it is not configured. */
  accessibilityContact: string
  /** Addresses or networks whose `X-Forwarded-For` is believed. */
  trustedProxies?: readonly string[]
  log: Log
}

/** The request that stands for those that Node could parse, but of which no `Request` can be made. */
export const malformed = new Request('http://localhost/.malformed')

const linkStatus = { live: 200, used: 200, expired: 410, unknown: 404, limited: 429 } as const
const pageStatus = {
  home: 200,
  privacy: 200,
  terms: 200,
  missing: 404,
  method: 405,
  bad: 400,
  large: 413,
  refused: 403,
  broken: 500,
  over: 404,
} as const
const unknown: LinkState = { state: 'unknown' }

/** All routes except the webhooks. `GET`, `HEAD` and `OPTIONS` never change anything. */
export function createRoutes(parts: RouteParts): Hono {
  const { page } = parts
  const base = basePathOf(parts.publicUrl)
  const app = new Hono()
  const trusted = networks(parts.trustedProxies ?? [])
  const addressOf = (c: Context) => clientAddress(incomingOf(c), trusted)
  const warn = countedWarnings(parts.log, () => performance.now())
  addHealth(app, parts)

  app.get('/v', (c) => showLink(c, unknown, ''))
  app.get('/v/:token{.*}', async (c) => {
    const token = c.req.param('token')
    return showLink(c, isPlausible(token) ? await page.open(token, addressOf(c)) : unknown, token)
  })

  const guards = [refuseOtherSites((c) => plain(c, 'refused')), takeForm((c) => plain(c, 'large'))]
  app.on('POST', ['/v', '/v/resend', '/fel', '/akta'], ...guards)
  app.post('/v', async (c) => {
    const { token, lang } = readForm(c)
    return showLink(c, isPlausible(token) ? await page.verify(token, addressOf(c)) : unknown, token, lang)
  })
  app.post('/v/resend', async (c) => {
    const { token, lang } = readForm(c)
    if (isPlausible(token)) await page.resend(token)
    return c.html(resentPage(frame(c, lang, undefined, isPlausible(token) ? `${base}/v/${token}` : `${base}/v`)))
  })

  app.get('/fel/:token', (c) => c.html(wrongAddressPage(frame(c), c.req.param('token'))))
  app.post('/fel', async (c) => {
    const { token, lang } = readForm(c)
    if (isPlausible(token) && !(await page.reportWrong(token, addressOf(c))))
      return showLink(c, { state: 'limited' }, '')
    return c.html(toldPage(frame(c, lang)))
  })

  app.get('/akta', (c) => c.html(genuinePage(frame(c), parts.publicUrl)))
  app.post('/akta', async (c) => {
    const { email = '', end = '', lang } = readFields(c)
    const answer = await page.genuine({ email, end, from: addressOf(c) })
    return c.html(genuinePage(frame(c, lang), parts.publicUrl, answer), answer === 'limited' ? 429 : 200)
  })

  app.get('/brev/:token', async (c) => {
    const token = c.req.param('token')
    const letter = await page.preview(token)
    if (!letter) return plain(c, 'over')
    return c.html(previewPage(frame(c), letter, token), 200, { 'Content-Security-Policy': framePolicy })
  })
  app.get('/brev/:token/mejlet', async (c) => {
    const letter = await page.preview(c.req.param('token'))
    if (!letter) return plain(c, 'over')
    return c.html(letter.html, 200, { 'Content-Security-Policy': letterPolicy, 'X-Frame-Options': 'SAMEORIGIN' })
  })

  addGuide(app, parts, (c) => frame(c))
  for (const page of ['privacy', 'terms'] as const) app.get(`/${page}`, (c) => plain(c, page))
  if (parts.local) app.route('/', parts.local)
  else app.get('/', (c) => plain(c, 'home'))

  app.get('/.malformed', (c) => plain(c, 'bad'))
  const local = parts.local !== undefined
  app.options('*', (c) => c.body(null, 204, { Allow: allowedMethods(c.req.path, local) ?? 'GET, HEAD, OPTIONS' }))
  app.notFound((c) => {
    const allow = allowedMethods(c.req.path, local)
    const reading = c.req.method === 'GET' || c.req.method === 'HEAD'
    if (reading || !allow) return plain(c, 'missing')
    c.header('Allow', allow)
    return plain(c, 'method')
  })
  app.onError((error, c) => {
    // On these routes the service throws a UserError only when somebody tries too often.
    if (error instanceof UserError) return showLink(c, { state: 'limited' }, '')
    if (isDropped(incomingOf(c))) {
      warn('dropped', { route: nameRoute(c.req.path) }, 'a client went away before its request was complete')
      return plain(c, 'bad')
    }
    const reference = randomBytes(4).toString('hex')
    parts.log.error({ route: nameRoute(c.req.path), reference, ...describeFault(error) }, 'page failed')
    // Nobody's doing: who comes back in a minute finds the link as it was.
    if (!outageOf(error) && !outageOf((error as Error).cause)) return plain(c, 'broken', reference)
    c.header('Retry-After', '60')
    return c.html(awayPage(awayFrame(c)), 503)
  })
  return app

  function frame(c: Context, chosen?: string, persons?: Language, here = ''): Frame {
    const language = chooseLanguage(c, chosen || c.req.query('lang'), persons)
    return { language, say: speaker(language), base, here, supportContact: parts.supportContact }
  }

  function plain(c: Context, name: PlainPage, reference?: string) {
    return c.html(plainPage(frame(c), name, reference), pageStatus[name])
  }

  /** After a POST, too, the page leads to one that can be opened again. */
  function awayFrame(c: Context): Frame {
    if (c.req.method !== 'POST') return frame(c)
    const { token, lang } = readForm(c)
    return frame(c, lang, undefined, base + (isPlausible(token) ? `/v/${token}` : c.req.path))
  }

  function showLink(c: Context, link: LinkState, token: string, chosen?: string) {
    // After a POST the switch of the language leads to the link itself, which shows the same page.
    const here = c.req.method === 'POST' && 'language' in link ? `${base}/v/${token}` : ''
    const persons = 'language' in link ? (link.language ?? undefined) : undefined
    const employer = 'employer' in link ? link.employer : null
    const page = frame(c, chosen, persons, here)
    const supportContact = (employer && contactWords(employer)) || page.supportContact
    const headers = employer?.logo ? { 'Content-Security-Policy': picturePolicy } : undefined
    const body = linkPage({ ...page, supportContact }, link, token, parts.loginUrl)
    return c.html(body, linkStatus[link.state], headers)
  }
}

function addHealth(app: Hono, { health }: RouteParts): void {
  app.get('/healthz', (c) => c.json({ ok: true }))
  app.get('/readyz', async (c) => {
    const ready = await health.ready().catch(() => ({ ok: false, reason: 'the check itself failed' }) as const)
    return c.json(ready, ready.ok ? 200 : 503)
  })
}
