import type { DirectoryCheck } from './directory.ts'
import { readList } from './scim-user.ts'
import { type Ask, type Ends, ScimError, type WireAnswer } from './scim-wire.ts'

/** Nobody has this id, this external id or this address, which is in a domain that cannot exist (RFC 2606). */
const nobody = 'verifiera-check'
const filters = {
  userName: `userName eq "${nobody}@verifiera.invalid"`,
  externalId: `externalId eq "${nobody}"`,
}

/**
 * Looks for somebody who cannot exist, and changes a user who cannot exist: that takes the address, the token, the
 * filters and PATCH, and leaves everybody as they are.
 */
export async function checkScim(ask: Ask, ends: Ends): Promise<DirectoryCheck> {
  const search = (filter: string) => ask({ method: 'GET', path: `/Users?filter=${encodeURIComponent(filter)}` }, ends)
  const byName = await search(filters.userName)
  if (byName.status === 403)
    throw new ScimError('The identity provider refuses the token (403)', { reason: 'token', retry: true })
  if (byName.status === 404)
    throw new ScimError('There is no SCIM at this address (404)', { reason: 'refused', retry: false })
  if ([400, 422, 501].includes(byName.status)) return { ok: true, filter: 'refused', patch: await patch(ask, ends) }
  const list = byName.status === 200 && byName.text !== null ? readList(byName.text) : null
  if (!list) throw new ScimError('The answer is not a list of users', { reason: 'unreadable', retry: false })
  if (list.total > 0) return { ok: true, filter: 'ignored', patch: await patch(ask, ends) }
  const byId = await search(filters.externalId)
  return { ok: true, filter: isDone(byId) ? 'works' : 'names_only', patch: await patch(ask, ends) }
}

/** A server that knows PATCH says that there is no such user (RFC 7644, 3.12). */
async function patch(ask: Ask, ends: Ends): Promise<DirectoryCheck['patch']> {
  const body = {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'replace', path: 'active', value: false }],
  }
  const { status } = await ask({ method: 'PATCH', path: `/Users/${nobody}`, body }, ends)
  if (status === 501 || status === 405) return 'refused'
  return status === 403 ? 'forbidden' : 'works'
}

const isDone = ({ status }: WireAnswer) => status >= 200 && status < 300
