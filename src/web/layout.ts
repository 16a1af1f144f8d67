import { html, raw } from 'hono/html'
import type { Language, Say } from '#text'
import { style } from './style.ts'

/** Markup that is already escaped, as only the `html` template makes it. */
export type Markup = ReturnType<typeof html>

/** What each page needs besides its content. */
export interface Frame {
  language: Language
  say: Say
  /** The path of `PUBLIC_URL`, with which every path on the page begins. */
  base: string
  /** The path, without `lang`, to which the switch of the language leads. */
  here: string
  supportContact: string
}

export type Look = 'plain' | 'good' | 'warn'

const icons: Record<Look, string> = {
  plain: '<path d="M3 6.5h18v12H3z"/><path d="m3.5 7 8.5 6.5L20.5 7"/>',
  good: '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
  warn: '<path d="M12 6.5v7"/><path d="M12 17.5v.01"/>',
}

/** What every page leads to at its foot. */
const about = [
  ['/hjalp', 'guide.nav.help'],
  ['/tillganglighet', 'guide.nav.accessibility'],
  ['/privacy', 'guide.nav.privacy'],
] as const

/** A page: the name of the product, the switch of the language, one card, whom to ask, and where to read more. */
export function layout(frame: Frame, title: string, content: Markup, look: Look = 'plain'): Markup {
  const { say, language } = frame
  const other = language === 'sv' ? { code: 'en', name: 'English' } : { code: 'sv', name: 'Svenska' }
  return html`<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title} – ${say('page.product')}</title>
<style>${raw(style)}</style>
</head>
<body>
<a class="skip" href="#content">${say('page.skip')}</a>
<header>
<span class="brand"><svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="12"/><path d="m7 12.5 3.5 3.5L17 8.5" fill="none" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/></svg>${say('page.product')}</span>
<nav aria-label="${say('page.language')}"><a href="${frame.here}?lang=${other.code}" lang="${other.code}" hreflang="${other.code}">${other.name}</a></nav>
</header>
<main id="content">
<div class="card ${look}">
<div class="icon"><svg viewBox="0 0 24 24" aria-hidden="true">${raw(icons[look])}</svg></div>
<h1>${title}</h1>
${content}
</div>
</main>
<footer>${frame.supportContact ? html`<p>${say('page.help')} ${contact(frame.supportContact)}</p>` : ''}
<nav aria-label="${say('guide.nav')}">${about.map(([path, name]) => html`<a href="${frame.base}${path}?lang=${language}">${say(name)}</a> `)}</nav></footer>
</body>
</html>
`
}

/**
 * An e-mail address, also behind a name, or a web address becomes a link; other text, such as a phone number, stays as
 * it is.
 */
export function contact(text: string): Markup {
  if (/^https?:\/\/\S+$/.test(text)) return html`<a href="${text}">${text}</a>`
  const [, name = '', address] = /^(.*, )?([^\s@<>]+@[^\s@<>]+)$/.exec(text) ?? []
  if (address) return html`${name}<a href="mailto:${address}">${address}</a>`
  return html`${text}`
}
