import type { letters as source } from '../sv/letters.ts'

export const letters: Record<keyof typeof source, string> = {
  'letter.auto': 'This e-mail was sent automatically. It is not possible to reply to it.',
  'letter.connected.direct':
    '{company} has moved its login to Flex HRM over to Visma Connect, and your account is ready. You log in with {address}. There is nothing for you to confirm.',
  'letter.connected.forgot':
    'Go to the login page, choose “Forgot your password?” (“Glömt ditt lösenord?”) and enter {address}. You then get another e-mail, in which you choose a password. If you already have a password for Visma Connect, it works as before.',
  'letter.connected.heading': 'How to choose your password',
  'letter.connected.ignore': 'If you do nothing, nothing happens. You choose a password on the day you want to log in.',
  'letter.connected.open': 'To the login page',
  'letter.connected.subject': 'Your Visma Connect account is ready',
  'letter.connected.why':
    'You get this e-mail because {company} has given {address} as your address for Visma Connect.',
  'letter.copy': 'Does the button not work? Copy this address into your browser:',
  'letter.hello': 'Hello!',
  'letter.hello.name': 'Hello {name}!',
  'letter.help': 'Help with this e-mail:',
  'letter.accessibility': 'Accessibility:',
  'letter.own': '{company} writes:',
  'letter.otherLanguage': 'På svenska ovan.',
  'letter.support': 'Questions? Contact {contact}.',
  'letter.unsure':
    'Not sure whether this e-mail is genuine? Genuine links begin with {base} and no other address. Otherwise ask your employer, or type the address yourself.',
  'letter.verify.after':
    'Once the address is confirmed, choose a password through “Forgot your password?” (“Glömt ditt lösenord?”) on the login page: {login}',
  'letter.verify.button': 'Confirm my e-mail address',
  'letter.verify.heading': 'Confirm your e-mail address',
  'letter.verify.ignore':
    'If you do nothing, nothing happens: the address stays unconfirmed and the link simply expires.',
  'letter.verify.intro':
    '{company} is moving its login to Flex HRM over to Visma Connect. Confirm that {address} is your address, and you can log in there.',
  'letter.verify.subject': 'Confirm your e-mail address for Visma Connect',
  'letter.verify.until': 'The link is valid until the end of {day} and is meant for you only: do not pass it on.',
  'letter.verify.why': 'You get this e-mail because {company} has given {address} as your address for Visma Connect.',
  'letter.code.subject': 'Your code for Verifiera',
  'letter.code.heading': 'Your code',
  'letter.code.type': 'Write this in the chat where you asked for the code: link {code}',
  'letter.code.life': 'The code is valid for 15 minutes and is for you only. Nobody else needs it, not even HR.',
  'letter.code.ignore': 'Didn’t ask for a code? Then there is nothing for you to do.',
  'letter.auto.replies': 'This e-mail was sent automatically. If you reply, it reaches those who can help you.',
  'letter.connected.preheader': '{company} uses Visma Connect for the login to Flex HRM. How to choose your password.',
  'letter.moved.heading': 'This address is no longer used',
  'letter.moved.nothing': 'There is nothing for you to do.',
  'letter.moved.preheader': '{company} has changed the address of an account in Visma Connect.',
  'letter.moved.subject': 'The address is no longer used for Visma Connect',
  'letter.moved.text':
    '{company} has changed the e-mail address of an account in Flex HRM. {address} is no longer used to log in with Visma Connect, and earlier links to this address do not work.',
  'letter.moved.wrong': 'Was this not intended? Tell your employer as soon as you can.',
  'letter.trial.mark': 'Test:',
  'letter.trial.text': 'This is a test of what employees will get. The link shows the page but verifies nobody.',
  'letter.unsure.check': 'Check the e-mail here:',
  'letter.verify.preheader': '{company} asks you to confirm your address by {day}.',
}
