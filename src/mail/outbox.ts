import PostalMime, { decodeWords } from 'postal-mime'
import type { Letter, Mailer } from './mailer.ts'

/** A letter as the outbox shows it. */
export interface CaughtMail extends Omit<Letter['parts'], 'logo'> {
  to: string
  logo?: string
  /** The header of the message, a field a line, unfolded and decoded. */
  headers: string
}

/** The mailer of local mode, which hands every letter to `keep`. Keeping a letter twice must do no harm. */
export function createOutbox(keep: (mail: CaughtMail) => Promise<void>): Mailer {
  return {
    slots: 4,
    open: () => ({
      async send(letter, mayCommit) {
        if (!(await mayCommit())) return { kind: 'withheld' }
        try {
          await keep(await catchMail(letter))
          return { kind: 'accepted', code: 250 }
        } catch (error) {
          return { kind: 'unknown', text: (error as Error).message }
        }
      },
      close() {},
    }),
    close: async () => {},
  }
}

async function catchMail({ to, raw, parts }: Letter): Promise<CaughtMail> {
  const { subject, text, html, logo, messageId, date } = parts
  return { to, subject, text, html, logo, messageId, date, headers: await readHeader(raw) }
}

async function readHeader(raw: Uint8Array): Promise<string> {
  const { headers } = await PostalMime.parse(raw.subarray(0, Buffer.from(raw).indexOf('\r\n\r\n')))
  return headers.map(({ originalKey, value }) => `${originalKey}: ${decodeWords(value)}`).join('\n')
}
