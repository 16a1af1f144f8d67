import type { corrections as source } from '../sv/corrections.ts'

export const corrections: Record<keyof typeof source, string> = {
  'import.toCorrect': 'Rows to correct',
  'import.toCorrect.value':
    '{n, number}{refused, plural, =0 {: they {done, plural, =0 {will be imported} other {were imported}} but have cells to look at} other {: # of the rows above, and {stored, number} that {done, plural, =0 {will be imported} other {were imported}} but have cells to look at}}',
  'import.missing': 'No e-mail address',
  'import.missing.new':
    '{n, plural, one {1 of the new people; you can fill in the address once the file is imported} other {# of the new people; you can fill in the addresses once the file is imported}}',
  'import.missing.left':
    '{n, plural, one {1 person} other {# people}}{first, plural, =0 {} other {; correct the rows first, then you can fill in what is left}}',
  'import.correct.none': 'There are no rows to correct in {code}, or they are no longer kept.',
  'import.correct.notYours':
    'Import {code} belongs to somebody else. The rows to correct are only for whoever sent the file.',
  'import.correct.title': '{n, plural, one {1 row to correct} other {# rows to correct}}',
  'import.correct.text':
    'Correct the cells in the file and send it with “import”. Only these rows are judged then. The columns on the far right say what is wrong and are not read. The rows are kept for seven days, for you only.',
  'import.correct.was': 'Read as',
  'import.correct.why': 'What is wrong',
  'import.correct.proposal': 'Proposal',
  'import.correct.nothing': 'nothing',
  'import.correct.fillIn': 'fill in {column}',
  'import.correct.personal': '{column}: looks like a personal identity number and is not shown',
  'import.correct.yes': 'Yes',
  'import.correct.no': 'No',
  'import.correct.file': 'to-correct-{code}',
  'import.corrects': 'Rows to correct in {code}',
  'import.corrects.planned': '{done, number} of {rows, number} are right now; {left, number} remain',
  'import.corrects.done': '{left, plural, =0 {all are corrected} one {1 remains} other {# remain}}',
  'import.corrects.unconfirmed':
    'The import {code}, which the rows come from, has not been carried out. Confirm that one too, or send its whole file again: only the corrected rows are imported here.',
  'fill.title': '{n, plural, one {1 person has no address} other {# people have no address}}',
  'fill.none': 'None of them lacks an address',
  'fill.text':
    'Fill in the addresses in the file and send it with “import”. Rows that you leave empty are not changed.',
  'fill.file': 'fill-in-{day}',
}
