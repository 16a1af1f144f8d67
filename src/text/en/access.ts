import type { access as source } from '../sv/access.ts'

export const access: Record<keyof typeof source, string> = {
  'account.button': 'Link me',
  'account.status': 'Show my status',
  'account.linked': 'Done, now I know who you are',
  'account.already': 'Your chat is already linked to your record',
  'account.code': 'I have e-mailed a code',
  'account.code.text':
    'The code goes to the address that HR has stored for you and is valid for 15 minutes. Write it here, for example: link 123456',
  'account.asked': 'I have asked HR',
  'account.asked.text':
    'I can’t find you by your e-mail address, so an admin will decide who you are. You will hear from me here.',
  'account.request': '{who} ({platform}) wants to link a chat but can’t be found',
  'account.request.text':
    'Who is it? Choose the person, or write: link approve {id} <employment no.> company=<no.>. Ask the person if you are not sure.',
  'account.refuse': 'Refuse',
  'account.approved': '{who} is linked to {name}',
  'account.approved.told': 'An admin has linked your chat to your record',
  'account.refused': '{who} is refused',
  'account.refused.told': 'An admin could not link your chat. Get in touch with your HR department.',
  'account.noCode': 'No code is valid at the moment. Ask for a new one.',
  'account.wrongCode': 'The code is not right. After three wrong ones you need a new one.',
  'account.tooOften': 'You have already asked several times today. Get in touch with your HR department.',
  'account.unknownRequest': 'There is no request {id}. The number is in the message that you got.',
  'account.answered':
    'Request {id} is already answered: {state, select, approved {the person is linked} refused {it is refused} other {a colleague was faster}}. There is nothing for you to do.',
  'account.badId': '“{typed}” is not the number of a request. Write for example: link approve 12 00217',
  'account.ownRequest': 'You cannot answer your own request.',
  'account.whichPerson': 'Which person is it? Write: link approve {id} <employment no.> company=<no.>',
  'role.owner': 'owner',
  'role.admin': 'admin',
  'role.given': 'The role {role} has been given, {where}',
  'role.everywhere': 'for all companies',
  'role.forCompanies': '{n, plural, one {for one company} other {for # companies}}',
  'role.atOnce': 'It applies from now on.',
  'role.taken': 'The role has been removed',
  'role.listButton': 'Show all roles',
  'role.list': '{n, plural, =0 {Nobody has a role yet} one {1 role} other {# roles}}',
  'role.head.who': 'Who',
  'role.head.role': 'Role',
  'role.head.companies': 'Companies',
  'role.note': 'Owners named by the setting OWNERS are changed there.',
  'role.badPerson':
    'I do not know who “{who}” is. Mention the person with @ in a message to me (not behind a slash), or write slack:<workspace>/<user> or teams:<tenant>/<object id>. An e-mail address will not do: it can be changed.',
  'role.configured': 'That person is an owner by the setting OWNERS and is removed there.',
  'role.ownerEverywhere': 'An owner always has every company. To limit somebody, give the role admin instead.',
  'role.vouched': 'You have vouched that a separate person is behind the account',
  'role.vouched.text':
    'The person can approve large sends of others, but not yours. It holds as long as you are an owner, and the history shows it.',
  'role.ownVouch': 'You cannot vouch for yourself. Ask another owner, or write “link” and answer with the code.',
  'role.none': 'That person has no such role.',
  'role.unknown': '“{typed}” is not a role. The roles are owner and admin.',
}
