import type { links as source } from '../sv/links.ts'

export const links: Record<keyof typeof source, string> = {
  'resend.title': 'Thanks, I will see to it',
  'resend.text':
    'If HR has an e-mail address for you, and it is not verified yet, an e-mail with a link arrives there within a few minutes. Look in the junk folder too.',
  'resend.note': 'No e-mail? Write “link” if I do not know who you are, or ask your HR department.',
  'resend.contact': 'Contact: {contact}',
}
