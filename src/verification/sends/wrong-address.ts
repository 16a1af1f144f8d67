import { and, eq } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { people } from '../../db/schema/index.ts'
import { UserError } from '../../errors.ts'
import { hit, hour, type Limit } from '../access/limits.ts'
import { type RoleHolder, roleHolders } from '../access/role-holders.ts'
import { writeAudit } from '../audit.ts'
import type { Context, Service } from '../context.ts'
import { once } from '../once.ts'
import { type Person, readPeople } from '../people/people.ts'
import { isVisible } from '../people/scope.ts'

const perAsker: Limit[] = [[3, 24 * hour]]
/** Cards about one company, so that nobody can bury its admins. What comes after them stands in the history alone. */
const perCompany: Limit[] = [[100, 24 * hour]]

/** Who is to be told that an address is wrong, and whose. */
export interface WrongAddress {
  /** Null when the record is not known: then each admin finds out who it is. */
  person: Person | null
  tell: RoleHolder[]
}

/**
 * Notes that the actor's address is wrong or missing, and says which admins to tell: those who may see that person now.
 * Without an account link the record is not known, whatever address the chat has confirmed, and all are told.
 * @throws UserError `too_often` after three in a day
 */
export async function reportWrongAddress(ctx: Context): Promise<WrongAddress> {
  const personId = ctx.actor.linked ? ctx.actor.personId : null
  const isNew = await ctx.db.transaction((tx) =>
    once(tx, ctx, 'person.wrong_address', async () => {
      if (!(await hit(tx, ctx, `wrong.chat:${ctx.actor.id}`, perAsker)))
        throw new UserError('too_often', 'account.tooOften')
      return note(tx, ctx, personId)
    }),
  )
  const { person, tell } = await whomToTell(ctx, personId, isNew)
  return { person, tell: tell.filter(({ identity }) => identity.id !== ctx.actor.id) }
}

/** The same from the page behind a link, by whoever has the letter. */
export async function reportFromPage(service: Service, personId: number): Promise<WrongAddress> {
  const isNew = await service.db.transaction((tx) => note(tx, { ...service, via: 'web' }, personId))
  return whomToTell(service, personId, isNew)
}

/** Writes it to the audit. False when nobody is to be told any more today. */
async function note(tx: Db, by: Parameters<typeof writeAudit>[1], personId: number | null): Promise<boolean> {
  if (personId !== null && !(await hit(tx, by, `wrong.person:${personId}`, perAsker))) return false
  const found =
    personId === null ? [] : await tx.select({ id: people.companyId }).from(people).where(eq(people.id, personId))
  const tell = await hit(tx, by, `wrong.company:${found[0]?.id ?? 'unknown'}`, perCompany)
  await writeAudit(tx, by, { action: 'person.wrong_address', personId })
  return tell
}

async function whomToTell(service: Service, personId: number | null, isNew: boolean): Promise<WrongAddress> {
  if (!isNew) return { person: null, tell: [] }
  const holders = await roleHolders(service)
  if (personId === null) return { person: null, tell: holders }
  const [person = null] = await readPeople(service.db, service.clock(), [personId])
  const sees = await Promise.all(
    holders.map((holder) => service.db.$count(people, and(eq(people.id, personId), isVisible(holder)))),
  )
  return { person, tell: holders.filter((_, at) => sees[at]) }
}
