import { createHash } from 'node:crypto'

/**
 * The style sheet of the public pages, light and dark, for widths from 320 px. It is inlined, and the content policy
 * allows it by its hash.
 */
export const style = `
:root {
  color-scheme: light dark;
  --ground: #eef2f3; --paper: #ffffff; --ink: #14232b; --soft: #4b5d66; --line: #d5dee2;
  --deep: #0b5f6b; --deep-ink: #ffffff; --deep-hover: #084a54; --tint: #e3f1f2; --good: #1c6b3f; --good-tint: #e2f3e8;
  --warn: #7a4a00; --warn-tint: #fdf1dc;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0e171b; --paper: #17242a; --ink: #e8f0f2; --soft: #a9bac1; --line: #2d3f47;
    --deep: #6fcbd6; --deep-ink: #06262b; --deep-hover: #93dbe4; --tint: #1d343a; --good: #86d9a5; --good-tint: #1a3627;
    --warn: #f0c37a; --warn-tint: #3a2d14;
  }
}
* { box-sizing: border-box; }
html { font: 100%/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; -webkit-text-size-adjust: 100%; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--ground); color: var(--ink); }
a { color: var(--deep); text-underline-offset: .18em; }
:focus-visible { outline: 3px solid var(--deep); outline-offset: 3px; border-radius: .25rem; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .5rem 1rem; z-index: 1; }
header, main, footer { width: 100%; max-width: 36rem; margin-inline: auto; padding-inline: 1.25rem; }
header { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; justify-content: space-between; padding-block: 1.25rem; }
.brand { display: inline-flex; align-items: center; gap: .55rem; font-weight: 650; letter-spacing: -.01em; }
.brand svg { width: 1.75rem; height: 1.75rem; flex: none; }
.brand circle { fill: var(--deep); } .brand path { stroke: var(--deep-ink); }
nav a { display: inline-block; padding: .6rem .25rem; }
footer nav a { margin-right: 1rem; padding-inline: 0; }
main { flex: 1; overflow-wrap: break-word; }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 1rem; padding: clamp(1.25rem, 5vw, 2.25rem); box-shadow: 0 1px 2px #0001, 0 8px 28px #0000000d; }
h1 { font-size: clamp(1.5rem, 5vw, 1.9rem); line-height: 1.2; letter-spacing: -.02em; margin: 0 0 .85rem; text-wrap: balance; }
h2 { font-size: 1.1rem; line-height: 1.3; margin: 1.75rem 0 .5rem; }
p { margin: 0 0 1rem; }
.icon { display: grid; place-items: center; width: 3rem; height: 3rem; border-radius: 50%; margin: 0 0 1.1rem; background: var(--tint); color: var(--deep); }
.icon svg { width: 1.5rem; height: 1.5rem; fill: none; stroke: currentColor; stroke-width: 2.2; stroke-linecap: round; stroke-linejoin: round; }
.good .icon { background: var(--good-tint); color: var(--good); }
.warn .icon { background: var(--warn-tint); color: var(--warn); }
.address { display: block; margin: 0 0 1.5rem; padding: .85rem 1rem; background: var(--tint); border-radius: .6rem; font-size: 1.1rem; font-weight: 600; overflow-wrap: anywhere; }
button, .button { display: inline-block; width: 100%; padding: .9rem 1.25rem; border: 2px solid transparent; border-radius: .65rem; background: var(--deep); color: var(--deep-ink); font: inherit; font-weight: 650; line-height: 1.3; text-align: center; text-decoration: none; cursor: pointer; }
button:hover, .button:hover { background: var(--deep-hover); }
@media (min-width: 30rem) { button, .button { width: auto; min-width: 14rem; } }
input:not([type=hidden]) { width: 100%; padding: .7rem .8rem; border: 1px solid var(--soft); border-radius: .5rem; background: var(--paper); color: var(--ink); font: inherit; }
label { font-weight: 600; }
dl { margin: 0 0 1rem; } dt { color: var(--soft); font-size: .95rem; } dd { margin: 0 0 .5rem; overflow-wrap: anywhere; }
iframe { display: block; width: 100%; height: 44rem; margin: 0 0 1rem; border: 1px solid var(--line); border-radius: .5rem; background: #fff; }
form { margin: 0 0 1.5rem; }
.employer { margin: 0 0 1.1rem; padding: .85rem 1rem; border: 1px solid var(--line); border-radius: .6rem; background: #fff; color: #14232b; overflow-wrap: anywhere; }
.employer img { display: block; max-width: 100%; height: auto; margin: 0 0 .5rem; border: 0; border-radius: 0; }
ol, ul { margin: 0 0 1.5rem; padding-left: 1.4rem; }
li { margin: .35rem 0; padding-left: .25rem; }
.quiet { color: var(--soft); font-size: .95rem; margin-bottom: .5rem; }
.card > :last-child { margin-bottom: 0; }
img { display: block; max-width: 100%; height: auto; border: 1px solid var(--line); border-radius: .5rem; background: #fff; }
footer { padding-block: 1.5rem 2.5rem; color: var(--soft); font-size: .95rem; overflow-wrap: anywhere; }
@media (forced-colors: active) { button, .button, .card, .address { border: 1px solid; } }
`

export const styleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`
