import type { Letter, Mailer } from './mailer.ts'

/** The mailer of local mode, which hands every letter to `keep`. Keeping a letter twice must do no harm. */
export function createOutbox(keep: (letter: Letter) => Promise<void>): Mailer {
  return {
    slots: 4,
    open: () => ({
      async send(letter, mayCommit) {
        if (!(await mayCommit())) return { kind: 'withheld' }
        try {
          await keep(letter)
          return { kind: 'accepted', code: 250 }
        } catch (error) {
          return { kind: 'unknown', text: (error as Error).message }
        }
      },
      close() {},
    }),
    close: async () => {},
  }
}
