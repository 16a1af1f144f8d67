import type { DirectoryAccount, DirectoryPerson } from './directory.ts'

/** People as SCIM users (RFC 7643), and back. Pure. */

const core = 'urn:ietf:params:scim:schemas:core:2.0:User'
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
/** The path of the employment number in filters and changes. */
export const employeeNumberPath = `${enterprise}:employeeNumber`

/** What concerns us of a user of theirs. */
export interface ScimUser {
  id: string
  externalId: string
  userName: string
  /** Undefined where the server does not say. */
  active: boolean | undefined
  givenName: string
  familyName: string
  language: string
  employeeNumber: string
  organization: string
  emails: { value: string; type: string; primary: boolean }[]
}

export interface Operation {
  op: 'replace'
  path: string
  value: unknown
}

/**
 * Ours for good: company and employment number name one record in the HR system, also when our database is made anew.
 * people.id would then name somebody else, whose login would be given away.
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

/** What has to change for `user` to be this person, connected. Nothing that is empty with us empties anything there. */
export function differences(user: ScimUser, person: DirectoryPerson): Operation[] {
  const { companyNumber, number, email, givenName, familyName, language } = person
  const name = nameOf(person)
  const renamed = (givenName && givenName !== user.givenName) || (familyName && familyName !== user.familyName)
  // `sv-SE` says no less than our `sv`.
  const speaks = user.language.toLowerCase().split(/[-_]/)[0]
  const changes: [differs: unknown, path: string, value: unknown][] = [
    [user.externalId !== externalIdOf(person), 'externalId', externalIdOf(person)],
    [user.userName !== email, 'userName', email],
    [!hasWorkEmail(user, email), 'emails', emailsWith(user, email)],
    [name && renamed, 'name', name],
    [language && speaks !== language, 'preferredLanguage', language],
    [user.employeeNumber !== number, employeeNumberPath, number],
    [user.organization !== companyNumber, `${enterprise}:organization`, companyNumber],
    // Last: nobody can log in before the rest is right.
    [user.active !== true, 'active', true],
  ]
  return changes.filter(([differs]) => differs).map(([, path, value]) => ({ op: 'replace', path, value }))
}

/** What a server sent as a user; null where it is none. Names of attributes count in any case. */
function readUser(resource: unknown): ScimUser | null {
  const id = textOf(resource, 'id')
  // Such an id would lead to another place than the user's.
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

/** The users of a list answer, and whether those are all; null where it is none. */
export function readList(text: string): { users: ScimUser[]; complete: boolean } | null {
  const list = parse(text)
  const resources = attributeOf(list, 'Resources')
  const total = attributeOf(list, 'totalResults')
  if (!Array.isArray(resources)) return total === 0 ? { users: [], complete: true } : null
  const users = resources.map(readUser).filter((user) => user !== null)
  return { users, complete: users.length === resources.length && !(Number(total) > resources.length) }
}

/** Whether two addresses are one as user names are compared: without regard to case. */
export const isSameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

function nameOf({ givenName, familyName }: DirectoryPerson): object | null {
  const formatted = `${givenName} ${familyName}`.trim()
  return formatted ? { ...(givenName && { givenName }), ...(familyName && { familyName }), formatted } : null
}

const hasWorkEmail = ({ emails }: ScimUser, email: string): boolean =>
  emails.filter(({ type }) => type === 'work').length === 1 &&
  emails.some(({ value, type, primary }) => value === email && type === 'work' && primary)

/** All of them: private addresses stay, the old ones of work go. */
const emailsWith = ({ emails }: ScimUser, email: string) => [
  { value: email, type: 'work', primary: true },
  ...emails
    .filter(({ value, type }) => value && type && type !== 'work' && !isSameName(value, email))
    .map(({ value, type }) => ({ value, type, primary: false })),
]

/** Some servers write `"True"`. */
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
