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
  'letters.noCompany': 'There is no company yet. Import employees first.',
  'letters.noAddress':
    'Your chat has no confirmed e-mail address, so I do not know where to send the test. Write letter to see it here.',
  'letters.tooOften': 'You have had many tests in the last hour. Wait a while.',
  'letters.oneCompany': 'Name one company at a time: letter verify company=100',
}
