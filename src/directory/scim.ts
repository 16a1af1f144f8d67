import type { Directory, DirectoryAccount, DirectoryFailure, DirectoryPerson, DirectoryState } from './directory.ts'
import { checkScim } from './scim-check.ts'
import {
  asciiAddress,
  differences,
  employeeNumberPath,
  externalIdOf,
  isConnectedAs,
  isOfOurs,
  isSameName,
  newUser,
  organizationPath,
  type ScimUser,
} from './scim-user.ts'
import { type Users, usersOf } from './scim-users.ts'
import { createAsk, type Ends, PassingError, ScimError, type WireOptions } from './scim-wire.ts'

/**
 * An identity provider that speaks SCIM 2.0 (RFC 7643 and 7644). A connected person is an active user with our external
 * id, the verified address as user name and work address, and the numbers of company and employment. Whatever is
 * answered was read back from the provider: that it has accepted a change is not enough.
 */
export function createScim(options: WireOptions): Directory {
  const ask = createAsk(options)
  const { timeout = 10_000, now } = options
  // A call makes several requests, which must all end before the lease of the letter that waits for them.
  async function within<T extends { ok: true }>(
    call: (users: Users, ends: Ends) => Promise<T>,
  ): Promise<T | DirectoryFailure> {
    const end = now() + 3 * timeout
    const ends = { signal: AbortSignal.timeout(3 * timeout), left: () => end - now() }
    try {
      return await call(usersOf(ask, ends), ends)
    } catch (error) {
      if (!(error instanceof ScimError)) {
        return { ok: false, reason: 'unreadable', error: `Unexpected ${(error as Error).name}`, retry: true }
      }
      const { reason, message, retry, wait } = error
      return { ok: false, reason, error: message, retry, ...(wait !== undefined && { wait }) }
    }
  }
  return {
    remote: true,
    connect: (person) => within(async (users) => ({ ok: true, userId: await connect(users, person) })),
    disconnect: (account) => within(async (users) => ({ ok: true, userId: await disconnect(users, account) })),
    look: (account) => within(async (users) => ({ ok: true, state: await look(users, account) })),
    check: () => within((_, ends) => checkScim(ask, ends)),
  }
}

/** Returns the id of the user. */
async function connect(users: Users, person: DirectoryPerson): Promise<string> {
  const user = (await find(users, person)) ?? (await create(users, person))
  const operations = differences(user, person)
  const shown = operations.length ? await users.change(user, operations) : user
  if (!shown) throw new ScimError('The user was removed meanwhile', { reason: 'unconfirmed', retry: true })
  if (isConnectedAs(shown, person)) return shown.id
  if (shown.active === false) {
    throw new ScimError('The identity provider keeps the user inactive', { reason: 'inactive', retry: true })
  }
  throw new ScimError('The identity provider shows another user than it was sent', {
    reason: 'unconfirmed',
    retry: true,
  })
}

/** Creates the user, or finds the one that somebody else, an earlier call, or a request without an answer has made. */
async function create(users: Users, person: DirectoryPerson, again = true): Promise<ScimUser> {
  const made = await users
    .add((extended) => newUser(person, extended))
    .catch((error) => {
      if (again && error instanceof PassingError) return 'lost' as const
      throw error
    })
  if (made === 'lost') return (await find(users, person)) ?? create(users, person, false)
  if (made && made !== 'exists') return made
  const user = await find(users, person)
  if (user) return user
  if (made === 'exists') {
    throw new ScimError('The identity provider says that the user exists (409), but shows none', {
      reason: 'taken',
      retry: false,
    })
  }
  throw new ScimError('The identity provider has accepted the user, but does not show it', {
    reason: 'unconfirmed',
    retry: true,
  })
}

/** Returns the id of the user that is inactive now; null when there is none. */
async function disconnect(users: Users, account: DirectoryAccount): Promise<string | null> {
  const user = await findOurs(users, account)
  if (!user) {
    await refuseForeign(users, account)
    return null
  }
  if (user.active === false) return user.id
  const shown = await users.change(user, [{ op: 'replace', path: 'active', value: false }])
  if (shown && shown.active !== false) {
    throw new ScimError('The identity provider keeps the user active', { reason: 'still_active', retry: true })
  }
  return shown?.id ?? null
}

/** Nothing is removed while a user that another system keeps is active with the person's address. */
async function refuseForeign(users: Users, { email }: DirectoryAccount): Promise<void> {
  if (!email) return
  const named = await byName(users, email)
  if (named.some((user) => user.active !== false && !isOfOurs(user))) {
    throw new ScimError('An active user with this address has another external id', { reason: 'taken', retry: false })
  }
}

async function look(users: Users, account: DirectoryAccount & { email: string }): Promise<DirectoryState> {
  const user = await findOurs(users, account)
  if (!user) return 'missing'
  if (user.active === false) return 'inactive'
  return isSameName(user.userName, account.email) ? 'connected' : 'other_address'
}

/** The user with our external id, or the one that we connected, if it is still this person's. */
async function findOurs(users: Users, account: DirectoryAccount): Promise<ScimUser | null> {
  const externalId = externalIdOf(account)
  const isOurs = (user: ScimUser) => user.externalId === externalId
  const optional = Boolean(account.userId ?? account.email)
  const known = await users.search(`externalId eq ${JSON.stringify(externalId)}`, isOurs, { optional })
  const user = onlyOne(known ?? [])
  if (user) return user
  const kept = account.userId ? await users.get(account.userId) : null
  if (kept && isPersons(kept, account)) return kept
  // A server that does not filter by external id can be asked by name.
  if (known === null && account.email) return onlyOne((await byName(users, account.email)).filter(isOurs))
  return null
}

/** A user whose external id has changed is still this person's while it has the person's address or numbers. */
function isPersons(user: ScimUser, { companyNumber, number, email }: DirectoryAccount): boolean {
  const hasNumbers = user.employeeNumber === number && user.organization === companyNumber
  return hasNumbers || Boolean(email && isSameName(user.userName, email))
}

/** Our user, or one without an external id that has this address as user name or these two numbers. */
async function find(users: Users, person: DirectoryPerson): Promise<ScimUser | null> {
  const ours = await findOurs(users, person)
  const user = ours ?? onlyOne([...(await byName(users, person.email)), ...(await byNumbers(users, person))])
  if (user?.externalId && user.externalId !== externalIdOf(person)) {
    throw new ScimError('The user at this address has another external id', { reason: 'taken', retry: false })
  }
  if (!ours && user?.employeeNumber && user.employeeNumber !== person.number) {
    throw new ScimError('The user at this address has another employee number', {
      reason: 'other_number',
      retry: false,
    })
  }
  return user
}

/**
 * The users with this address as user name. Some servers compare names by case, or keep the domain as people read it.
 */
async function byName(users: Users, email: string): Promise<ScimUser[]> {
  const ascii = asciiAddress(email)
  for (const form of new Set([ascii, ascii.toLowerCase(), email])) {
    const found = await users.search(`userName eq ${JSON.stringify(form)}`, (user) => isSameName(user.userName, email))
    if (found?.length) return found
  }
  return []
}

/** The users with these two numbers. The same employment number may exist at many companies. */
async function byNumbers(users: Users, { number, companyNumber }: DirectoryPerson): Promise<ScimUser[]> {
  const fits = (user: ScimUser) => user.employeeNumber === number && user.organization === companyNumber
  const numbered = `${employeeNumberPath} eq ${JSON.stringify(number)}`
  const both = `${numbered} and ${organizationPath} eq ${JSON.stringify(companyNumber)}`
  const optional = { optional: true }
  return (await users.search(both, fits, optional)) ?? (await users.search(numbered, fits, optional)) ?? []
}

function onlyOne(found: ScimUser[]): ScimUser | null {
  const ids = new Set(found.map(({ id }) => id))
  if (ids.size > 1) throw new ScimError('Several users fit, so none is touched', { reason: 'several', retry: false })
  return found[0] ?? null
}
