import type { DirectoryAccount, DirectoryPerson } from './directory.ts'

// People as SCIM users (RFC 7643), and back. Nothing here is asked over the network.

const core = 'urn:ietf:params:scim:schemas:core:2.0:User'
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
/** The path of the employment number in filters and operations. */
export const employeeNumberPath = `${enterprise}:employeeNumber`

/** A user at the provider, with the attributes that concern us. */
export interface ScimUser {
  id: string
  externalId: string
  userName: string
  /** Undefined when the server does not say. */
  active: boolean | undefined
  givenName: string
  familyName: string
  language: string
  employeeNumber: string
  organization: string
  emails: { value: string; type: string; primary: boolean }[]
}

/** A change of one attribute. */
export interface Operation {
  op: 'replace'
  path: string
  value: unknown
}

/**
 * The external id of our users. Company and employment number name the same record of the HR system forever.
 * `people.id` would name somebody else after our database has been made again, and so give somebody's login away.
 */
export const externalIdOf = ({ companyNumber, number }: DirectoryAccount): string =>
  `verifiera:${encodeURIComponent(companyNumber)}:${encodeURIComponent(number)}`

/** The user to create. */
export function newUser(person: DirectoryPerson): object {
  const { companyNumber, number, email, language } = person
  const name = nameOf(person)
  return {
    schemas: [core, enterprise],
    externalId: externalIdOf(person),
    userName: email,
    active: true,
    ...(name && { name }),
    emails: [{ value: email, type: 'work', primary: true }],
    ...(language && { preferredLanguage: language }),
    [enterprise]: { employeeNumber: number, organization: companyNumber },
  }
}

/** What has to change so that `user` is this person, and active. What is empty with us stays as it is there. */
export function differences(user: ScimUser, person: DirectoryPerson): Operation[] {
  const { companyNumber, number, email, givenName, familyName, language } = person
  const name = nameOf(person)
  const renamed = (givenName && givenName !== user.givenName) || (familyName && familyName !== user.familyName)
  // `sv-SE` is as good as our `sv`.
  const speaks = user.language.toLowerCase().split(/[-_]/)[0]
  const changes: [differs: unknown, path: string, value: unknown][] = [
    [user.externalId !== externalIdOf(person), 'externalId', externalIdOf(person)],
    [user.userName !== email, 'userName', email],
    [!hasWorkEmail(user, email), 'emails', emailsWith(user, email)],
    [name && renamed, 'name', name],
    [language && speaks !== language, 'preferredLanguage', language],
    [user.employeeNumber !== number, employeeNumberPath, number],
    [user.organization !== companyNumber, `${enterprise}:organization`, companyNumber],
    // Comes last, so that nobody can log in before the rest is right.
    [user.active !== true, 'active', true],
  ]
  return changes.filter(([differs]) => differs).map(([, path, value]) => ({ op: 'replace', path, value }))
}

/** Reads a user from a server's answer; null when it is none. Names of attributes may be in any case. */
function readUser(resource: unknown): ScimUser | null {
  const id = textOf(resource, 'id')
  // In a path, such an id would name something else than the user.
  if (id === '' || id === '.' || id === '..') return null
  const extension = attributeOf(resource, enterprise)
  const name = attributeOf(resource, 'name')
  const active = attributeOf(resource, 'active')
  const emails = attributeOf(resource, 'emails')
  return {
    id,
    externalId: textOf(resource, 'externalId'),
    userName: textOf(resource, 'userName'),
    active: active === undefined ? undefined : isTrue(active),
    givenName: textOf(name, 'givenName'),
    familyName: textOf(name, 'familyName'),
    language: textOf(resource, 'preferredLanguage'),
    employeeNumber: textOf(extension, 'employeeNumber'),
    organization: textOf(extension, 'organization'),
    emails: (Array.isArray(emails) ? emails : []).map((email) => ({
      value: textOf(email, 'value'),
      type: textOf(email, 'type').toLowerCase(),
      primary: isTrue(attributeOf(email, 'primary')),
    })),
  }
}

/** Reads a list of users, and whether it is complete; null when the answer is no list. */
export function readList(text: string): { users: ScimUser[]; complete: boolean } | null {
  const list = parse(text)
  const resources = attributeOf(list, 'Resources')
  const total = attributeOf(list, 'totalResults')
  if (!Array.isArray(resources)) return total === 0 ? { users: [], complete: true } : null
  const users = resources.map(readUser).filter((user) => user !== null)
  return { users, complete: users.length === resources.length && !(Number(total) > resources.length) }
}

/** Whether two user names are the same, in any case. */
export const isSameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

function nameOf({ givenName, familyName }: DirectoryPerson): object | null {
  const formatted = `${givenName} ${familyName}`.trim()
  return formatted ? { ...(givenName && { givenName }), ...(familyName && { familyName }), formatted } : null
}

const hasWorkEmail = ({ emails }: ScimUser, email: string): boolean =>
  emails.filter(({ type }) => type === 'work').length === 1 &&
  emails.some(({ value, type, primary }) => value === email && type === 'work' && primary)

/** All addresses of the user: private ones stay, work addresses are replaced. */
const emailsWith = ({ emails }: ScimUser, email: string) => [
  { value: email, type: 'work', primary: true },
  ...emails
    .filter(({ value, type }) => value && type && type !== 'work' && !isSameName(value, email))
    .map(({ value, type }) => ({ value, type, primary: false })),
]

/** Some servers write `"True"` instead of `true`. */
const isTrue = (value: unknown): boolean => String(value).toLowerCase() === 'true'

function textOf(from: unknown, name: string): string {
  const value = attributeOf(from, name)
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function attributeOf(from: unknown, name: string): unknown {
  if (!from || typeof from !== 'object') return undefined
  const found = Object.entries(from).find(([key]) => key.toLowerCase() === name.toLowerCase())
  return found?.[1] ?? undefined
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
