/** Letters as admins see them before others get them. The words of the letters themselves are in letters.ts. */
export const shownLetters = {
  'letters.title.verify': 'What the verification letter looks like',
  'letters.title.connected': 'What those who are connected directly get',
  'letters.title.code': 'What the letter with the code looks like',
  'letters.fact.subject': 'Subject',
  'letters.fact.from': 'From',
  'letters.fact.replyTo': 'Replies go to',
  'letters.fact.company': 'Company',
  'letters.button.open': 'See the letter as it will look',
  'letters.button.show': 'Show the letter',
  'letters.button.trial': 'Test to me',
  'letters.button.verify': 'Show the verification letter',
  'letters.button.connected': 'Show the letter to those connected directly',
  'letters.note': 'The preview is valid for ten minutes. Its link verifies nobody.',
  'letters.madeUp': 'The address in the letter is made up, because there is none to show yet.',
  'letters.trial.title': 'A test is on its way to you',
  'letters.trial.text': 'It goes to {address}, is marked Test, and has a link that shows the page but verifies nobody.',
  'letters.trial.late': 'The test is delayed',
  'letters.trial.refused': 'The test did not arrive',
  'letters.trial.fault.server': 'The mail server takes no mail just now. The test is sent when it does.',
  'letters.trial.fault.login':
    'The mail server does not accept the login. Ask whoever runs the system to check it. The test is sent when that is put right.',
  'letters.trial.fault.policy':
    'The mail server refuses the sender. Ask whoever runs the system to check MAIL_FROM and the rules of the server. The test is sent when that is put right.',
  'letters.trial.fault.quota':
    'The quota at the mail server is used up. The test is sent when it takes mail from us again.',
  'letters.trial.fault.recipient': 'The mail server says that your address does not exist.',
  'letters.trial.fault.recipient_later':
    'Your mailbox takes no mail just now. It may be full, or the server wants us to come back. The test is sent again in a while.',
  'letters.trial.fault.unclear':
    'The mail server says no without saying whether the fault lies with your address or with us. The test is sent again in a while.',
  'letters.trial.fault.letter': 'The mail server does not want this letter.',
  'letters.trial.others': 'What happens to the test probably happens to the letters to employees, too.',
  'letters.noCompany': 'There is no company yet. Import employees first.',
  'letters.noAddress':
    'Your chat has no confirmed e-mail address, so I do not know where to send the test. Write letter to see it here.',
  'letters.tooOften': 'You have had many tests in the last hour. Wait a while.',
  'letters.oneCompany': 'Name one company at a time: letter verify company=100',
}
