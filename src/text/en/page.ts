import type { page as source } from '../sv/page.ts'

export const page: Record<keyof typeof source, string> = {
  'page.product': 'Verifiera',
  'page.skip': 'Skip to the content',
  'page.language': 'Language',
  'page.help': 'Need help?',

  'page.live.title': 'Confirm your e-mail address',
  'page.live.text':
    '{company} is about to connect your Flex HRM login to Visma Connect. So we need to know that this address is yours:',
  'page.live.button': 'Yes, this is my address',
  'page.live.valid': 'The link is valid until the end of {day}.',
  'page.live.other': 'Not your address? Close the page and nothing happens.',

  'page.used.title': 'Done! Your address is confirmed',
  'page.used.connected': 'Your login is now connected to Visma Connect.',
  'page.used.waiting': 'Your login will be connected to Visma Connect in a moment. There is nothing more to do here.',
  'page.used.next': 'How to log in the first time',
  'page.used.step1': 'Go to the login page.',
  'page.used.step2': 'Choose Forgot your password? (Glömt ditt lösenord?) and enter the address you just confirmed.',
  'page.used.step3': 'You get an e-mail from Visma Connect. Open it and choose a password.',
  'page.used.login': 'To the login page',
  'page.used.keep': 'If you already have a password in Visma Connect, log in as usual.',

  'page.expired.title': 'The link has expired',
  'page.expired.text': 'Not to worry. We can send a new link to the same address:',
  'page.expired.button': 'Send a new link',
  'page.expired.safe': 'The e-mail only goes to the address that your employer has stored.',

  'page.resent.title': 'Look in your inbox',
  'page.resent.text':
    'If the address still needs confirming, an e-mail with a link arrives within a few minutes. Look in the junk mail too.',
  'page.resent.wait': 'No e-mail? Wait a while before you try again.',

  'page.unknown.title': 'The link cannot be used',
  'page.unknown.text': 'It may have been replaced by a newer one, or part of the address is missing.',
  'page.unknown.newest': 'Open the latest e-mail about confirming your address and use the link in it.',
  'page.unknown.whole': 'Copy the whole link if it is split over several lines.',
  'page.unknown.chat': 'Or write resend link to Verifiera in Slack or Teams to get a new one.',

  'page.limited.title': 'Please wait a little',
  'page.limited.text': 'There have been many attempts in a short time. Try again in a few minutes.',

  'page.refused.title': 'That did not work from that page',
  'page.refused.text': 'Open the link in the e-mail and press the button there.',

  'page.home.title': 'E-mail addresses are confirmed here',
  'page.home.text':
    'Verifiera helps organisations connect their logins to Visma Connect. Did you get an e-mail with a link? Open the link in the e-mail.',

  'page.privacy.title': 'How your information is handled',
  'page.privacy.text':
    'Verifiera is run by the organisation that employs you, which is also the data controller. It processes your name, your employment number, your company and unit, your e-mail address and whether it is verified, which letters have been sent to you, and who did what and when.\nThe information is only used to connect your login to Visma Connect. It is given to the mail server that sends the letters and to the login service, and to nobody else. Slack and Teams show it only to those who may see it. There is no tracking, there are no cookies and there are no statistics about you.\nThe information is removed when the organisation no longer needs it. If you want to know what is kept about you, correct something or have it erased, turn to your HR department, who can do so directly in Verifiera.',
  'page.terms.title': 'Terms',
  'page.terms.text':
    'Verifiera is for those who work in the organisation that runs the service, to verify e-mail addresses for Visma Connect. Use it only for that.\nThe link in a letter is personal: do not pass it on. Administrators are responsible for sending only to people to whom they may send; who did what is recorded.\nThe service is provided as it is, without warranty. The program is open source under the MIT licence.',

  'page.missing.title': 'There is no such page',
  'page.missing.text': 'Check the address, or open the link in the e-mail again.',
  'page.method.title': 'The page cannot be used like that',
  'page.method.text': 'Open the link in the e-mail instead.',
  'page.bad.title': 'That could not be read',
  'page.bad.text': 'What was sent here was not complete. Open the link in the e-mail again.',
  'page.large.title': 'That was too much at once',
  'page.large.text': 'What was sent here was too large for this page.',
  'page.broken.title': 'Something went wrong on our side',
  'page.broken.text': 'Nothing has changed. Try again in a while. Please mention {reference} if you get in touch.',
  'page.away.title': 'That does not work right now',
  'page.away.text':
    'We cannot reach our records at the moment. The link in the e-mail still works: try again in a minute.',
  'page.away.button': 'Try again',

  'page.trial': 'Test: this is the page as employees see it. Nobody is verified.',
  'page.preview.title': 'What the letter looks like',
  'page.preview.quiet': 'This page is valid for ten minutes and for you only. The link in the letter verifies nobody.',
  'page.over.title': 'The preview is no longer valid',
  'page.over.text': 'It is valid for ten minutes. Write letter in the chat to see it again.',
  'page.genuine.title': 'Is the e-mail genuine?',
  'page.genuine.begins': 'Genuine links begin with this address and no other:',
  'page.genuine.other': 'If the link in your e-mail begins in any other way, do not open it, and tell your employer.',
  'page.genuine.check': 'Compare your e-mail with what we have sent',
  'page.genuine.email': 'Your e-mail address, to which it came',
  'page.genuine.end': 'The last eight characters of the link',
  'page.genuine.button': 'Check',
  'page.genuine.quiet': 'We do not store what you write, and send no mail.',
  'page.genuine.yes': 'Yes, the e-mail is genuine. It was sent on {day} for {company}.',
  'page.genuine.unknown':
    'We do not recognise these details. Check them once more. If you are not sure, do not open the link, and ask your employer.',
}
