import { eq, inArray } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { identities, people } from '../../db/schema/index.ts'
import type { Service } from '../context.ts'
import { rightsOfIdentity } from './actors.ts'
import { looksLikeAlias } from './alias.ts'
import type { Identity } from './identities.ts'

/** One of two chat accounts, as far as it tells who uses it. */
interface Account extends Identity {
  /** The linked record and every record with the account's confirmed address, and the humans that these stand for. */
  records: { id: number; human: number | null }[]
  /** Who had stored the address to which the code of the account link was mailed, where that is known. */
  setter: Account | null
}

/** Of the requester and the approver of a plan. `vouched`: an owner who is another human vouches for the approver. */
interface Pair {
  one: Account
  two: Account
  vouched: boolean
}

/** `two`: certainly two humans. `one`: certainly one. `unclear`: could be one until both have proved who they are. */
export type Humans = 'two' | 'one' | 'unclear'

const isLinkedByCode = ({ personId, linkedBy }: Account) => personId !== null && linkedBy === 'code'

/**
 * Whether the mailed code tells the account from the other one of the pair: not if one human who uses both could have
 * stored the address that it was mailed to.
 */
const isProved = (account: Account, pair: Pair) =>
  isLinkedByCode(account) && account.setter !== null && isOutside(account.setter, pair)

/**
 * Whether whoever stored an address is certainly not one human who uses both accounts: the operator of the machine, who
 * could do anything, or another human than one of the two, as far as that is seen without codes.
 */
const isOutside = (setter: Account, { one, two }: Pair): boolean =>
  setter.platform === 'console' ||
  [one, two].some((account) => humansOf({ one: uncoded(setter), two: uncoded(account), vouched: false }) === 'two')

const uncoded = (account: Account): Account => ({ ...account, linkedBy: null })

const isTogether = ({ one, two }: Pair) => one.platform === two.platform && one.workspace === two.workspace
const addressesOf = ({ one, two }: Pair) => [one.emailKey, two.emailKey].filter((key) => key !== null)

/**
 * Who may be whom. The first row that applies decides; README.md beside the rules has the same table. An account link
 * by an admin's word makes one human out of two accounts, but never two out of what could be one.
 */
const humansTable: readonly { applies(pair: Pair): boolean; humans: Humans }[] = [
  // One account.
  { applies: ({ one, two }) => one.id === two.id, humans: 'one' },
  // One record, or records of one human.
  { applies: ({ one, two }) => share(one, two), humans: 'one' },
  // One confirmed address.
  { applies: ({ one, two }) => one.emailKey !== null && one.emailKey === two.emailKey, humans: 'one' },
  // Both linked by a mailed code, to addresses that one human who uses both cannot have stored.
  { applies: (pair) => isProved(pair.one, pair) && isProved(pair.two, pair), humans: 'two' },
  // Another human, who is an owner, vouches for the approver.
  { applies: ({ vouched }) => vouched, humans: 'two' },
  // Another workspace, or no confirmed address.
  { applies: (pair) => !isTogether(pair) || addressesOf(pair).length < 2, humans: 'unclear' },
  // Addresses that look like aliases.
  { applies: (pair) => looksLikeAlias(...(addressesOf(pair) as [string, string])), humans: 'unclear' },
  // One workspace, two addresses.
  { applies: () => true, humans: 'two' },
]

const share = (one: Account, two: Account) =>
  one.records.some((a) => two.records.some((b) => a.id === b.id || (a.human !== null && a.human === b.human)))

/**
 * What is known of the requester and the approver of a plan; who of them could still prove who they are by a code, and
 * whether a code has been mailed to an address that one of them may have stored.
 */
export interface Eyes {
  humans: Humans
  unproved: ('requester' | 'approver')[]
  doubted: boolean
}

/** Whether the requester and the approver of a plan are two humans. Never trusts what either has said of the other. */
export async function fourEyes(service: Service, requester: number, approver: number): Promise<Eyes> {
  const [one, two] = [await accountOf(service.db, requester), await accountOf(service.db, approver)]
  if (!one || !two) return { humans: 'one', unproved: [], doubted: false }
  const pair = { one, two, vouched: await isVouchedFor(service, one, two) }
  const linked = { requester: isLinkedByCode(one), approver: isLinkedByCode(two) }
  const unproved = (['requester', 'approver'] as const).filter((who) => !linked[who])
  const doubted = [one, two].some((account) => isLinkedByCode(account) && !isProved(account, pair))
  return { humans: humansOf(pair), unproved, doubted }
}

const humansOf = (pair: Pair): Humans => humansTable.find(({ applies }) => applies(pair))!.humans

/** The word of an owner counts if that owner is certainly not the requester, who would then approve alone. */
async function isVouchedFor(service: Service, requester: Account, approver: Account): Promise<boolean> {
  if (approver.vouchedBy === null || approver.vouchedBy === approver.id) return false
  const owner = await accountOf(service.db, approver.vouchedBy)
  if (!owner || (await rightsOfIdentity(service, owner.id)).role !== 'owner') return false
  return humansOf({ one: requester, two: owner, vouched: false }) === 'two'
}

async function accountOf(db: Db, id: number): Promise<Account | null> {
  const account = await readAccount(db, id)
  if (!account?.addressSetBy) return account
  return { ...account, setter: await readAccount(db, account.addressSetBy) }
}

/** The records that an account is linked to, or whose address is its confirmed one. */
export const readOwnRecords = async (db: Db, id: number): Promise<Account['records']> =>
  (await readAccount(db, id))?.records ?? []

/** An account without what is known of its code. */
async function readAccount(db: Db, id: number): Promise<Account | null> {
  const [identity] = await db.select().from(identities).where(eq(identities.id, id))
  if (!identity) return null
  const { personId, emailKey } = identity
  const own = { id: people.id, human: people.human }
  const linked =
    personId === null
      ? []
      : await db
          .select(own)
          .from(people)
          .where(inArray(people.id, [personId]))
  const addressed = emailKey === null ? [] : await db.select(own).from(people).where(eq(people.emailKey, emailKey))
  return { ...identity, records: [...linked, ...addressed], setter: null }
}
