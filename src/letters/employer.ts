import type { Language } from '#text'

/** How the letters of one employer look. Empty texts: as the product's own letters. */
export interface Employer {
  /** One version for good, unless something in it had to be left out since. */
  id: number
  /** What employees know the company by. */
  name: string
  /** Whom to ask: a name, and an address. */
  contact: string
  address: string
  /** Where answers go; empty: to `address`. */
  replyTo: string
  /** The ground of the button, `#rrggbb`, dark enough for white words. */
  color: string
  /** The employer's own paragraph. */
  text: Record<Language, string>
  /** Width and height in pixels, of which two make one on the screen. */
  logo: { type: string; width: number; height: number; bytes: Uint8Array } | null
}

/** Whom to ask, in words; empty when the employer names nobody. */
export const contactWords = ({ contact, address }: Pick<Employer, 'contact' | 'address'>): string =>
  [contact, address].filter(Boolean).join(', ')

const widest = 200
const highest = 80

/** The size at which a logo is shown: half its pixels, for sharp screens, and never larger than a letterhead has it. */
export function shownSize({ width, height }: { width: number; height: number }): { width: number; height: number } {
  const scale = Math.min(0.5, widest / width, highest / height)
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}
