import type { problems as source } from '../sv/problems.ts'

export const problems: Record<keyof typeof source, string> = {
  'problem.did_you_mean': 'Did you mean “{line}”?',
  'problem.where': 'Here',
  'problem.usage': 'Write it like this',
  'problem.help': 'Show help',
  'problem.help_on': 'Help on {command}',

  'problem.empty': 'The message was empty',
  'problem.empty_next': 'Write help and I will show you what you can do.',
  'problem.too_long': 'The message is too long',
  'problem.too_long_next':
    'It has {what} characters; I read {expected} at most. Split it up, or send a list as a file with “import”.',
  'problem.unknown_command': 'I do not understand “{what}”',
  'problem.unknown_command_next': 'It is not a command that you can use.',
  'problem.incomplete_command': 'I need a little more than “{what}”',
  'problem.incomplete_command_next': 'You can write: {expected}.',
  'problem.not_allowed': 'You may not use that command',
  'problem.not_allowed_next':
    '{need, select, owner {It is only for owners of Verifiera. Ask an owner to do it, or to give you the right.} admin {It is only for administrators. Ask an administrator for help.} other {It is only for people who work here. Ask an administrator for help.}}',
  'problem.unknown_key': 'I do not know “{what}”',
  'problem.key_not_here': '“{key}” cannot be used here',
  'problem.missing_key': 'Something is missing before “{what}”',
  'problem.keys_next': 'You can use: {expected}.',
  'problem.no_keys': 'This command takes no conditions.',
  'problem.key_twice': '“{key}” is given twice',
  'problem.key_twice_next': 'Nobody can match both. Write the values after each other with a comma if you mean “or”.',
  'problem.bad_operator': '“{what}” cannot be used with “{key}”',
  'problem.bad_operator_next': 'Use one of {expected}.',
  'problem.missing_value': 'A value is missing after “{key}”',
  'problem.too_many_values': '“{key}” takes only one value here',
  'problem.unknown_value': 'I do not understand the value “{what}”',
  'problem.values_next': 'For example: {expected}.',
  'problem.bad_date': '“{what}” is neither a date nor a time',
  'problem.bad_date_next':
    'Write a date like 2026-01-31, a number of days or hours such as 7d or 24h, or today and yesterday.',
  'problem.bad_code': '“{what}” cannot be a code',
  'problem.bad_code_next': 'The code is on the card, for example K7QM. It never contains I, O, 0 or 1.',
  'problem.unclosed_quote': 'A quotation mark is missing',
  'problem.unclosed_quote_next': 'Put quotation marks both before and after, for example "Acme Bygg AB".',
  'problem.missing_argument':
    '{wanted, select, person {Whom do you mean?} code {Which code is it about?} file {A file is missing} domain {Which domain is it about?} language {Which language would you like?} other {Something is missing after “{command}”}}',
  'problem.missing_argument_next':
    '{wanted, select, person {Write an e-mail address or an employment number after “{command}”.} code {Write the code from the card after “{command}”, for example K7QM.} file {Send the file (CSV or XLSX) together with “{command}”.} domain {Write the domain after “{command}”, for example acme.example.} language {Write sv for Swedish or en for English.} other {Fill in what is missing and send it again.}}',
  'problem.unexpected_word': 'I do not know what “{what}” means here',
  'problem.unexpected_word_next': 'Take it away, or use quotation marks if it belongs to the word before.',
  'problem.unknown_topic': 'I have no help on “{what}”',
  'problem.unknown_topic_next': 'Write help and I will show you what you can do.',
  'several.title': 'I read {n} commands in one message',
  'several.text': 'I have run none of them. Send one at a time, or press the one to begin with.',
}
