import type { CardJson } from './card.ts'
import { drawBar } from './render.ts'

/** Shows how far long work is. */
interface Progress {
  show(card: CardJson): void
  clear(): void
}

/** One line that is written over with each card, for a person. */
export function progressLine(output: NodeJS.WritableStream): Progress {
  const clear = () => void output.write('\r\x1b[2K')
  return {
    clear,
    show(card) {
      clear()
      output.write(card.progress ? `${drawBar(card.progress)} ` : `${wordsOf(card)} `)
    },
  }
}

/** A line for each card, for whoever reads a log. */
export const progressLines = (error: NodeJS.WritableStream): Progress => ({
  clear() {},
  show: (card) => void error.write(`${wordsOf(card)}\n`),
})

const wordsOf = ({ title, text }: CardJson): string => [title, text].filter(Boolean).join(': ')
