import { createComposer, type LetterSettings, type Recipient, replyTo, senderOf } from './compose.ts'

/** What a letter that is only shown is filled in with. */
export interface ShownExample
  extends Pick<Recipient, 'language' | 'givenName' | 'company' | 'address' | 'link' | 'employer'> {
  letter: 'verify' | 'connected' | 'code'
  code: string | null
}

/** A letter to be looked at, with its sender and where answers go, in words. */
export interface ShownMail {
  subject: string
  text: string
  html: string
  from: string
  replyTo: string | null
}

/** Composes letters to be looked at, exactly as they would be sent; a logo is shown without being fetched. */
export function createShowcase(settings: LetterSettings, clock: () => Date) {
  const compose = createComposer(settings)
  return ({ letter, ...example }: ShownExample): ShownMail => {
    const recipient = { ...example, to: example.address, messageId: '<preview@localhost>', date: clock() }
    const { subject, text, html, logo } = compose(letter, recipient).parts
    const from = senderWords(senderOf(settings, example.employer))
    return { subject, text, html: withLogo(html, logo), from, replyTo: replyTo(settings, example.employer) }
  }
}

const withLogo = (html: string, logo: string | undefined): string =>
  logo ? html.replace(/(<img src=")cid:[^"]+/, `$1${logo}`) : html

const senderWords = ({ name, address }: LetterSettings['from']): string => (name ? `${name} <${address}>` : address)
