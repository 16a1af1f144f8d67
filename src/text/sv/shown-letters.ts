/** Letters as admins see them before others get them. The words of the letters themselves are in letters.ts. */
export const shownLetters = {
  'letters.title.verify': 'Så ser verifieringsmejlet ut',
  'letters.title.connected': 'Så ser mejlet till direktkopplade ut',
  'letters.title.code': 'Så ser mejlet med koden ut',
  'letters.fact.subject': 'Ämne',
  'letters.fact.from': 'Avsändare',
  'letters.fact.replyTo': 'Svar går till',
  'letters.fact.company': 'Företag',
  'letters.button.open': 'Se mejlet som det blir',
  'letters.button.show': 'Visa brevet',
  'letters.button.trial': 'Prov till mig',
  'letters.button.verify': 'Visa verifieringsmejlet',
  'letters.button.connected': 'Visa mejlet till direktkopplade',
  'letters.note': 'Förhandsvisningen gäller i tio minuter. Länken i den verifierar ingen.',
  'letters.madeUp': 'Adressen i mejlet är påhittad, för det finns ingen att visa än.',
  'letters.trial.title': 'Ett prov är på väg till dig',
  'letters.trial.text': 'Det går till {address}, är märkt Prov och har en länk som visar sidan men verifierar ingen.',
  'letters.trial.late': 'Provet dröjer',
  'letters.trial.refused': 'Provet kom inte fram',
  'letters.trial.fault.server': 'Mejlservern tar inte emot mejl just nu. Provet skickas när den gör det.',
  'letters.trial.fault.login':
    'Mejlservern godtar inte inloggningen. Be den som sköter driften kontrollera den. Provet skickas när det är rättat.',
  'letters.trial.fault.policy':
    'Mejlservern nekar avsändaren. Be den som sköter driften kontrollera MAIL_FROM och serverns regler. Provet skickas när det är rättat.',
  'letters.trial.fault.quota': 'Kvoten hos mejlservern är slut. Provet skickas när den tar emot mejl från oss igen.',
  'letters.trial.fault.recipient': 'Mejlservern säger att din adress inte finns.',
  'letters.trial.fault.recipient_later':
    'Din brevlåda tar inte emot mejl just nu. Den kan vara full, eller så vill servern att vi kommer tillbaka. Provet skickas igen om en stund.',
  'letters.trial.fault.unclear':
    'Mejlservern säger nej utan att säga om felet ligger i din adress eller hos oss. Provet skickas igen om en stund.',
  'letters.trial.fault.letter': 'Mejlservern vill inte ha det här mejlet.',
  'letters.trial.others': 'Det som drabbar provet drabbar troligen också medarbetarnas mejl.',
  'letters.noCompany': 'Det finns inget företag än. Importera medarbetare först.',
  'letters.noAddress':
    'Din chatt har ingen bekräftad e-postadress, så jag vet inte vart provet ska. Skriv brev för att se mejlet här.',
  'letters.tooOften': 'Du har fått många prov den senaste timmen. Vänta en stund.',
  'letters.oneCompany': 'Ange ett företag i taget: brev verifiera företag=100',
}
