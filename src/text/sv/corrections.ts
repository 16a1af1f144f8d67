/** Rows of an import that somebody has to correct, and people without an address: their files, and what is left. */
export const corrections = {
  'import.toCorrect': 'Rader att rätta',
  'import.toCorrect.value':
    '{n, number}{refused, plural, =0 {: de {done, plural, =0 {läses in} other {är inlästa}} men har celler att se över} other {: # av raderna ovan, och {stored, number} som {done, plural, =0 {läses in} other {är inlästa}} men har celler att se över}}',
  'import.missing': 'Utan e-postadress',
  'import.missing.new':
    '{n, plural, one {1 av de nya personerna; adressen kan du fylla i när filen är inläst} other {# av de nya personerna; adresserna kan du fylla i när filen är inläst}}',
  'import.missing.left':
    '{n, plural, one {1 person} other {# personer}}{first, plural, =0 {} other {; rätta raderna först, sedan kan du fylla i det som återstår}}',
  'import.correct.none': 'Det finns inga rader att rätta i {code}, eller så är de inte kvar.',
  'import.correct.notYours':
    'Importen {code} är någon annans. Raderna att rätta finns bara för den som skickade filen.',
  'import.correct.title': '{n, plural, one {1 rad att rätta} other {# rader att rätta}}',
  'import.correct.text':
    'Rätta cellerna i filen och skicka den med ”importera”. Bara de här raderna bedöms då. Kolumnerna längst till höger säger vad som är fel och läses inte in. Raderna finns kvar i sju dagar, bara för dig.',
  'import.correct.was': 'Läst som',
  'import.correct.why': 'Vad som är fel',
  'import.correct.proposal': 'Förslag',
  'import.correct.nothing': 'ingenting',
  'import.correct.fillIn': 'fyll i {column}',
  'import.correct.personal': '{column}: ser ut som ett personnummer och visas inte',
  'import.correct.yes': 'Ja',
  'import.correct.no': 'Nej',
  'import.correct.file': 'att-ratta-{code}',
  'import.corrects': 'Rader att rätta i {code}',
  'import.corrects.planned': '{done, number} av {rows, number} stämmer nu; {left, number} återstår',
  'import.corrects.done': '{left, plural, =0 {alla är rättade} one {1 återstår} other {# återstår}}',
  'import.corrects.unconfirmed':
    'Importen {code}, som raderna kommer från, är inte genomförd. Bekräfta den också, eller skicka hela den filen igen: här läses bara de rättade raderna in.',
  'fill.title': '{n, plural, one {1 person saknar e-post} other {# personer saknar e-post}}',
  'fill.none': 'Ingen av dem saknar e-post',
  'fill.text': 'Fyll i adresserna i filen och skicka den med ”importera”. Rader som du lämnar tomma ändras inte.',
  'fill.file': 'fyll-i-{day}',
}
