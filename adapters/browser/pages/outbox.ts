import { html, raw } from 'hono/html'
import type { Language } from '#bot'
import { type Say, speaker } from '#text'

/** A mail that was caught instead of being sent. */
export interface OutboxMail {
  to: string
  subject: string
  text: string
  html: string
  /** The picture that `html` shows as `cid:`, as a `data:` address. */
  logo?: string | null
  /** The header of the message, a field a line. */
  headers?: string | null
  messageId: string
  date: Date | string
}

const pageSize = 50

/** The list of mails to the left and the chosen mail to the right. It works without a script. */
export function outboxPage(
  language: Language,
  mails: OutboxMail[],
  chosen: { id: string; words: string; from: number; show: string },
  total: number,
): string {
  const say = speaker(language)
  const words = chosen.words.toLowerCase().trim()
  const matching = mails.filter((mail) => `${mail.to} ${mail.subject}`.toLowerCase().includes(words))
  const found = chosen.show === 'links' ? matching.filter(hasLink) : matching
  const from = Math.min(Math.max(0, Math.trunc(chosen.from)), found.length)
  const shown = found.slice(from, from + pageSize)
  const open = found.find((mail) => mail.messageId === chosen.id) ?? shown[0]
  const link = (more: Record<string, string>) =>
    `/outbox?${new URLSearchParams({ lang: language, q: chosen.words, show: chosen.show, ...more })}`

  const item = (
    mail: OutboxMail,
  ) => html`<li><a href="${link({ id: mail.messageId, from: String(from) })}" ${mail === open ? raw('aria-current="true"') : ''}>
<span class="to">${mail.to}</span><span class="subject">${mail.subject}</span><time>${time(mail.date)}</time></a></li>`

  const kind = (show: string, label: string) =>
    html`<a href="${link({ show })}" ${show === chosen.show ? raw('aria-current="true"') : ''}>${label}</a>`

  return String(html`<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say('local.outbox')} – Verifiera</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/local/base.css"><link rel="stylesheet" href="/local/card.css"><link rel="stylesheet" href="/local/outbox.css">
<script type="module" src="/local/outbox.js"></script>
</head>
<body class="outbox${chosen.id ? ' chosen' : ''}" data-count="${total}">
<header class="bar"><a class="brand" href="/?lang=${language}">Verifiera</a>
<nav aria-label="${say('local.pages')}"><a href="/?lang=${language}">${say('local.back')}</a></nav></header>
<main>
<section class="list" aria-labelledby="outbox">
<h1 id="outbox">${say('local.outbox')}</h1>
<p class="quiet">${say('local.outbox.text')}</p>
<form action="/outbox" role="search"><input type="hidden" name="lang" value="${language}"><input type="hidden" name="show" value="${chosen.show}">
<label for="q">${say('local.outbox.search')}</label><div class="field"><input id="q" name="q" type="search" value="${chosen.words}"><button>${say('local.outbox.find')}</button></div></form>
<p class="new" role="status" hidden><a href="${link({})}">${say('local.outbox.new')}</a></p>
<p class="kinds">${kind('', say('local.outbox.all'))} ${kind('links', say('local.outbox.links'))}</p>
<p class="quiet">${say('local.outbox.count', { count: found.length })}</p>
<ul>${shown.map(item)}</ul>
${from + pageSize < found.length ? html`<p><a href="${link({ from: String(from + pageSize) })}">${say('local.outbox.older')}</a></p>` : ''}
</section>
<section class="mail" aria-label="${say('local.outbox.mail')}">${open ? openMail(say, language, open) : html`<p class="empty">${say('local.outbox.empty')}</p>`}</section>
</main>
</body>
</html>`)
}

/** Whether a mail has a verification link. */
const hasLink = ({ text }: OutboxMail): boolean => /\/v\/[\w.~-]{20,}/.test(text)

function openMail(say: Say, language: Language, mail: OutboxMail) {
  const ask = `/?${new URLSearchParams({ lang: language, say: `status ${mail.to}` })}`
  const line = (label: string, value: unknown) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`
  const named = (label: string, field: string) => {
    const value = fieldOf(mail, field)
    return value ? line(label, value) : ''
  }
  return html`<header><h2>${mail.subject}</h2>
<dl>${named(say('local.outbox.from'), 'From')}${line(say('local.outbox.to'), mail.to)}${named(say('local.outbox.answers'), 'Reply-To')}${line(say('local.outbox.sent'), html`<time>${time(mail.date)}</time>`)}</dl>
<p><a href="${ask}">${say('local.outbox.ask')}</a></p></header>
<iframe title="${say('local.outbox.mail')}" src="/outbox/mail?${new URLSearchParams({ id: mail.messageId })}" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
<details><summary>${say('local.outbox.plain')}</summary><pre tabindex="0">${mail.text}</pre></details>
${mail.headers ? html`<details><summary>${say('local.outbox.headers')}</summary><pre tabindex="0">${mail.headers}</pre></details>` : ''}`
}

/** What the header says in a field; undefined if it has none. */
const fieldOf = ({ headers }: OutboxMail, field: string): string | undefined =>
  headers
    ?.split('\n')
    .find((line) => line.startsWith(`${field}: `))
    ?.slice(field.length + 2)

/**
 * The mail as a document for the frame, with its logo in it. Its links open in a new tab, outside of the frame's
 * sandbox.
 */
export function mailDocument(mail: OutboxMail): string {
  const base = '<base target="_blank">'
  const html = mail.logo
    ? mail.html.replace(/(<img src=")cid:[^"]+/, (_, start: string) => start + mail.logo)
    : mail.html
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (head) => head + base) : base + html
}

const clock = new Intl.DateTimeFormat('sv-SE', {
  dateStyle: 'short',
  timeStyle: 'medium',
  timeZone: 'Europe/Stockholm',
})
const time = (date: Date | string) => clock.format(new Date(date))
