import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { identities } from '../../db/schema/index.ts'

export type Identity = typeof identities.$inferSelect

/** The three parts that name an identity and never change. */
export type Who = Pick<Identity, 'platform' | 'workspace' | 'user'>

/** What a platform says of a chat user with a message. */
export type Sighting = Partial<Pick<Identity, 'name' | 'emailKey' | 'standing' | 'place' | 'seenAt'>>

export const isIdentity = (who: Who) =>
  and(eq(identities.platform, who.platform), eq(identities.workspace, who.workspace), eq(identities.user, who.user))

/** An identity by its platform id, or null if nobody has seen or named it. */
export async function identityOf(db: Db, who: Who): Promise<Identity | null> {
  const [identity] = await db.select().from(identities).where(isIdentity(who))
  return identity ?? null
}

/** What people call an identity: its name, or else its user id; null when it is gone. */
export async function nameOf(db: Db, id: number): Promise<string | null> {
  const [identity] = await db.select().from(identities).where(eq(identities.id, id))
  return identity ? (identity.name ?? identity.user) : null
}

/**
 * Stores what is now known of an identity, and returns it. One that was never seen is stored first, even without a
 * sighting: an owner may give somebody a role before they write. A name that is missing now does not erase a known one.
 */
export async function keepIdentity(db: Db, who: Who, now: Date, sighting: Sighting = {}): Promise<Identity> {
  const { platform, workspace, user } = who
  const [identity] = await db
    .insert(identities)
    .values({ platform, workspace, user, seenAt: now, ...sighting })
    .onConflictDoUpdate({
      target: [identities.platform, identities.workspace, identities.user],
      set: { ...sighting, name: sql`coalesce(excluded.name, ${identities.name})` },
    })
    .returning()
  return identity!
}
