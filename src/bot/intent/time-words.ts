const weekdays = '(?:mån|tis|ons|tors|fre|lör|sön)dag(?:s|en|ens)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day'
const months =
  'januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|january|february|march|may|june|july|august|october'
/** Without one before them, some of these words are names (Maj, April), or mean something else (may, march). */
const before = '(?:i|på|sedan|sen|före|efter|till|från|innan|under|in|on|since|before|after|until|by|last|next|this)'
const spans = '(?:förra|nästa|denna|den här|last|next|this) (?:månaden|månad|året|år|month|year)|i år'
const day = '(?:den )?\\d{1,2}(?::?e|:a|st|nd|rd|th)?'
const time = new RegExp(
  `(?<![\\p{L}\\d])(?:${before} (?:i )?(?:${day} )?(?:${weekdays}|${months})|${day} (?:${months})|${spans})(?![\\p{L}\\d])`,
  'iu',
)

/** The day, month or year that a sentence speaks of, as written there; none that a line can say itself (*igår*). */
export const timeIn = (text: string): string | undefined => time.exec(text.replace(/\s+/g, ' '))?.[0]
