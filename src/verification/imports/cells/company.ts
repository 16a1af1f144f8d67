/** A company that one cell calls by its number and its name. */
interface Called {
  number: string
  name: string
  /** Nobody is called so: `24 Timmar AB` may be a name, `0700 - Stad & Land AB` is none. */
  isSure: boolean
}

const numberFirst = /^(\d[\d-]*?)(\s*[-–—:;|/.,]\s*|\s+)(\p{L}.*)$/u
const nameFirst = /^(\p{L}.*?)\s*(?:\((\d+)\)|\[(\d+)\]|\s[-–—]\s*(\d+)|[,;:|]\s*(\d+))$/u

/** `0700 Stad & Land AB`, `0700 - Stad & Land AB`, `Stad & Land AB (0700)`; null for a text with no such parts. */
export function numberAndName(text: string): Called | null {
  const [, number = '', sign = '', name = ''] = numberFirst.exec(text) ?? []
  if (/\p{L}{2}/u.test(name)) {
    const isApart = number.length > 1 && /^\s+[-–—/]\s+$|^\s*[:;|]\s*$|^,\s+$/.test(sign)
    return { number, name, isSure: isApart || /^0\d\d/.test(number) }
  }
  const [, before = '', ...numbers] = nameFirst.exec(text) ?? []
  const behind = numbers.find((each) => each)
  return behind && /\p{L}{2}/u.test(before) ? { number: behind, name: before, isSure: behind.length > 2 } : null
}
