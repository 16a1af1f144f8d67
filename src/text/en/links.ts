import type { links as source } from '../sv/links.ts'

export const links: Record<keyof typeof source, string> = {
  'account.button': 'Link me',
  'account.status': 'Show my status',
  'account.linked': 'Done, now I know who you are',
  'account.already': 'Your chat is already tied to your record',
  'account.code': 'I have mailed a code',
  'account.code.text':
    'The code goes to the address that HR has stored for you and lives for 15 minutes. Write it here, for example: link 123456',
  'account.asked': 'I have asked HR',
  'account.asked.text':
    'I do not find you by your e-mail address, so an admin decides who you are. You will hear from me here.',
  'account.request': '{who} ({platform}) wants to tie a chat but is not found',
  'account.request.text':
    'Who is it? Choose the person, or write: link approve {id} <employment no.> company=<no.>. Ask the person if you are not sure.',
  'account.refuse': 'Refuse',
  'account.approved': '{who} is tied to {name}',
  'account.approved.told': 'An admin has tied your chat to your record',
  'account.refused': '{who} is refused',
  'account.refused.told': 'An admin could not tie your chat. Get in touch with your HR department.',
  'account.noCode': 'There is no code that holds. Ask for a new one.',
  'account.wrongCode': 'The code is not right. After three wrong ones you need a new one.',
  'account.tooOften': 'You have already asked several times today. Get in touch with your HR department.',
  'account.unknownRequest': 'Request {id} does not exist or is already answered.',
  'account.badId': '“{typed}” is not the number of a request. Write for example: link approve 12 00217',
  'account.ownRequest': 'You cannot answer your own request.',
  'account.whichPerson': 'Which person is it? Write: link approve {id} <employment no.> company=<no.>',
}
