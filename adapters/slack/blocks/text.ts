const segments = new Intl.Segmenter('sv', { granularity: 'grapheme' })

/** The length as Slack counts it: UTF-16 units, with `&`, `<` and `>` as long as their escaped forms. */
export function lengthOf(text: string): number {
  let length = text.length
  for (const char of text) {
    if (char === '&') length += 4
    else if (char === '<' || char === '>') length += 3
  }
  return length
}

/** At most `max` long by Slack's count, cut between graphemes and ended by an ellipsis. */
export function cut(text: string, max: number): string {
  if (lengthOf(text) <= max) return text
  let kept = ''
  let length = 1
  for (const { segment } of segments.segment(text.slice(0, max))) {
    length += lengthOf(segment)
    if (length > max) break
    kept += segment
  }
  return `${kept}…`
}

/** Control characters but line breaks, bidirectional controls, and unpaired surrogates. */
const INVISIBLE = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]|\p{Cs}/gu

/** Without invisible characters, which can make a name look like another. Never empty, because Slack refuses that. */
export function clean(text: string): string {
  const cleaned = text.replace(INVISIBLE, '')
  return cleaned.trim() === '' ? '–' : cleaned
}

/** For the fallback text of a message, the only text that Slack parses as mrkdwn. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
