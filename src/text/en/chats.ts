import type { chats as source } from '../sv/chats.ts'

export const chats: Record<keyof typeof source, string> = {
  'slack.files': 'The file {names} is in the thread below.',
  'slack.import.title': 'Shall I read in {name}?',
  'slack.import.text':
    'I did not understand the text as a command. Nothing is saved before you have reviewed and confirmed it.',
  'slack.import.button': 'Import the file',
  'slack.file_failed':
    'The file could not be uploaded. Please ask for it once more; if it happens again, the app needs the scope files:write.',
  'slack.choose_row': 'Open a row …',
  'slack.more_rows': 'Showing {shown} of {total} rows.',
  'slack.pointer': 'I have answered you in a direct message, so that only you see it.',
  'slack.pointer_link': 'Open the answer',
  'slack.not_let_in':
    'This workspace is not connected to Verifiera. Ask whoever runs Verifiera in your organisation to let it in.',
  'slack.unknown_command': 'I do not know that command. Write /verify help and I will show what you can do.',
  'slack.edited.title': 'Editing your message does nothing',
  'slack.edited.text':
    'I never run a message that was edited, so that nothing happens twice. Send the line as a new message, or press the button.',
  'slack.edited.button': 'Run the line now',
  'slack.form_late':
    'The form could not be opened in time. Please try again, or write for example: verify accounts company=Acme',
  'slack.form.title': 'Verify accounts',
  'slack.form.submit': 'Show the plan',
  'slack.form.close': 'Cancel',
  'slack.form.intro':
    'Choose who is to get the verification mail. Nothing is sent until you have seen the plan and confirmed it.',
  'slack.form.company': 'Company',
  'slack.form.company_hint': 'Name or number; commas between several. Empty means all.',
  'slack.form.unit': 'Unit',
  'slack.form.role': 'Role',
  'slack.form.status': 'State',
  'slack.form.status_hint': 'All states',
  'slack.form.words': 'Search words',
  'slack.form.words_hint': 'Name, address or employment number',
  'slack.form.again': 'Recently mailed',
  'slack.form.again_yes': 'Include those who were mailed recently',
  'slack.form.counting': 'Counting …',
  'slack.form.not_sent': 'Not sent',
  'slack.form.sent': 'Sent',
  'slack.form.expired': 'Expired',
  'slack.form.bounced': 'Bounced',
  'slack.home.choose': 'Verify accounts …',
  'slack.home.refresh': 'Refresh',
  'slack.home.resend': 'Resend link',
  'slack.manifest.description': "Verifies everybody's e-mail address for Visma Connect",
  'slack.manifest.long':
    'Verifiera replaces the clicks in the view Användare (Users) of Flex HRM when an organisation moves its logins to Visma Connect. HR sees the plan, confirms it and follows the send; an employee gets a new link by writing to the bot. Names and addresses are shown only to the person who asks.',
  'slack.manifest.command': 'Verify e-mail addresses for Visma Connect',
  'slack.manifest.choose': 'Verify accounts',
  'slack.manifest.choose_about': 'Choose who is to get the verification mail and see the plan',
  'slack.manifest.import': 'Import file',
  'slack.manifest.import_about': "Read the message's file (CSV or Excel) of employees and addresses",
  'teams.answer_below': 'The answer comes in a new message below.',
  'teams.answered_privately': 'I have answered in our personal chat, so that only you can see it.',
  'teams.file_again': 'Make the file again',
  'teams.file_as_text': 'Show the file as text',
  'teams.file_consent':
    'The file comes in the question below. If nothing happens when you press Allow, you can read it as text instead.',
  'teams.file_declined': 'The file {name} has not been saved, because you declined.',
  'teams.file_gone': 'The file is no longer here. Ask for it again and I will make a new one.',
  'teams.file_here': 'The file {name} is ready to be downloaded.',
  'teams.file_in_personal': 'I can only hand over the file in our personal chat. Write the same thing there.',
  'teams.file_not_saved': 'The file {name} could not be saved in OneDrive. Try again in a while.',
  'teams.file_text': '{name}, part {part} of {parts}',
  'teams.file_text_cut':
    'The rest of {name} does not fit here. Choose fewer people, or save the file from Teams on a computer.',
  'teams.install.button': 'Add Verifiera',
  'teams.install.text':
    'The answer is only for you who asked, and I cannot write to you personally yet. Add me to a personal chat and ask once more.',
  'teams.install.title': 'I cannot reach you personally',
  'teams.manifest.description': 'Gets everybody’s e-mail address verified for Visma Connect',
  'teams.manifest.long':
    'Verifiera replaces the clicks in the Users view of Flex HRM when an organisation moves its logins to Visma Connect. HR sees the plan, confirms and follows the sending; an employee gets a new link by writing to the bot. Names and addresses are shown only to the person who asks.',
  'teams.rows_cut': 'Showing {shown, number} of {total, number} rows.',
  'teams.welcome_line': 'help',
  'teams.welcome_team.title': 'Hello! I am Verifiera.',
  'teams.welcome_team.text':
    'I get everybody’s e-mail address verified for Visma Connect.\nWrite @Verifiera help and I will show what you can do.\nI show names and addresses only in the personal chat with you.',
  'teams.who_are_you':
    'Teams does not let me see who you are, so I cannot answer. Ask whoever runs Teams in your organisation to check that Verifiera is allowed for you, and then try again.',
  'teams.working': 'I am working on it. The answer will be here shortly.',
}
