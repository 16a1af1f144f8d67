import type { links as source } from '../sv/links.ts'

export const links: Record<keyof typeof source, string> = {
  'link.button': 'Link me',
}
