/** What the identity provider says, how it differs from what is stored here, and what to do about it. */
export const connections = {
  'provider.taken':
    'Adressen används av ett annat konto hos Visma Connect: ett konto hos en annan arbetsgivare, eller ett som ett annat system sköter.',
  'provider.taken.next':
    'Välj ett: 1) be personen ta bort adressen från sitt andra konto hos Visma Connect och tryck sedan Försök igen, eller 2) spara en annan adress: verifiera {number} företag={company} epost=namn@företag.se',
  'provider.several': 'Flera konton hos Visma Connect stämmer in på personen, så inget av dem är ändrat.',
  'provider.several.next':
    'Den som sköter Visma Connect behöver ta bort dubbletterna, så att ett konto blir kvar för {number} i företag {company}. Tryck sedan Försök igen.',
  'provider.other_number': 'Kontot med adressen har ett annat anställningsnummer hos Visma Connect.',
  'provider.other_number.next':
    'Kontrollera att adressen är personens egen. Är den det behöver den som sköter Visma Connect ändra anställningsnumret där till {number} (företag {company}). Tryck sedan Försök igen.',
  'provider.inactive':
    'Kontot är inaktivt hos Visma Connect och förblir det, trots att vi har bett om att det ska aktiveras.',
  'provider.inactive.next':
    'Den som sköter Visma Connect behöver aktivera kontot för {number} i företag {company} där. Tryck sedan Försök igen.',
  'provider.still_active':
    'Kontot är fortfarande aktivt hos Visma Connect, trots att vi har bett om att det ska inaktiveras.',
  'provider.still_active.next':
    'Den som sköter Visma Connect behöver inaktivera kontot för {number} i företag {company} där. Ett nytt försök görs automatiskt.',
  'provider.unconfirmed': 'Visma Connect tog emot ändringen men visar något annat än det som skickades.',
  'provider.unconfirmed.next':
    'Ett nytt försök görs automatiskt. Händer det igen behöver den som sköter Visma Connect titta på kontot för {number} i företag {company}.',
  'provider.token': 'Visma Connect godtar inte nyckeln som Verifiera använder.',
  'provider.token.next':
    'Det rör alla, inte bara {number} i företag {company}. Den som sköter driften behöver lägga in en ny nyckel (SCIM_TOKEN). Ett nytt försök görs automatiskt.',
  'provider.busy': 'Visma Connect är upptaget eller har ett tillfälligt fel.',
  'provider.busy.next':
    'Du behöver inte göra något: ett nytt försök för {number} i företag {company} görs automatiskt.',
  'provider.unreachable': 'Visma Connect gick inte att nå.',
  'provider.unreachable.next':
    'Du behöver inte göra något: ett nytt försök för {number} i företag {company} görs automatiskt.',
  'provider.unreadable': 'Visma Connect svarade på ett sätt som inte går att tyda.',
  'provider.unreadable.next':
    'Ett nytt försök görs automatiskt. Händer det igen, be den som sköter driften titta i loggen och på adressen till Visma Connect (det gäller {number} i företag {company}).',
  'provider.refused': 'Visma Connect svarade med ett fel.',
  'provider.refused.next':
    'Ett nytt försök görs automatiskt. Händer det igen, be den som sköter driften titta i loggen (det gäller {number} i företag {company}).',
  'connections.local': 'Ingen identitetsleverantör är inställd',
  'connections.local.text':
    'Kopplingarna finns bara här, så det finns inget att jämföra med. Den som sköter driften ställer in SCIM_URL och SCIM_TOKEN.',
  'connections.differ': '{n, plural, one {1 koppling skiljer sig} other {# kopplingar skiljer sig}} hos Visma Connect',
  'connections.same':
    '{n, plural, =0 {Ingen koppling att jämföra} one {1 koppling stämmer} other {Alla # kopplingar stämmer}}',
  'connections.looked': '{looked, number} av {total, number} kopplingar är jämförda.',
  'connections.stopped': 'Sedan avbröts jämförelsen: {why} Försök igen om en stund.',
  'connections.head.there': 'Hos Visma Connect',
  'connections.there.connected': 'kopplad',
  'connections.there.missing': 'kontot saknas',
  'connections.there.inactive': 'kontot är inaktivt',
  'connections.there.other_address': 'kontot har en annan adress',
  'connections.more': 'De {n} första visas. Åtgärda dem och kontrollera igen, så visas nästa.',
  'connections.button.again': 'Koppla igen: {name}',
  'connections.button.apart': 'Ta bort kopplingen: {name}',
  'connections.fact.removals': 'Borttagningar',
  'connections.removals':
    '{n, plural, one {1 väntar på svar från Visma Connect} other {# väntar på svar från Visma Connect}}',
  'connections.nightly.title':
    '{n, plural, one {1 koppling skiljer sig} other {# kopplingar skiljer sig}} hos Visma Connect sedan i natt',
  'connections.nightly.text': 'Personerna räknas som kopplade här, men Visma Connect visar något annat.',
  'connections.nightly.button': 'Visa dem',
  'reconnect.asked.remote': 'Visma Connect får nu besked om {name} igen',
  'reconnect.asked.text.remote': 'Se svaret i personens status om en stund.',
  'reconnect.asked.local': '{name} kopplas igen',
  'reconnect.asked.text.local':
    'Det gäller bara här: Verifiera är inte anslutet till Visma Connect, så inget besked går dit.',
  'reconnect.notVerified': 'Personen är varken verifierad eller kopplad. Adressen behöver verifieras först.',
  'person.button.reconnect': 'Försök igen',
  'person.fact.provider': 'Visma Connect',
  'person.provider.differs': '{state} (kontrollerat {at})',
  'working.connections': 'Jag jämför kopplingarna med Visma Connect',
}
