import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { html } from 'hono/html'
import { z } from 'zod'
import type { Card, Language } from '#bot'
import { speaker } from '#text'
import { bundleOf, type Preview, previews } from './bundle.ts'
import { pageCard } from './card.ts'

/** A card as each platform gets it: what its adapter makes of it. */
export type Renderers = (card: Card, language: Language) => Promise<Record<Preview, unknown>>

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'self'"
const body = z.object({ card: pageCard, language: z.enum(['sv', 'en']) })
const cache = { 'Cache-Control': 'max-age=3600' }

/** The same card as in Slack and in Teams: the frames that draw it, and what they draw. */
export function previewRoutes(render: Renderers): Hono {
  const app = new Hono()
  for (const preview of previews) {
    app.get(`/local/preview/${preview}`, (c) => frame(c, preview))
    app.get(`/local/preview/${preview}.js`, async (c) => {
      const { script } = await bundleOf(preview)
      return c.body(script, 200, { 'Content-Type': 'text/javascript; charset=utf-8', ...cache })
    })
    app.get(`/local/preview/${preview}.css`, async (c) => {
      const { style } = await bundleOf(preview)
      return c.body(style, 200, { 'Content-Type': 'text/css; charset=utf-8', ...cache })
    })
  }
  app.post('/chat/preview', bodyLimit({ maxSize: 2 * 1024 * 1024 }), async (c) => {
    const read = body.safeParse(await c.req.json().catch(() => null))
    if (!read.success) return c.json({ error: 'card, language' }, 400)
    const drawn = await render(read.data.card, read.data.language).catch(() => null)
    return drawn ? c.json(drawn) : c.json({ error: 'card' }, 400)
  })
  return app
}

function frame(c: Context, preview: Preview) {
  const language = c.req.query('lang') === 'en' ? 'en' : 'sv'
  c.header('Content-Security-Policy', policy)
  c.header('X-Frame-Options', 'SAMEORIGIN')
  return c.html(html`<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${speaker(language)(`local.preview.${preview}`)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/local/preview/${preview}.css">
<script defer src="/local/preview/${preview}.js"></script>
</head>
<body><main id="card"></main></body>
</html>`)
}
