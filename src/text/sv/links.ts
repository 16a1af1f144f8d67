/** An employee asks for a new link. The answer is the same for everybody, so that it tells nothing about the asker. */
export const links = {
  'resend.title': 'Tack, jag tar hand om det',
  'resend.text':
    'Om det finns en e-postadress till dig hos HR, och den inte redan är verifierad, kommer ett mejl med en länk dit inom några minuter. Titta i skräpposten också.',
  'resend.note': 'Kommer inget mejl? Skriv ”koppla” om jag inte vet vem du är, eller fråga din HR-avdelning.',
  'resend.contact': 'Kontakt: {contact}',
  'wrong.button': 'Säg till HR att adressen är fel',
  'wrong.title': 'Tack, nu får HR veta det',
  'wrong.text':
    'En administratör hör av sig till dig om vilken adress som gäller. Ingen adress ändras innan dess. När den är bytt kommer ett nytt mejl dit.',
  'wrong.admin': 'Du kan byta adressen själv',
  'wrong.told.chat': '{who} ({platform}) säger att adressen till {name} är fel',
  'wrong.told.page': 'Den som fick mejlet till {name} säger att adressen är fel',
  'wrong.told.unknown': '{who} ({platform}) säger att adressen är fel, men jag vet inte vem det är',
  'wrong.told.text':
    'Fråga personen vilken adress som gäller. Byt den så här: verifiera {number} företag={company} epost=<ny adress>',
  'wrong.told.unknown_text':
    'Kontrollera med personen själv vem det är och vilken adress som gäller. Byt den så här: verifiera <anst.nr> epost=<ny adress>',
}
