import type { links as source } from '../sv/links.ts'

export const links: Record<keyof typeof source, string> = {
  'link.button': 'Link me',
  'link.status': 'Show my status',
  'link.tied': 'Done, now I know who you are',
  'link.already': 'Your chat is already tied to your record',
  'link.code': 'I have mailed a code',
  'link.code.text':
    'The code goes to the address that HR has stored for you and lives for 15 minutes. Write it here, for example: link 123456',
  'link.asked': 'I have asked HR',
  'link.asked.text':
    'I do not find you by your e-mail address, so an admin decides who you are. You will hear from me here.',
  'link.request': '{who} ({platform}) wants to tie a chat but is not found',
  'link.request.text':
    'Who is it? Choose the person, or write: link approve {id} <employment no.> company=<no.>. Ask the person if you are not sure.',
  'link.refuse': 'Refuse',
  'link.approved': '{who} is tied to {name}',
  'link.approved.told': 'An admin has tied your chat to your record',
  'link.refused': '{who} is refused',
  'link.refused.told': 'An admin could not tie your chat. Get in touch with your HR department.',
  'link.noCode': 'There is no code that holds. Ask for a new one.',
  'link.wrongCode': 'The code is not right. After three wrong ones you need a new one.',
  'link.tooOften': 'You have already asked several times today. Get in touch with your HR department.',
  'link.unknownRequest': 'Request {id} does not exist or is already answered.',
  'link.badId': '“{typed}” is not the number of a request. Write for example: link approve 12 00217',
  'link.ownRequest': 'You cannot answer your own request.',
  'link.whichPerson': 'Which person is it? Write: link approve {id} <employment no.> company=<no.>',
}
