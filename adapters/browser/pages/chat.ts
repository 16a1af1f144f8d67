import { html, raw } from 'hono/html'
import type { Language } from '#bot'
import { type Key, speaker } from '#text'

/** The texts that the page's script needs. */
const scriptTexts = [
  'local.you.owner',
  'local.you.admin',
  'local.you.employee',
  'local.thinking',
  'local.failed.title',
  'local.failed.text',
  'local.file.large',
  'local.file.refused',
  'local.file.gone',
  'local.file.many',
  'local.employee.choose',
  'local.progress',
  'local.done',
  'local.by_day',
  'local.table',
  'local.copy',
  'local.copied',
  'local.person.other',
  'local.line.start',
  'local.preview',
  'local.preview.title',
  'local.preview.text',
  'local.preview.slack',
  'local.preview.teams',
  'local.preview.desktop',
  'local.preview.phone',
  'local.preview.close',
] as const satisfies Key[]

const icons = {
  plus: '<path d="M12 5v14M5 12h14"/>',
  send: '<path d="M5 12h13M12 5.5l6.5 6.5-6.5 6.5"/>',
}
const icon = (name: keyof typeof icons) => html`<svg viewBox="0 0 24 24" aria-hidden="true">${raw(icons[name])}</svg>`

interface Given {
  /** There is a file to import. */
  example: boolean
  demo: boolean
  /** Cards can be shown as in Slack and in Teams. */
  previews: boolean
  /** A line to begin with. */
  say: string
}

/** The page of the local chat. Its script is plain JavaScript, served without a build; its texts come from here. */
export function chatPage(language: Language, given: Given): string {
  const say = speaker(language)
  const other = language === 'sv' ? { code: 'en', name: 'English' } : { code: 'sv', name: 'Svenska' }
  const lines = {
    help: say('local.line.help'),
    status: say('local.line.status'),
    verify: say('local.line.verify'),
    import: say('local.line.import'),
    mine: say('local.line.mine'),
    resend: say('local.line.resend'),
  }
  const words = Object.fromEntries(
    scriptTexts.map((key) => [key, say(key, { text: '{text}', done: '{done}', total: '{total}' })]),
  )
  const settings = JSON.stringify({ language, words, lines, say: given.say, previews: given.previews }).replaceAll(
    '<',
    '\\u003c',
  )
  const chip = (line: string, who: 'admin' | 'employee') =>
    html`<li data-for="${who}"><button type="button" data-say="${line}">${line}</button></li>`
  const identity = (value: string, label: string) =>
    html`<label><input type="radio" name="as" value="${value}"><span>${label}</span></label>`

  return String(html`<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Verifiera</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/local/base.css"><link rel="stylesheet" href="/local/card.css"><link rel="stylesheet" href="/local/chat.css">
<script type="application/json" id="settings">${raw(settings)}</script>
<script type="module" src="/local/page.js"></script>
</head>
<body class="chat">
<a class="skip" href="#line">${say('local.skip')}</a>
<header class="bar">
<span class="brand">Verifiera</span>
<fieldset class="identities"><legend>${say('local.as')}</legend>
${identity('owner', say('local.owner'))}${identity('admin', say('local.admin'))}${identity('employee', say('local.employee'))}</fieldset>
<nav aria-label="${say('local.pages')}"><a id="outbox" href="/outbox?lang=${language}" target="verifiera-outbox">${say('local.outbox')} <span id="count" hidden></span></a>
<a id="switch" href="/?lang=${other.code}" lang="${other.code}" hreflang="${other.code}" data-say="${other.code === 'en' ? 'språk en' : 'language sv'}">${other.name}</a></nav>
<p class="address" id="address" hidden><label for="person">${say('local.person')}</label><select id="person"></select>
<label for="email" class="hidden">${say('local.employee.address')}</label><input id="email" type="email" autocomplete="off" spellcheck="false" placeholder="${say('local.employee.example')}"></p>
</header>
<div class="sides">
<main>
<h1 class="hidden">${say('local.title')}</h1>
<div id="log"><section class="hello"><h2>${say('local.hello')}</h2><p>${say('local.hello.text')}</p>${given.demo ? html`<p>${say('local.hello.demo')}</p><p class="tries" data-for="admin"><button type="button" class="first" data-say="${say('start.try.demo')}">${say('local.hello.plan')}</button></p>` : ''}</section></div>
<p id="announce" class="hidden" role="status"></p>
</main>
<aside aria-labelledby="walkthrough-title"><details class="walkthrough" open><summary><h2 id="walkthrough-title">${say('local.guide')}</h2></summary>
<p class="quiet">${say('local.guide.text')}</p>
<ol>
<li data-step="import"><strong>${say('local.step.import')}</strong><p>${say('local.step.import.text')}</p>
${given.example ? html`<button type="button" id="example">${say('local.step.import.button')}</button> <a href="/exempel.csv" download>${say('local.step.import.download')}</a>` : ''}</li>
<li data-step="plan"><strong>${say('local.step.plan')}</strong><p>${say('local.step.plan.text')}</p><button type="button" data-say="${lines.verify}">${lines.verify}</button></li>
<li data-step="send"><strong>${say('local.step.send')}</strong><p>${say('local.step.send.text')}</p></li>
<li data-step="mail"><strong>${say('local.step.mail')}</strong><p>${say('local.step.mail.text')}</p><a class="button" href="/outbox?lang=${language}&amp;show=links" target="verifiera-outbox">${say('local.step.mail.button')}</a></li>
<li data-step="done"><strong>${say('local.step.done')}</strong><p>${say('local.step.done.text')}</p><button type="button" data-say="${lines.status}">${lines.status}</button></li>
</ol></details></aside>
</div>
<form id="composer" aria-label="${say('local.composer')}">
<ul id="completions" role="listbox" aria-label="${say('local.completions')}" hidden></ul>
<ul class="chips" aria-label="${say('local.chips')}">
<li id="next" hidden></li>${chip(lines.help, 'admin')}${chip(lines.status, 'admin')}${chip(lines.verify, 'admin')}${chip(lines.import, 'admin')}
${chip(lines.resend, 'employee')}${chip(lines.mine, 'employee')}${chip(lines.help, 'employee')}</ul>
<p id="attached" hidden><span></span> <button type="button" id="detach">${say('local.file.remove')}</button></p>
<div class="field">
<label class="attach" title="${say('local.file.attach')}">${icon('plus')}<span class="hidden">${say('local.file.attach')}</span><input id="file" type="file" class="hidden" accept=".csv,.txt,.tsv,.xlsx,.ods,.png,.jpg,.jpeg,.webp,.gif"></label>
<label for="line" class="hidden">${say('local.line')}</label>
<textarea id="line" rows="1" aria-autocomplete="list" aria-haspopup="listbox" aria-controls="completions" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="send" placeholder="${say('local.line.example')}"></textarea>
<button type="submit" class="send">${icon('send')}<span class="hidden">${say('local.send')}</span></button>
</div>
</form>
<div id="drop" hidden><p>${say('local.file.drop')}</p></div>
</body>
</html>`)
}
