/** Text that is markup already; `html` escapes everything else. */
export interface Markup {
  markup: string
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (found) => entities[found] as string)

/** Makes markup from a template. Values are escaped unless they are markup; lists are joined by line breaks. */
export function html(strings: TemplateStringsArray, ...values: (string | Markup | Markup[])[]): Markup {
  const filled = values.map((value) => {
    if (typeof value === 'string') return escapeHtml(value)
    return Array.isArray(value) ? value.map((one) => one.markup).join('\n') : value.markup
  })
  return { markup: strings.reduce((before, after, at) => before + filled[at - 1] + after) }
}
