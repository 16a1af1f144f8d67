import { isExtended, type Operation, readList, readOne, type ScimUser, withChanges } from './scim-user.ts'
import { type Ask, type Ends, ScimError, type WireAnswer, type WireRequest } from './scim-wire.ts'

/** The most pages of one list that are read. */
const mostPages = 50

const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

/** The requests about users within one call. What a server refuses is asked in another way where there is one. */
export function usersOf(ask: Ask, ends: Ends) {
  const request = (one: WireRequest) => ask(one, ends)

  /** The refusal, where the server does not know the filter. */
  async function list(filter: string): Promise<ScimUser[] | ScimError> {
    const users = new Map<string, ScimUser>()
    for (let page = 0; page < mostPages; page++) {
      const from = page === 0 ? '' : `&startIndex=${users.size + 1}&count=100`
      const answer = await request({ method: 'GET', path: `/Users?filter=${encodeURIComponent(filter)}${from}` })
      if (!isDone(answer)) {
        if (isUnsupported(answer)) return refusal(answer)
        throw refusal(answer)
      }
      if (answer.text === null)
        throw new ScimError('The list of users is too long', { reason: 'unreadable', retry: false })
      const read = readList(answer.text)
      if (!read) {
        throw new ScimError('The identity provider answers something else than a list', {
          reason: 'unreadable',
          retry: true,
        })
      }
      const before = users.size
      for (const user of read.users) users.set(user.id, user)
      if (users.size >= read.total) return [...users.values()]
      // A server that shows the same page again cannot be asked for the rest.
      if (users.size === before) break
    }
    // One of the missing users might fit, too.
    throw new ScimError('The list of users is not complete', { reason: 'unreadable', retry: false })
  }

  async function get(id: string): Promise<ScimUser | null> {
    const answer = await request({ method: 'GET', path: pathOf(id) })
    if (answer.status === 404) return null
    if (!isDone(answer)) throw refusal(answer)
    const user = readOne(answer.text)
    if (!user) {
      throw new ScimError('The identity provider answers something else than a user', {
        reason: 'unreadable',
        retry: true,
      })
    }
    return { ...user, version: answer.etag ?? user.version }
  }

  /** Sends a change; where the server demands the version of the user that it applies to, with that. */
  async function send(user: ScimUser, method: 'PATCH' | 'PUT', body: object): Promise<WireAnswer> {
    const path = pathOf(user.id)
    const answer = await request({ method, path, body })
    if (answer.status !== 428 && answer.status !== 412) return answer
    const now = await get(user.id)
    if (!now) return { status: 404, text: '', etag: null }
    return request({ method, path, body, ifMatch: now.version || '*' })
  }

  /** By PATCH, or with the whole user where the server knows no PATCH. */
  async function replace(user: ScimUser, operations: Operation[]): Promise<WireAnswer> {
    const patched = await send(user, 'PATCH', { schemas: [patchOp], Operations: operations })
    if (patched.status !== 501 && patched.status !== 405) return patched
    const whole = (await get(user.id)) ?? user
    return send(user, 'PUT', withChanges(whole, operations))
  }

  return {
    get,
    /**
     * The users that fit: some servers ignore filters. Null when the server does not know the filter, which is an error
     * unless it is `optional`.
     */
    async search(filter: string, fits: (user: ScimUser) => boolean, { optional = false } = {}) {
      const found = await list(filter)
      if (!(found instanceof ScimError)) return found.filter(fits)
      if (optional) return null
      throw found
    },
    /** Creates a user. `exists`: there is one like it. Null: the answer does not show the user. */
    async add(user: (extended: boolean) => object): Promise<ScimUser | 'exists' | null> {
      let answer = await request({ method: 'POST', path: '/Users', body: user(true) })
      if (isUnsupported(answer)) answer = await request({ method: 'POST', path: '/Users', body: user(false) })
      if (answer.status === 409) return 'exists'
      if (!isDone(answer)) throw refusal(answer)
      return readOne(answer.text)
    },
    /** Changes a user and reads back what the server then shows; null when the user no longer exists. */
    async change(user: ScimUser, operations: Operation[]): Promise<ScimUser | null> {
      const core = operations.filter((one) => !isExtended(one))
      let answer = await replace(user, operations)
      if (isUnsupported(answer) && core.length < operations.length) {
        if (core.length === 0) return user
        answer = await replace(user, core)
      }
      if (answer.status === 404) return null
      if (!isDone(answer)) throw refusal(answer)
      return readOne(answer.text) ?? get(user.id)
    },
  }
}

export type Users = ReturnType<typeof usersOf>

const pathOf = (id: string) => `/Users/${encodeURIComponent(id)}`

const isDone = ({ status }: WireAnswer): boolean => status >= 200 && status < 300

/** The server refuses this form of the request, so that another form may do. */
const isUnsupported = ({ status }: WireAnswer): boolean => [400, 403, 422, 501].includes(status)

function refusal({ status }: WireAnswer): ScimError {
  if (status === 409) {
    return new ScimError('Another user has this address already (409)', { reason: 'taken', retry: false })
  }
  if (status === 403)
    return new ScimError('The identity provider refuses the token (403)', { reason: 'token', retry: true })
  return new ScimError(`The identity provider refuses the request (${status})`, { reason: 'refused', retry: false })
}
