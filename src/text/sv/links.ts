/** An employee asks for a new link. The answer is the same for everybody, so that it tells nothing about the asker. */
export const links = {
  'resend.title': 'Tack, jag tar hand om det',
  'resend.text':
    'Om det finns en e-postadress till dig hos HR, och den inte redan är verifierad, kommer ett mejl med en länk dit inom några minuter. Titta i skräpposten också.',
  'resend.note': 'Kommer inget mejl? Skriv ”koppla” om jag inte vet vem du är, eller fråga din HR-avdelning.',
  'resend.contact': 'Kontakt: {contact}',
}
