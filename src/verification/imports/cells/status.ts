import { cleanText, yesOrNo } from './text.ts'

const works =
  /^(aktiva?|anställd|ansatt|ansat|employed|pågå(ende|r)|nuvarande|current|tillsvidare(anställ(d|ning))?|tills vidare|visstid(sanställ(d|ning))?|provanställ(d|ning)|timanställd|timlön|vikarie|vikariat)$/
const hasLeft =
  /^(har )?(inaktiva?|ej aktiv|passiv|vilande|slutat|slutade|avslutad|avslutat|avslutade|upphörd|upphört|avgått|avgången|pensionär|pensionerad|avliden|tidigare( anställd)?|f\.? ?d\.?|left|leaver|terminated|ended|retired|former|sluttet|fratrådt|opphørt)$/

/**
 * Whether somebody works there, in *yes* and *no* or in the words of a column such as `Status`. Null where that is hard
 * to say: who is on leave is employed, and may still have to be left alone.
 */
export function isActive(cell: string): boolean | undefined | null {
  const said = yesOrNo(cell)
  if (said !== null) return said
  const word = cleanText(cell).toLowerCase()
  return works.test(word) ? true : hasLeft.test(word) ? false : null
}
