import { escapeHtml, html, type Markup } from './html.ts'

/** A part of a letter, in text and in HTML. */
export type Block =
  | { kind: 'heading' | 'paragraph' | 'small' | 'note'; text: string }
  /** Words and, on a line of its own, an address that can be clicked. */
  | { kind: 'address'; text: string; url: string }
  /** A button in HTML. In both forms the address follows on a line of its own, in HTML after the words of `copy`. */
  | { kind: 'action'; label: string; copy: string; url: string }

/** The part of a letter in one language. */
export interface Section {
  language: 'sv' | 'en'
  /** What a mail program shows beside the subject in its list. */
  preheader: string
  blocks: Block[]
}

/** The employer's own of a letter: a name and a logo above everything, and the colour of the button. */
export interface Letterhead {
  /** Empty: no head. */
  name: string
  /** `source`: a `cid:` address, as mail programs know it. In pixels of the screen. */
  logo: { source: string; width: number; height: number } | null
  /** The ground of the button. */
  color: string
}

export const plainHead: Letterhead = { name: '', logo: null, color: '#0b5cad' }

/** The longest line below a heading: it cannot be broken, and narrow cards show the text, too. */
const underline = 24

/** The plain text: each paragraph is one line, which mail programs wrap, and an address stands on a line of its own. */
export function renderText(sections: Section[], { name }: Letterhead = plainHead): string {
  const written = sections.map(({ blocks }) =>
    blocks
      .map((block) => {
        if (block.kind === 'action') return block.label + ':\n' + block.url
        if (block.kind === 'address') return block.text + '\n' + block.url
        return block.kind === 'heading'
          ? block.text.toUpperCase() + '\n' + '='.repeat(Math.min(block.text.length, underline))
          : block.text
      })
      .join('\n\n'),
  )
  return (name && `${name}\n\n`) + written.join('\n\n' + '-'.repeat(60) + '\n\n') + '\n'
}

const font = 'font-family:Arial,Helvetica,sans-serif;'

/** Long addresses may wrap anywhere; words are never broken inside, and nothing is hyphenated. */
const wrap = 'word-wrap:break-word;overflow-wrap:anywhere;hyphens:none;'

const sizes = {
  heading: { tag: 'h1', name: 'ink', style: 'color:#1f2933;font-size:22px;line-height:28px;margin:0 0 16px 0;' },
  paragraph: { tag: 'p', name: 'ink', style: 'color:#1f2933;font-size:16px;line-height:24px;margin:0 0 16px 0;' },
  small: { tag: 'p', name: 'soft', style: 'color:#52606d;font-size:14px;line-height:21px;margin:0 0 12px 0;' },
  note: {
    tag: 'p',
    name: 'note',
    style:
      'color:#7a4a00;background-color:#fdf1dc;font-size:14px;line-height:21px;margin:0 0 16px 0;padding:10px 12px;',
  },
}

/**
 * The colours on a dark ground, for the programs that ask for them (Apple Mail, Outlook on the Mac). Others leave the
 * letter light or turn its colours themselves, which its plain colours stand.
 */
const dark = `:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .ground { background-color: #12191f !important; }
  .paper { background-color: #1c262e !important; }
  .rule { border-color: #33424d !important; }
  .ink { color: #eef3f6 !important; }
  .soft, .soft a { color: #b6c4cd !important; }
  .note { color: #f0c37a !important; background-color: #3a2d14 !important; }
}`

function renderBlock(block: Block, { color }: Letterhead): Markup {
  if (block.kind === 'action') return renderAction(block, color)
  if (block.kind === 'address') return renderAddress(block.text, block.url)
  const { tag, name, style } = sizes[block.kind]
  return html`<${{ markup: tag }} class="${name}" style="${font + wrap + style}">
${unbroken(block.text)}</${{ markup: tag }}>`
}

/** Text in which *e-postadress* stays on one line: a browser would break it after its hyphen. */
const unbroken = (text: string): Markup => ({
  markup: escapeHtml(text).replace(/\be-post\p{L}*/giu, '<span style="white-space:nowrap;">$&</span>'),
})

/**
 * A button whose whole surface is the link: the padding is inside the link, which has the colour itself, so that a
 * filter sees dark behind its white words. Outlook on Windows pads no link; there the cell has the colour, too.
 */
function renderAction({ label, url, copy }: Extract<Block, { kind: 'action' }>, color: string): Markup {
  return html`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 20px 0;"><tr>
<td bgcolor="${color}" style="border-radius:6px;background-color:${color};"><a style="${font}background-color:${color};border:1px solid ${color};border-radius:6px;color:#ffffff;display:inline-block;font-size:16px;line-height:20px;font-weight:bold;padding:14px 26px;text-decoration:none;"
 href="${url}"
>${label}</a></td>
</tr></table>
${renderAddress(copy, url)}`
}

const renderAddress = (text: string, url: string): Markup =>
  html`<p class="soft" style="${font + wrap + sizes.small.style}">${text}<br>
<a style="color:#0b5cad;word-break:break-all;"
 href="${url}"
>${url}</a></p>`

/** The words beside the subject in a list of mails. Spaces that show nothing keep the letter itself out of there. */
const renderPreheader = (text: string): Markup =>
  html`<div style="display:none;font-size:1px;line-height:1px;max-height:0;max-width:0;opacity:0;overflow:hidden;">
${text}
${{ markup: '&#847;&zwnj;&nbsp;'.repeat(40) }}
</div>`

/**
 * Name and logo on a ground that stays white, because a logo is made for that. Whoever sees no pictures reads the name
 * once all the same.
 */
function renderHead({ name, logo }: Letterhead): Markup {
  if (!name) return { markup: '' }
  const picture = logo
    ? html`<img src="${logo.source}" alt="" width="${String(logo.width)}" height="${String(logo.height)}" style="display:block;border:0;margin:0 0 10px 0;max-width:100%;height:auto;">`
    : { markup: '' }
  return html`<tr><td bgcolor="#ffffff" style="padding:20px 20px 16px 20px;background-color:#ffffff;border-radius:8px 8px 0 0;border-bottom:1px solid #d9e2ec;">
${picture}<div style="${font + wrap}color:#1f2933;font-size:15px;line-height:20px;font-weight:bold;">${name}</div></td></tr>`
}

/** The HTML: without scripts, and no picture but the logo that it brings; readable from 320 px on and in Outlook. */
export function renderHtml(title: string, sections: Section[], head: Letterhead = plainHead): string {
  const parts = sections.map(
    ({
      language,
      blocks,
    }) => html`<tr><td lang="${language}" class="rule" style="padding:24px 20px;border-bottom:1px solid #d9e2ec;">
${blocks.map((block) => renderBlock(block, head))}
</td></tr>`,
  )
  return html`<!DOCTYPE html>
<html lang="${sections[0]!.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>${title}</title>
<style>
${{ markup: dark }}
</style>
</head>
<body class="ground" style="margin:0;padding:0;background-color:#f0f4f8;">
${renderPreheader(sections[0]!.preheader)}
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="table-layout:fixed;"><tr><td align="center" class="ground" bgcolor="#f0f4f8" style="padding:16px 8px;">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" class="paper" bgcolor="#ffffff" style="table-layout:fixed;width:100%;max-width:600px;background-color:#ffffff;border-radius:8px;">
${renderHead(head)}
${parts}
</table>
</td></tr></table>
</body>
</html>
`.markup
}
