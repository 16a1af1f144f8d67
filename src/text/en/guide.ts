import type { guide as source } from '../sv/guide.ts'

export const guide: Record<keyof typeof source, string> = {
  'guide.nav': 'About this service',
  'guide.nav.help': 'Help',
  'guide.nav.accessibility': 'Accessibility',
  'guide.nav.privacy': 'Your data',
  'guide.operator': 'The organisation that runs this service',

  'guide.employee.title': 'Help with the e-mail from Verifiera',
  'guide.employee.lead': 'For anyone who has been asked by e-mail to confirm their address, or is waiting to be.',
  'guide.employee.other': 'Do you work in HR? Read how letters are sent.',
  'guide.employee.what.title': 'What is this e-mail?',
  'guide.employee.what.text':
    'Your employer is moving the login of Flex HRM to Visma Connect. You log in there with your e-mail address, so you first need to confirm that the address is yours.\nOpen the link in the e-mail and press the button on the page. It takes half a minute and you need no password.',
  'guide.employee.who.title': 'Who sent it?',
  'guide.employee.who.text':
    '{operator} sent it through Verifiera. The sender is {sender}.\nGenuine links begin with {base} and no other address. We never ask for a password, BankID or personal identity number.',
  'guide.employee.who.link': 'Check that the e-mail is genuine',
  'guide.employee.wait.title': 'What happens if I wait?',
  'guide.employee.wait.text':
    'Nothing is lost, but you cannot log in with Visma Connect until the address is confirmed.\nThe link works for {n, plural, one {# day} other {# days}}, counting the day the e-mail was sent. The e-mail names the last day. After that, open the same link and press “Send a new link”.',
  'guide.employee.broken.title': 'It does not work',
  'guide.employee.broken.none':
    'No e-mail has come: look in the spam folder. Then write *resend link* to Verifiera in Slack or Teams to get a new one.',
  'guide.employee.broken.button':
    'The button cannot be pressed: copy the address below it into your browser. Take all of it, even if it is split over several lines.',
  'guide.employee.broken.link':
    'The link cannot be used: open the latest e-mail. If you have got several, only the newest link works.',
  'guide.employee.broken.login':
    'The address is confirmed but you cannot log in: choose “Glömt ditt lösenord?” (forgotten password) on the login page and type the address. You then get an e-mail in which you choose a password.',
  'guide.employee.broken.open': 'To the login page',
  'guide.employee.address.title': 'The address is wrong, or I cannot read mail there',
  'guide.employee.address.text':
    'Only HR can change an address, so that nobody else can do it in your name.\nWrite *wrong address* to Verifiera in Slack or Teams and press the button, and HR is told. If the e-mail has reached somebody else, that person can press “Tell HR that the address is wrong” on the page behind the link.\nWhen HR has changed the address, a new e-mail goes there and the old link stops working.',
  'guide.employee.data.title': 'What happens to my data?',
  'guide.employee.data.text': 'Opening the link stores nothing. Only when you press the button does anything change.',
  'guide.employee.data.link': 'How your data is handled',

  'guide.hr.title': 'From the file to the last person',
  'guide.hr.lead':
    'For anyone who works in HR. You write to Verifiera in Slack or Teams; what you write is in bold here. The company in the pictures is made up.',
  'guide.hr.other': 'Are you an employee who has got an e-mail? Read the help for you.',
  'guide.hr.before.title': 'Before you begin',
  'guide.hr.before.text':
    'Tell the employees that the e-mail is coming, from whom ({sender}), and that its link begins with {base}. An e-mail that nobody expects looks like fraud.\nWrite *letter* to see the e-mail as it will look, or *test letter* to have it sent to yourself.',
  'guide.hr.import.title': '1. Read in the addresses',
  'guide.hr.import.text':
    'Export the template Anställda/användare from Flex HRM, fill in the column E-post Visma Connect, and drop the file in the chat. CSV and Excel both work.\nYou see what will become of each row before anything changes. Whoever is connected already keeps their address.',
  'guide.hr.import.picture':
    'A card with a file: how many rows are new or changed, how many cannot be read in and why, and a button that confirms.',
  'guide.hr.plan.title': '2. See who will get the e-mail',
  'guide.hr.plan.text':
    'Write *verify accounts company="Acme Bygg"*. Nothing is sent yet. The three numbers on the card always add up: those who match are those who get an e-mail, those who are connected directly, and those who are left out. The card says why somebody is left out.\nThe plan is valid for ten minutes, and only for you.',
  'guide.hr.plan.picture':
    'The card of the plan: how many get an e-mail, how many are left out and why, and the button that sends.',
  'guide.hr.send.title': '3. Send, and watch it happen',
  'guide.hr.send.text':
    'Press “Send to …”. The card counts while the e-mails leave, and finally shows how it went. You can pause or stop at any time.\nWhen more than {n} people would get an e-mail, a colleague has to approve first. The colleague gets a card of their own in the chat.',
  'guide.hr.send.picture': 'The card of the send when it is done: how many e-mails were sent, and whether any failed.',
  'guide.hr.follow.title': '4. Follow up',
  'guide.hr.follow.text':
    'Write *status* to see how far everybody has come, and *status Anna Berg* to see one person: the address, the latest e-mail and the next step.\nRemind those who have not answered: *verify accounts status=sent,expired again=yes*.',
  'guide.hr.follow.picture': 'The card status: how many are connected, have been sent an e-mail, or have no address.',
  'guide.hr.last.title': '5. The last ones',
  'guide.hr.last.missing':
    'Those without an address: *list email=missing*. Fill in the addresses in the file and read it in again.',
  'guide.hr.last.bounced': 'Addresses that take no mail: *bounces*, with the mail server’s own words.',
  'guide.hr.last.wrong':
    'An employee who reports a wrong address, in the chat or on the page behind the link, gives you a card. Change the address with *verify 00217 email=anna.berg@acme.example*; the e-mail goes there at once.',
  'guide.hr.last.shared':
    'Two people with the same address get no e-mail until an owner has written *same person* and their numbers: otherwise the wrong person could reach somebody’s pay. If that was a mistake, the owner writes *different people* and their numbers.',
  'guide.hr.trouble.title': 'If something goes wrong',
  'guide.hr.trouble.text':
    'Write *stop K7QM*, with the code from the card: what has not been sent will not be. Write *history* to see who did what, and when. Write *help* for everything else.',

  'guide.accessibility.title': 'Accessibility',
  'guide.accessibility.lead':
    '{operator} is responsible for Verifiera. We want everybody to be able to use these pages. Here you can read how well they meet the Swedish act on accessibility to digital public services, which faults we know of, and how to tell us about others.',
  'guide.accessibility.scope.title': 'What this statement covers',
  'guide.accessibility.scope.text':
    'It covers the web pages under {base}: the page behind the link in the e-mail, the help and the other pages here. Slack, Teams and the program in which you read mail have statements of their own.',
  'guide.accessibility.state.title': 'How well the pages meet the requirements',
  'guide.accessibility.state.text':
    'The pages are partially compliant with the act, because of what stands under the next heading. Otherwise they follow WCAG 2.2 at level AA, and so the requirements that the standard EN 301 549 makes of web pages. They work without scripts and cookies, with a keyboard alone, at a width of 320 pixels and with enlarged text.',
  'guide.accessibility.faults.title': 'What is not fully accessible',
  'guide.accessibility.faults.pictures':
    'The pictures in the help for HR contain text that blurs when it is enlarged. All you need to understand them stands in the text beside them and in their alternative text. Reason: the pictures show what the cards look like.',
  'guide.accessibility.faults.preview':
    'The preview of an e-mail shows it in a frame, which may have to be scrolled sideways when the text is much enlarged. Reason: the e-mail is to be shown exactly as it looks; the same text is in the chat.',
  'guide.accessibility.report.title': 'Tell us if something does not work',
  'guide.accessibility.report.text':
    'Contact us if you find something that cannot be used, or need it in another form:',
  'guide.accessibility.report.nobody': 'Please contact your employer’s HR department.',
  'guide.accessibility.report.answer': 'We answer as soon as we can.',
  'guide.accessibility.authority.title': 'Supervision',
  'guide.accessibility.authority.text':
    'The Agency for Digital Government, Digg, supervises the act. If you are not satisfied with how we deal with what you have told us, you can report it there.',
  'guide.accessibility.authority.link': 'Report a lack of accessibility to Digg (in Swedish)',
  'guide.accessibility.method.title': 'How the pages were examined',
  'guide.accessibility.method.text':
    'By self-assessment of those who develop Verifiera: with the tool axe, with a keyboard, and in a browser with narrow and wide screens and light and dark colours. Nobody from outside has examined them.\nThe assessment was made on {day}, and the statement was updated on the same day.',

  'guide.wrong.title': 'Not your address?',
  'guide.wrong.text':
    'Has the e-mail reached the wrong person, or should you have another address? Press the button and HR is told that the address needs to be looked at. No address is changed by that, and nothing is confirmed.',
  'guide.wrong.button': 'Yes, tell HR',
  'guide.wrong.back': 'Is it your address? Go back to the e-mail and open the link again.',
  'guide.wrong.link': 'Tell HR that the address is wrong',
  'guide.wrong.done.title': 'Thank you for telling us',
  'guide.wrong.done.text':
    'If the link is still valid, HR is told that the address needs to be looked at. You need not do anything more, and can throw the e-mail away.',
}
