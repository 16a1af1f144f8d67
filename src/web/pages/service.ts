import type { Language } from '#text'

/** What a link is worth right now, as far as its holder may know it. Nothing here tells an unknown link from a revoked one. */
export type LinkState =
  | { state: 'live'; maskedEmail: string; companyName: string; language: Language | null; lastDay: string }
  | { state: 'used'; connected: boolean; language: Language | null }
  | { state: 'expired'; maskedEmail: string; language: Language | null }
  | { state: 'unknown' }
  /** Too many tries with this link or from this place: nothing was looked at. */
  | { state: 'limited' }

/**
 * The three things a link's holder can do; `lastDay` is a date `2026-03-13`, the last whole day of the link. `from` is the
 * network address of whoever asks: too many unknown links from one are `limited`.
 */
export interface PageService {
  /** Changes nothing. */
  open(token: string, from?: string): Promise<LinkState>
  /** Verifies a live link; a used one answers `used` again, all others what `open` says. */
  verify(token: string, from?: string): Promise<LinkState>
  /** Mails a new link to the stored address where that is right; says nothing about whether it was. */
  resend(token: string): Promise<void>
}
