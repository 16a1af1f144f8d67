import type { Letter, Mailer } from './mailer.ts'

/** Mail for local mode: every letter is handed to `keep` and goes nowhere else. Keeping one twice must do no harm. */
export function createOutbox(keep: (letter: Letter) => Promise<void>): Mailer {
  return {
    lanes: 4,
    open: () => ({
      async send(letter, mark) {
        if (!(await mark())) return { kind: 'unmarked' }
        try {
          await keep(letter)
          return { kind: 'accepted', code: 250 }
        } catch (error) {
          return { kind: 'doubt', text: (error as Error).message }
        }
      },
      close() {},
    }),
    close: async () => {},
  }
}
