import { setTimeout as sleep } from 'node:timers/promises'
import type { Use } from './watch.ts'

/** In milliseconds. */
interface Times {
  /** Without a question for so long, nobody is taken to be asking. */
  quiet: number
  /** What long work takes of the connection before it lets others go first. */
  turn: number
  /** What it then waits for them at the most: it must come to its end, too. */
  patience: number
}

/**
 * Who goes first on a connection that everybody shares. A command is several statements, one after the other, each sent
 * when the one before has been answered. If they only queued, a piece of long work would come between any two of them;
 * so long work waits, now and then, until nobody has asked for a moment.
 */
export function createTurns({ quiet, turn, patience }: Times = { quiet: 5, turn: 50, patience: 100 }) {
  let asking = 0
  let lastAsked = Number.NEGATIVE_INFINITY
  let taken = 0
  const isQuiet = () => asking === 0 && performance.now() - lastAsked >= quiet

  async function giveWay(): Promise<void> {
    for (const until = performance.now() + patience; !isQuiet() && performance.now() < until; ) await sleep(quiet)
    taken = 0
  }

  return {
    /** For whatever somebody waits for. */
    first:
      <Client>(use: Use<Client>): Use<Client> =>
      async (what, work) => {
        asking += 1
        try {
          return await use(what, work)
        } finally {
          asking -= 1
          lastAsked = performance.now()
        }
      },
    /** For the statements and transactions of long work, each of them short. */
    patient:
      <Client>(use: Use<Client>): Use<Client> =>
      async (what, work) => {
        if (taken >= turn) await giveWay()
        const from = performance.now()
        try {
          return await use(what, work)
        } finally {
          taken += performance.now() - from
        }
      },
  }
}
