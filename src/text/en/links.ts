import type { links as source } from '../sv/links.ts'

export const links: Record<keyof typeof source, string> = {
  'resend.title': 'Thanks, I will see to it',
  'resend.text':
    'If HR has an e-mail address for you, and it is not verified yet, an e-mail with a link arrives there within a few minutes. Look in the junk folder too.',
  'resend.note': 'No e-mail? Write “link” if I do not know who you are, or ask your HR department.',
  'resend.contact': 'Contact: {contact}',
  'wrong.button': 'Tell HR that the address is wrong',
  'wrong.title': 'Thanks, HR will be told',
  'wrong.text':
    'An admin will contact you about the right address. Until then no address is changed. Once it is, a new e-mail goes there.',
  'wrong.admin': 'You can change the address yourself',
  'wrong.told.chat': '{who} ({platform}) says that the address of {name} is wrong',
  'wrong.told.page': 'Whoever got the e-mail to {name} says that the address is wrong',
  'wrong.told.unknown': '{who} ({platform}) says that the address is wrong, but I do not know who this is',
  'wrong.told.text':
    'Ask the person for the right address. Change it like this: verify {number} company={company} email=<new address>',
  'wrong.told.unknown_text':
    'Check with the person who it is and which address is right. Change it like this: verify <number> email=<new address>',
}
