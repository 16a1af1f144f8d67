/**
 * A word of nothing but emoji, or of the codes that Slack writes for them, such as `:+1::skin-tone-3:`. Flags are pairs
 * of letters of their own or end in tags; a key is a digit in a frame.
 */
const one =
  /^(?:(?::[a-z0-9_+'-]{1,60}:)+|(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[0-9#*]\ufe0f?\u20e3|[\ufe0f\u{e0020}-\u{e007f}])+)$/u

export const isEmoji = (word: string): boolean => one.test(word)

/** Whether somebody has sent nothing but emoji. */
export const isOnlyEmoji = (line: string): boolean => line.length <= 200 && line.split(' ').every(isEmoji)

/** What people say with an emoji alone, by how it begins. */
const said: [RegExp, string][] = [
  [/^(?:[👍👌✅✔☑🆗🫡]|:(?:\+1|thumbsup|ok_hand|ok|white_check_mark|heavy_check_mark|ballot_box_with_check):)/u, 'ja'],
  [/^(?:[👎❌✖🚫⛔🛑🙅]|:(?:-1|thumbsdown|x|no_entry|no_entry_sign|octagonal_sign|no_good):)/u, 'nej'],
  [/^(?:[🙏❤💚💙💜🎉👏🙌]|:(?:pray|heart|tada|clap|raised_hands|green_heart|blue_heart):)/u, 'tack'],
]

/** A line of nothing but emoji as the word that it stands for; any other as it is. */
export const emojiInWords = (line: string): string =>
  isOnlyEmoji(line) ? (said.find(([begins]) => begins.test(line))?.[1] ?? line) : line
