import type { Log } from './log.ts'

/** What an operator must act on although the process goes on: by area, what is wrong and the step to take. */
export interface Troubles {
  /** Told each time it is seen; logged as an error once, and again when it has changed. Null: it works. */
  set(area: string, what: string | null): void
  /** For `/readyz`; undefined while there is none. */
  detail(): Record<string, string> | undefined
}

/** @param changed is told when a trouble begins or is another one */
export function createTroubles(
  log: Pick<Log, 'error' | 'info'>,
  changed: (area: string, what: string) => void = () => {},
): Troubles {
  const known = new Map<string, string>()
  return {
    set(area, what) {
      if ((known.get(area) ?? null) === what) return
      if (what === null) {
        known.delete(area)
        return log.info({ area }, 'Works again')
      }
      known.set(area, what)
      log.error({ area, what }, 'Needs an operator')
      changed(area, what)
    },
    detail: () => (known.size ? Object.fromEntries(known) : undefined),
  }
}
