import type { Service } from '../../verification/context.ts'
import type { Claimed } from '../../verification/delivery/deliveries.ts'
import { type Employer, employersById } from '../../verification/employers/employers.ts'

/** How the letters look that this process is about to send: read with each claim, so that nothing erased stays here. */
export function createEmployers({ db }: Pick<Service, 'db'>) {
  const known = new Map<number, Employer>()
  return {
    /** Reads what these letters need. Without an employer's letter among them it asks nothing. */
    async prepare(claimed: readonly Claimed[]): Promise<void> {
      const ids = claimed.flatMap(({ letterId }) => letterId ?? [])
      for (const [id, employer] of await employersById(db, ids)) known.set(id, employer)
    },
    of: ({ letterId }: Pick<Claimed, 'letterId'>): Employer | null => known.get(letterId ?? 0) ?? null,
  }
}

export type Employers = ReturnType<typeof createEmployers>
