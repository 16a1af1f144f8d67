import { html } from 'hono/html'
import { type Employer, shownSize } from '../../letters/employer.ts'
import type { Markup } from '../layout.ts'

/** What the page behind a link shows of the employer: what its letter has shown. */
export type PageEmployer = Pick<Employer, 'name' | 'contact' | 'address' | 'logo'>

/** Name and logo above what the page says; nothing where the employer has neither. */
export function employerHead(employer: PageEmployer | null, company: string): Markup | '' {
  if (!employer?.logo && !employer?.name) return ''
  return html`<div class="employer">${employer.logo ? picture(employer.logo) : ''}<strong>${employer.name || company}</strong></div>`
}

function picture(logo: NonNullable<Employer['logo']>): Markup {
  const { width, height } = shownSize(logo)
  const source = `data:${logo.type};base64,${Buffer.from(logo.bytes).toString('base64')}`
  return html`<img src="${source}" alt="" width="${width}" height="${height}">`
}
