import { readFile } from 'node:fs/promises'
import type { Context, Hono } from 'hono'
import { guidePolicy } from './headers.ts'
import type { Frame } from './layout.ts'
import { accessibilityPage } from './pages/accessibility.ts'
import { employeePage, type GuideFacts, hrPage, pictureNames } from './pages/guide.ts'

const pictures = new Set(pictureNames.flatMap((name) => [`${name}.sv.png`, `${name}.en.png`]))

/** The help pages with their pictures, and the statement of accessibility. */
export function addGuide(
  app: Hono,
  facts: GuideFacts & { accessibilityContact: string },
  frame: (c: Context) => Frame,
): void {
  for (const path of ['/hjalp', '/help']) app.get(path, (c) => c.html(employeePage(frame(c), facts)))
  app.get('/hjalp/hr', (c) => c.html(hrPage(frame(c), facts), 200, { 'Content-Security-Policy': guidePolicy }))
  app.get('/tillganglighet', (c) => c.html(accessibilityPage(frame(c), facts)))
  app.get('/hjalp/bilder/:name', async (c) => {
    const name = c.req.param('name')
    if (!pictures.has(name)) return c.notFound()
    const bytes = await readFile(new URL(`pictures/${name}`, import.meta.url))
    return c.body(new Uint8Array(bytes), 200, { 'Content-Type': 'image/png' })
  })
}
