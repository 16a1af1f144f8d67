import type { about as source } from '../sv/about.ts'

export const about: Record<keyof typeof source, string> = {
  'about.language': 'I answer in English',
  'about.help': 'Help',
  'about.failed.title': 'Something went wrong on my side',
  'about.failed.text':
    'Nothing has changed because of what you wrote. Try again in a while; if it happens again, tell whoever runs Verifiera and mention {reference}.',
  'about.offline': 'I cannot reach the database right now. Nothing has changed; try again in a minute.',
  'about.fetch.missing_scope':
    'I may not fetch files here. Whoever runs Verifiera needs to give the app the right files:read and install it again.',
  'about.fetch.too_large': 'The file is too large. It may have at most 25 MB.',
  'about.fetch.external_file': 'The file is kept by another service. Upload the file itself here instead of a link.',
  'about.fetch.gone': 'The file is gone. Upload it again.',
  'about.fetch.bad_host': 'The file is at an address that I do not fetch from. Upload the file itself here.',
  'about.fetch.failed': 'The file could not be fetched. Upload it again.',
  'about.personal_number':
    'That looks like a personal identity number. I have neither stored nor logged it. Delete the message, and use the e-mail address or the employment number instead.',
}
