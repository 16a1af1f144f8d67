import { readPeople } from '../../verification/people/people.ts'
import { ownJoins } from '../../verification/records/different-people.ts'
import type { Turn } from '../context.ts'
import { fullName } from '../words.ts'
import type { Offer } from './offers.ts'

/** The latest joins of records by whoever asks, to be taken back: at most two, no older than so many days. */
export async function joinOffers({ ctx, say, inPublic }: Turn, days: number): Promise<Offer[]> {
  const joins = await ownJoins(ctx, new Date(ctx.clock().getTime() - days * 86_400_000))
  return Promise.all(
    joins.slice(0, 2).map(async ({ code, groups, personIds }): Promise<Offer> => {
      const [first] = await readPeople(ctx.keyed, ctx.clock(), personIds.slice(0, 1))
      const who = groups ? say('intent.apart.many', { n: groups.length }) : first && !inPublic ? fullName(first) : code
      return { label: 'intent.apart.undo', params: { who }, say: `olika personer ${code}` }
    }),
  )
}
