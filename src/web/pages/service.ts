import type { Language } from '#text'
import type { PageEmployer } from './employer.ts'

/** The state of a link, as far as whoever has it may know: a revoked link looks like an unknown one. */
export type LinkState =
  | {
      state: 'live'
      maskedEmail: string
      companyName: string
      language: Language | null
      lastDay: string
      employer: PageEmployer | null
      trial?: true
    }
  | {
      state: 'used'
      connected: boolean
      companyName: string
      language: Language | null
      employer: PageEmployer | null
      trial?: true
    }
  | {
      state: 'expired'
      maskedEmail: string
      companyName: string
      language: Language | null
      employer: PageEmployer | null
    }
  | { state: 'unknown' }
  /** There were too many attempts with this link or from this network address. */
  | { state: 'limited' }

/** Whether a letter is ours, for whoever has its address and the end of its link; null whatever is wrong. */
export type Genuine = { company: string; day: string } | null | 'limited'

/** A letter as it will look. */
export interface PreviewedLetter {
  subject: string
  from: string
  html: string
}

/**
 * What somebody with a link can do. `lastDay` is the last whole day of the link, as `2026-03-13`. `from` is the network
 * address of the request: after too many unknown links from one address, the state is `limited`.
 */
export interface PageService {
  /** Shows the state of a link; changes nothing. */
  open(token: string, from?: string): Promise<LinkState>
  /** Verifies the address of a live link. A used link stays `used`; for others it returns what `open` returns. */
  verify(token: string, from?: string): Promise<LinkState>
  /** Mails a new link to the stored address if the link has expired; does not reveal whether it did. */
  resend(token: string): Promise<void>
  /**
   * Tells the admins of the person's company that the address is wrong, if the link is live or has expired; does not
   * reveal whether it did. False after too many unknown links.
   */
  reportWrong(token: string, from?: string): Promise<boolean>
  /** Compares an address and the last signs of a link with those that were sent. */
  genuine(asked: { email: string; end: string; from: string | undefined }): Promise<Genuine>
  /** The letter of a preview; null when its ten minutes are over, or there is none. */
  preview(token: string): Promise<PreviewedLetter | null>
}
