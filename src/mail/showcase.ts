import { createComposer, type LetterSettings, type Recipient } from './compose.ts'

/** What a letter that is only shown is filled in with. */
export interface ShownExample extends Pick<Recipient, 'language' | 'givenName' | 'company' | 'address' | 'link'> {
  letter: 'verify' | 'connected' | 'code'
  code: string | null
}

/** Composes letters to be looked at, exactly as they would be sent. */
export function createShowcase(settings: LetterSettings, clock: () => Date) {
  const compose = createComposer(settings)
  return ({ letter, ...example }: ShownExample): { subject: string; text: string; html: string } => {
    const recipient = { ...example, to: example.address, messageId: '<preview@localhost>', date: clock() }
    const { subject, text, html } = compose(letter, recipient).parts
    return { subject, text, html }
  }
}

export const senderWords = ({ name, address }: LetterSettings['from']): string =>
  name ? `${name} <${address}>` : address
