import type { Directory, DirectoryAccount, DirectoryAnswer, DirectoryPerson } from './directory.ts'
import {
  differences,
  employeeNumberPath,
  externalIdOf,
  isSameName,
  newUser,
  type Operation,
  readList,
  type ScimUser,
} from './scim-user.ts'
import { type Ask, createAsk, ScimError, type WireAnswer, type WireOptions } from './scim-wire.ts'

/**
 * An identity provider that speaks SCIM 2.0 (RFC 7643 and 7644). A connected person is an active user with our external
 * id, the verified address as user name and work address, and the numbers of company and employment.
 */
export function createScim(options: WireOptions): Directory {
  const ask = createAsk(options)
  const { timeout = 10_000 } = options
  // A call makes several requests, which must all end before the lease of the letter that waits for them.
  const within = async (call: (ends: AbortSignal) => Promise<void>): Promise<DirectoryAnswer> => {
    try {
      await call(AbortSignal.timeout(3 * timeout))
      return { ok: true }
    } catch (error) {
      if (error instanceof ScimError) return { ok: false, error: error.message, retry: error.retry }
      return { ok: false, error: `Unexpected ${(error as Error).name}`, retry: true }
    }
  }
  return {
    connect: (person) => within((ends) => connect(usersOf(ask, ends), person)),
    disconnect: (account) => within((ends) => disconnect(usersOf(ask, ends), account)),
  }
}

type Users = ReturnType<typeof usersOf>

async function connect(users: Users, person: DirectoryPerson): Promise<void> {
  const user = (await find(users, person)) ?? (await create(users, person))
  if (!user) return
  const changed = await users.change(user, differences(user, person))
  if (!changed) throw new ScimError('The user was removed meanwhile', { retry: true })
}

/** Null when the user was created; otherwise the existing user, made by somebody else or by an earlier call. */
async function create(users: Users, person: DirectoryPerson): Promise<ScimUser | null> {
  if (await users.add(newUser(person))) return null
  const user = await find(users, person)
  if (!user)
    throw new ScimError('The identity provider says that the user exists (409), but shows none', { retry: false })
  return user
}

async function disconnect(users: Users, account: DirectoryAccount): Promise<void> {
  const user = await findOurs(users, account)
  if (!user || user.active === false) return
  await users.change(user, [{ op: 'replace', path: 'active', value: false }])
}

async function findOurs(users: Users, account: DirectoryAccount): Promise<ScimUser | null> {
  const externalId = externalIdOf(account)
  return onlyOne(await users.search('externalId', externalId, (user) => user.externalId === externalId))
}

/** Our user, or one without an external id that has this address as user name or these two numbers. */
async function find(users: Users, person: DirectoryPerson): Promise<ScimUser | null> {
  const ours = await findOurs(users, person)
  if (ours) return ours
  const { email, number, companyNumber } = person
  const named = await users.search('userName', email, (user) => isSameName(user.userName, email))
  const numbered = await users.search(
    employeeNumberPath,
    number,
    (user) => user.employeeNumber === number && user.organization === companyNumber,
    { optional: true },
  )
  const user = onlyOne([...named, ...numbered])
  if (user?.externalId) throw new ScimError('The user at this address has another external id', { retry: false })
  if (user?.employeeNumber && user.employeeNumber !== number) {
    throw new ScimError('The user at this address has another employee number', { retry: false })
  }
  return user
}

function onlyOne(found: ScimUser[]): ScimUser | null {
  const ids = new Set(found.map(({ id }) => id))
  if (ids.size > 1) throw new ScimError('Several users fit, so none is touched', { retry: false })
  return found[0] ?? null
}

/** The requests about users within one call; `ends` limits them all. */
function usersOf(ask: Ask, ends: AbortSignal) {
  return {
    /** The users that fit; some servers ignore filters. `optional`: the server may not know the attribute. */
    async search(attribute: string, value: string, fits: (user: ScimUser) => boolean, { optional = false } = {}) {
      const filter = encodeURIComponent(`${attribute} eq ${JSON.stringify(value)}`)
      const answer = await ask('GET', `/Users?filter=${filter}`, ends)
      if (optional && answer.status === 400) return []
      if (!isDone(answer)) throw refusal(answer)
      if (answer.text === null) throw new ScimError('The list of users is too long', { retry: false })
      const list = readList(answer.text)
      if (!list) throw new ScimError('The identity provider answers something else than a list', { retry: true })
      // One of the missing users might fit, too.
      if (!list.complete) throw new ScimError('The list of users is not complete', { retry: false })
      return list.users.filter(fits)
    },
    /** False when such a user exists already. */
    async add(user: object): Promise<boolean> {
      const answer = await ask('POST', '/Users', ends, user)
      if (answer.status === 409) return false
      if (!isDone(answer)) throw refusal(answer)
      return true
    },
    /** False when the user no longer exists. */
    async change({ id }: ScimUser, operations: Operation[]): Promise<boolean> {
      if (operations.length === 0) return true
      const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp']
      const answer = await ask('PATCH', `/Users/${encodeURIComponent(id)}`, ends, { schemas, Operations: operations })
      if (answer.status === 404) return false
      if (!isDone(answer)) throw refusal(answer)
      return true
    },
  }
}

const isDone = ({ status }: WireAnswer): boolean => status >= 200 && status < 300

const refusal = ({ status }: WireAnswer): ScimError =>
  status === 409
    ? new ScimError('Another user has this address already (409)', { retry: false })
    : new ScimError(`The identity provider refuses the request (${status})`, { retry: false })
