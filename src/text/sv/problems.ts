/** Lines that were not understood. A title says what is wrong; the text with `_next` says what to do. */
export const problems = {
  'problem.did_you_mean': 'Menade du ”{line}”?',
  'problem.where': 'Här',
  'problem.usage': 'Skriv så här',
  'problem.help': 'Visa hjälp',
  'problem.help_on': 'Hjälp om {command}',

  'problem.empty': 'Meddelandet var tomt',
  'problem.empty_next': 'Skriv hjälp så visar jag vad du kan göra.',
  'problem.too_long': 'Meddelandet är för långt',
  'problem.too_long_next':
    'Det har {what} tecken; jag läser högst {expected}. Dela upp det, eller skicka en lista som fil med ”importera”.',
  'problem.unknown_command': 'Jag förstår inte ”{what}”',
  'problem.unknown_command_next': 'Det är inget kommando som du kan använda.',
  'problem.incomplete_command': 'Jag behöver lite mer än ”{what}”',
  'problem.incomplete_command_next': 'Du kan skriva: {expected}.',
  'problem.not_allowed': 'Du får inte använda det kommandot',
  'problem.not_allowed_next':
    '{need, select, owner {Det är bara för ägare av Verifiera. Be en ägare göra det, eller ge dig rätten.} admin {Det är bara för administratörer. Be en administratör om hjälp.} other {Det är bara för den som är medarbetare här. Be en administratör om hjälp.}}',
  'problem.unknown_key': 'Jag känner inte till ”{what}”',
  'problem.key_not_here': '”{key}” går inte att använda här',
  'problem.missing_key': 'Något saknas före ”{what}”',
  'problem.keys_next': 'Här kan du använda: {expected}.',
  'problem.no_keys': 'Det här kommandot tar inga villkor.',
  'problem.key_twice': '”{key}” står två gånger',
  'problem.key_twice_next':
    'Ingen kan uppfylla båda. Menar du ”eller”, skriv värdena efter varandra med komma emellan.',
  'problem.bad_operator': '”{what}” går inte att använda med ”{key}”',
  'problem.bad_operator_next': 'Använd något av {expected}.',
  'problem.missing_value': 'Ett värde saknas efter ”{key}”',
  'problem.too_many_values': '”{key}” tar bara ett värde här',
  'problem.unknown_value': 'Jag förstår inte värdet ”{what}”',
  'problem.values_next': 'Till exempel: {expected}.',
  'problem.bad_date': '”{what}” är varken ett datum eller en tid',
  'problem.bad_date_next':
    'Skriv ett datum som 2026-01-31, ett antal dagar eller timmar, t.ex. 7d eller 24h, eller idag och igår.',
  'problem.bad_code': '”{what}” kan inte vara en kod',
  'problem.bad_code_next': 'Koden står på kortet, till exempel K7QM. Den innehåller aldrig I, O, 0 eller 1.',
  'problem.unclosed_quote': 'Ett citattecken saknas',
  'problem.unclosed_quote_next': 'Sätt citattecken både före och efter, till exempel ”Acme Bygg AB”.',
  'problem.missing_argument':
    '{wanted, select, person {Vem menar du?} code {Vilken kod gäller det?} file {En fil saknas} domain {Vilken domän gäller det?} language {Vilket språk vill du ha?} other {Något saknas efter ”{command}”}}',
  'problem.missing_argument_next':
    '{wanted, select, person {Skriv en e-postadress eller ett anställningsnummer efter ”{command}”.} code {Skriv koden från kortet efter ”{command}”, till exempel K7QM.} file {Skicka filen (CSV eller XLSX) tillsammans med ”{command}”.} domain {Skriv domänen efter ”{command}”, till exempel acme.example.} language {Skriv sv för svenska eller en för engelska.} other {Fyll i det som saknas och skicka igen.}}',
  'problem.unexpected_word': 'Jag vet inte vad ”{what}” betyder här',
  'problem.unexpected_word_next': 'Ta bort det, eller sätt citattecken om det hör ihop med ordet före.',
  'problem.unknown_topic': 'Jag har ingen hjälp om ”{what}”',
  'problem.unknown_topic_next': 'Skriv hjälp så visar jag vad du kan göra.',
  'several.title': 'Jag läste {n} kommandon i ett meddelande',
  'several.text': 'Jag har inte kört något av dem. Skicka ett i taget, eller tryck på det som du vill börja med.',
}
