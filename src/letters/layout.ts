import { html, type Markup } from './html.ts'

/** A part of a letter, in text and in HTML. */
export type Block =
  | { kind: 'heading' | 'paragraph' | 'small'; text: string }
  /** A button in HTML. In both forms the address follows on a line of its own, in HTML after the words of `copy`. */
  | { kind: 'action'; label: string; copy: string; url: string }

/** The part of a letter in one language. */
export interface Section {
  language: 'sv' | 'en'
  blocks: Block[]
}

/** The plain text: each paragraph is one line, which mail programs wrap, and an address stands on a line of its own. */
export function renderText(sections: Section[]): string {
  const written = sections.map(({ blocks }) =>
    blocks
      .map((block) => {
        if (block.kind === 'action') return block.label + ':\n' + block.url
        return block.kind === 'heading' ? block.text.toUpperCase() + '\n' + '='.repeat(block.text.length) : block.text
      })
      .join('\n\n'),
  )
  return written.join('\n\n' + '-'.repeat(60) + '\n\n') + '\n'
}

const font = 'font-family:Arial,Helvetica,sans-serif;'

const sizes = {
  heading: { tag: 'h1', style: 'color:#1f2933;font-size:22px;line-height:28px;margin:0 0 16px 0;' },
  paragraph: { tag: 'p', style: 'color:#1f2933;font-size:16px;line-height:24px;margin:0 0 16px 0;' },
  small: { tag: 'p', style: 'color:#52606d;font-size:14px;line-height:21px;margin:0 0 12px 0;' },
}

function renderBlock(block: Block): Markup {
  if (block.kind === 'action') return renderAction(block)
  const { tag, style } = sizes[block.kind]
  return html`<${{ markup: tag }} style="${font + style}">
${block.text}</${{ markup: tag }}>`
}

/** A button as a coloured table cell: Outlook on Windows gives no other element padding and a background. */
function renderAction({ label, url, copy }: Extract<Block, { kind: 'action' }>): Markup {
  return html`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 20px 0;"><tr>
<td bgcolor="#0b5cad" style="border-radius:6px;padding:14px 26px;"><a style="${font}color:#ffffff;background-color:#0b5cad;font-size:16px;line-height:20px;font-weight:bold;text-decoration:none;"
 href="${url}"
>${label}</a></td>
</tr></table>
<p style="${font}${sizes.small.style}word-break:break-all;">${copy}<br>
${url}</p>`
}

/** The HTML: without pictures, scripts and style sheets, readable at any width and in Outlook. */
export function renderHtml(title: string, sections: Section[]): string {
  const parts = sections.map(
    ({ language, blocks }) => html`<tr><td lang="${language}" style="padding:28px;border-bottom:1px solid #d9e2ec;">
${blocks.map(renderBlock)}
</td></tr>`,
  )
  return html`<!DOCTYPE html>
<html lang="${sections[0]!.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${title}</title>
</head>
<body style="margin:0;padding:0;background:#f0f4f8;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:24px 12px;">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px;background:#ffffff;border-radius:8px;">
${parts}
</table>
</td></tr></table>
</body>
</html>
`.markup
}
