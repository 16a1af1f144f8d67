import type { general as source } from '../sv/general.ts'

export const general: Record<keyof typeof source, string> = {
  'general.language': 'I answer in English',
  'general.help': 'Help',
  'general.failed.title': 'Something went wrong on my side',
  'general.failed.text':
    'Nothing has changed because of what you wrote. Try again in a while; if it happens again, tell whoever runs Verifiera and mention {reference}.',
  'general.offline': 'I cannot reach the database right now. Nothing has changed; try again in a minute.',
  'general.cut_off':
    'It took too long and was stopped. Nothing has changed; try again, with a smaller selection if you can.',
  'general.busy': 'Somebody else is working on the same thing. Nothing has changed; try again in a moment.',
  'working.reading': 'I am reading the file',
  'working.file': 'I am going through the rows',
  'working.import': 'I am importing',
  'working.plan': 'I am working out who gets an e-mail',
  'working.export': 'I am making the file',
  'working.rows': '{done, plural, one {# row} other {# rows}} so far. The answer will appear here.',
  'working.text': '{done, number} of {total, number} done. The answer will appear here.',
  'general.progress': '{done, number} of {total, number} done ({percent}%)',
  'general.number': '{n, number}',
  'general.percent': '{n}%',
  'general.fetch.missing_scope':
    'I may not fetch files here. Whoever runs Verifiera needs to give the app the scope files:read and install it again.',
  'general.fetch.canvas':
    'That is a canvas or a post in Slack, not a file. Save the list as CSV or Excel and upload that file.',
  'general.fetch.login_page':
    'Slack gave me its login page instead of the file: the app lacks the scope files:read. Ask whoever runs Verifiera to add it and install the app again.',
  'general.fetch.too_large': 'The file is too large. It may have at most 25 MB.',
  'general.fetch.external_file': 'The file is kept by another service. Upload the file itself here instead of a link.',
  'general.fetch.gone': 'The file is gone. Upload it again.',
  'general.fetch.bad_host': 'The file is at an address that I do not fetch from. Upload the file itself here.',
  'general.fetch.page':
    'The link to the file led to a web page instead of the file. This happens in Teams on iPhone: send the file from a computer, or open it and save it as a new file first.',
  'general.fetch.pasted':
    'A pasted picture cannot be read here. Attach it as a file, with the clip, and send it again.',
  'general.fetch.elsewhere': 'In channels and groups Teams gives me no files. Send the file to me in our private chat.',
  'general.fetch.failed': 'The file could not be fetched. Upload it again.',
  'general.too_many': 'That was too many messages at once',
  'general.too_many.text': 'Wait a minute, then write again.',
  'general.personal_number':
    'That looks like a personal identity number. I have neither stored nor logged it. Delete the message, and use the e-mail address or the employment number instead.',
  'start_page.empty': 'Nobody yet. Begin by importing a file.',
  'start_page.sends': 'Sends',
  'start_page.none': 'none under way',
  'start_page.more': 'More sends are under way: press Sends.',
  'start_page.note':
    'Verifiera gets everybody’s e-mail address verified for Visma Connect. Write help, and I will show you what you can do.',
  'start_page.pause': 'Pause {code}',
  'start_page.resume': 'Resume {code}',
  'start_page.stop': 'Stop {code}',
}
