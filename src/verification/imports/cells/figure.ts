/** A whole number, or why a figure is none: `proposal` is what may have been meant. */
type Figure = { whole: string } | { odd: true; proposal?: string }

const money = '(?:kr|sek|nok|dkk|eur|usd|€|\\$|£)\\.?'
const around = new RegExp(`^(?:${money} ?(?=\\d))|(?<=\\d)(?: ?${money}| ?[:,.]-)$`, 'gi')
const grouped = /^([1-9]\d{0,2})([ .,'’])(\d{3}(?:\2\d{3})*)(?:([.,])(\d+))?$/
const plain = /^(\d+)(?:[.,](\d+))?$/

/**
 * The whole number that a spreadsheet shows in another format: with thousands apart (`2 837`), with decimals that are
 * zero (`2837,00`), as money (`2 840,00 kr`). Null for what is no figure.
 */
export function readFigure(text: string): Figure | null {
  const bare = text.replace(around, '').replace(/(?<=\d)[.,;:]+$/, '')
  const [, first = '', sign = '', rest = '', point, decimals = ''] = grouped.exec(bare) ?? []
  if (first && point !== sign) {
    const whole = first + rest.replaceAll(sign, '')
    // `1,000` may be a thousand or one with three decimals.
    const isTwofold = !point && /^0{3}$/.test(rest) && /[.,]/.test(sign)
    return isTwofold ? { odd: true, proposal: whole } : ofDecimals(whole, decimals)
  }
  const [, whole, fraction = ''] = plain.exec(bare) ?? []
  if (whole) return ofDecimals(whole, fraction)
  // Below zero, written in front or, as some accounts do, behind; a share; several decimal signs.
  return /^[-+]?\d[\d.,' ]*[-%]$|^-\d[\d.,' ]*$/.test(bare) ? { odd: true } : null
}

const ofDecimals = (whole: string, decimals: string): Figure => (/^0*$/.test(decimals) ? { whole } : { odd: true })
