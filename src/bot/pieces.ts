/**
 * A line in pieces that fit into a narrow column: words of more than `longest` characters, such as addresses, have
 * lines of their own. They end before an @ or behind a full stop, a dash or a sign of equality, if they can. What lies
 * between them stays together.
 */
export function piecesOf(line: string, longest: number): string[] {
  const pieces: string[] = []
  let isOpen = false
  for (const word of line.split(' ')) {
    if (word.length > longest) pieces.push(...partsOf(word, longest))
    else if (isOpen) pieces.push(`${pieces.pop()} ${word}`)
    else pieces.push(word)
    isOpen = word.length <= longest
  }
  return pieces
}

const partsOf = (word: string, longest: number): string[] =>
  word.split(/(?=@)/).flatMap((part) => part.match(within(longest)) ?? [])

/** Compared by code points, so that no character is cut through. */
const within = (longest: number) =>
  new RegExp(`.{1,${longest}}$|.{${Math.ceil(longest / 3)},${longest - 1}}[.\\-_/=]|.{1,${longest}}`, 'gsu')
