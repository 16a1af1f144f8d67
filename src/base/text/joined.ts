/** What joins signs into one emoji, as U+200D does in 👩‍🚒 and tags do in flags of regions. */
const joiners = '\\u200d\\u{e0020}-\\u{e007f}'

/** Joiners that join nothing: they are invisible, and could make two names look the same. */
const stray =
  /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d|\u200d(?!\p{Extended_Pictographic})|(?<!\u{1f3f4}[\u{e0020}-\u{e007f}]*)[\u{e0020}-\u{e007f}]/gu

const someJoiner = new RegExp(`[${joiners}]`, 'u')

/** Removes what `pattern` finds, but nothing that joins an emoji. */
export function removerOf(pattern: string, by = ''): (text: string) => string {
  const all = new RegExp(pattern, 'gu')
  const others = new RegExp(`(?:(?![${joiners}])${pattern})+`, 'gu')
  return (text) => (someJoiner.test(text) ? text.replace(others, by).replace(stray, '') : text.replace(all, by))
}
