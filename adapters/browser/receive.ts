import { readFileSync } from 'node:fs'
import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import type { CardFile, Completion, Language, Who } from '#bot'
import { speaker } from '#text'
import { type LocalChat, type PageCard, type SpokenLine, whoIs } from './chat.ts'
import { readBody } from './incoming/body.ts'
import { guard } from './incoming/guard.ts'
import { isIdentity, readLine } from './incoming/read.ts'
import { chatPage } from './pages/chat.ts'
import { mailDocument, type OutboxMail, outboxPage } from './pages/outbox.ts'
import { previewRoutes, type Renderers } from './previews/routes.ts'

/** The mails that local mode catches, newest first. */
export interface LocalOutbox {
  /** The newest ones, as many as the page can list. */
  newest(): Promise<OutboxMail[]>
  /** All of them, in batches. */
  all(): AsyncIterable<OutboxMail[]>
  count(): Promise<number>
}

export interface LocalParts {
  chat: LocalChat
  outbox: LocalOutbox
  /** An example of a file to import. */
  example?(): Promise<CardFile>
  /** The people whom the page suggests to speak as an employee. */
  employees?(): Promise<{ name: string; email: string }[]>
  /** How the line could go on: whole lines, the likeliest first. */
  complete?(line: string, who: Who, language: Language): Promise<Completion[]>
  /** What Slack and Teams get of a card, for the page to draw it as they do. */
  renderers?: Renderers
  /** The fictional organisation is loaded. */
  demo?: boolean
}

const encoder = new TextEncoder()
const streamed = 'application/x-ndjson'
const types = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' }
const assets = [
  'page.js',
  'card.js',
  'conversation.js',
  'files.js',
  'identity.js',
  'outbox.js',
  'posts.js',
  'preview.js',
  'storage.js',
  'walkthrough.js',
  'base.css',
  'card.css',
  'charts.js',
  'element.js',
  'composer.js',
  'chat.css',
  'outbox.css',
  'preview.css',
]
const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
const mailPolicy =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"

/** The pages and routes of local mode, for the web server to mount at `/`. */
export function localRoutes(parts: LocalParts): Hono {
  const app = new Hono()
  for (const path of ['/', '/chat', '/chat/*', '/outbox', '/outbox/*', '/outbox.json', '/local/*', '/exempel.csv']) {
    app.use(path, guard)
  }
  const { outbox } = parts
  const language = (c: Context): Language => (c.req.query('lang') === 'en' ? 'en' : 'sv')
  const page = (c: Context, content: string | Promise<string>) => {
    c.header('Content-Security-Policy', pagePolicy)
    return c.html(content)
  }

  app.get('/', (c) =>
    page(
      c,
      chatPage(language(c), {
        example: !!parts.example,
        demo: !!parts.demo,
        previews: !!parts.renderers,
        say: c.req.query('say') ?? '',
      }),
    ),
  )
  if (parts.renderers) app.route('/', previewRoutes(parts.renderers))
  for (const name of assets) {
    const place = name.endsWith('.css') ? `styles/${name}` : name
    const text = readFileSync(new URL(`public/${place}`, import.meta.url), 'utf8')
    const type = name.endsWith('.js') ? types.js : types.css
    app.get(`/local/${name}`, (c) => c.body(text, 200, { 'Content-Type': type }))
  }

  app.post('/chat', async (c) => {
    const body = await readBody((c.env as HttpBindings).incoming)
    if (body === 'too large') return c.json({ error: body }, 413)
    const line = body && readLine(body.line, body.file)
    if (!line) return c.json({ error: speaker(language(c))('local.malformed') }, 400)
    if (c.req.header('accept') === streamed) {
      return c.body(ReadableStream.from(speakSlowly(parts.chat, line)), 200, { 'Content-Type': streamed })
    }
    return c.json({ card: (await parts.chat.speak(line)).card })
  })
  app.get('/chat/posts', (c) => {
    const as = c.req.query('as')
    const after = Number(c.req.query('after') ?? 0)
    if (!isIdentity(as) || !Number.isSafeInteger(after)) return c.json({ error: 'as, after' }, 400)
    return c.json({ posts: parts.chat.posts(as, after) })
  })
  app.get('/chat/complete', async (c) => {
    const { as, line = '' } = c.req.query()
    if (!isIdentity(as) || line.length > 200) return c.json({ error: 'as, line' }, 400)
    return c.json({ choices: (await parts.complete?.(line, whoIs(as), language(c))) ?? [] })
  })
  app.get('/chat/employees', async (c) => c.json({ employees: (await parts.employees?.()) ?? [] }))
  app.get('/exempel.csv', async (c) => {
    const file = await parts.example?.()
    if (!file) return c.notFound()
    const headers = { 'Content-Type': file.type, 'Content-Disposition': `attachment; filename="exempel.csv"` }
    return c.body(new Uint8Array(file.bytes), 200, headers)
  })

  app.get('/outbox', async (c) => {
    const { id = '', q: words = '', show = '', from } = c.req.query()
    const chosen = { id, words, show, from: Number(from) || 0 }
    return page(c, outboxPage(language(c), await outbox.newest(), chosen, await outbox.count()))
  })
  app.get('/outbox.json', (c) =>
    c.body(ReadableStream.from(jsonArray(outbox.all())), 200, { 'Content-Type': 'application/json' }),
  )
  app.get('/outbox/count', async (c) => c.json({ count: await outbox.count() }))
  app.get('/outbox/mail', async (c) => {
    const mail = (await outbox.newest()).find(({ messageId }) => messageId === c.req.query('id'))
    if (!mail) return c.notFound()
    return c.html(mailDocument(mail), 200, { 'Content-Security-Policy': mailPolicy, 'X-Frame-Options': 'SAMEORIGIN' })
  })
  return app
}

/**
 * Answers the page with JSON lines: `{meanwhile}` with a card while the work goes on, and at the end `{card}`.
 * The answer is worked out even if the page is closed before.
 */
async function* speakSlowly(chat: LocalChat, line: SpokenLine): AsyncGenerator<Uint8Array> {
  const json = (value: object) => encoder.encode(`${JSON.stringify(value)}\n`)
  let tell: (card: PageCard) => void = () => {}
  const next = () =>
    new Promise<PageCard>((resolve) => {
      tell = resolve
    })
  let progress = next()
  const answer = chat.speak(line, (card) => tell(card)).catch(() => null)
  for (;;) {
    const came = await Promise.race([answer, progress.then((meanwhile) => ({ meanwhile }))])
    if (came === null) return yield json({ error: 'failed' })
    if (!('meanwhile' in came)) return yield json({ card: came.page })
    progress = next()
    yield json(came)
  }
}

/** Writes one JSON array, batch by batch, so that not all mails are in memory at once. */
async function* jsonArray(batches: AsyncIterable<OutboxMail[]>): AsyncGenerator<Uint8Array> {
  let between = '['
  for await (const mails of batches) {
    yield encoder.encode(between + mails.map((mail) => JSON.stringify(mailJson(mail))).join(','))
    between = ','
  }
  yield encoder.encode(between === '[' ? '[]' : ']')
}

const mailJson = ({ to, subject, text, html, messageId, date }: OutboxMail) => ({
  ...{ to, subject, text, html, messageId },
  date: new Date(date).toISOString(),
})
