import { domainToASCII } from 'node:url'
import { isShallow, isStorable } from '../base/storable.ts'
import type { DirectoryAccount, DirectoryPerson } from './directory.ts'

// People as SCIM users (RFC 7643), and back. Nothing here is asked over the network.

const core = 'urn:ietf:params:scim:schemas:core:2.0:User'
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
/** The paths of the two numbers in filters and operations. */
export const employeeNumberPath = `${enterprise}:employeeNumber`
export const organizationPath = `${enterprise}:organization`

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
  /** `meta.version`, for servers that change nothing without it; empty when it is no value of a header. */
  version: string
  /** The whole user as the server sent it, for servers that can only be sent a whole user. */
  resource: Record<string, unknown>
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

/** An address as SCIM takes it: the domain as A-label (RFC 7643, 4.1.2 points to RFC 5321, which is ASCII). */
export function asciiAddress(address: string): string {
  const at = address.lastIndexOf('@')
  return address.slice(0, at + 1) + (domainToASCII(address.slice(at + 1)) || address.slice(at + 1))
}

/** Whether the user is one of our records, this one or another. */
export const isOfOurs = ({ externalId }: ScimUser): boolean => externalId.startsWith('verifiera:')

/** The user to create, with or without the extension, which some servers refuse. */
export function newUser(person: DirectoryPerson, extended: boolean): object {
  const { companyNumber, number, language } = person
  const email = asciiAddress(person.email)
  const name = nameOf(person)
  return {
    schemas: extended ? [core, enterprise] : [core],
    externalId: externalIdOf(person),
    userName: email,
    active: true,
    ...(name && { name }),
    emails: [{ value: email, type: 'work', primary: true }],
    ...(language && { preferredLanguage: language }),
    ...(extended && { [enterprise]: { employeeNumber: number, organization: companyNumber } }),
  }
}

/** What has to change so that `user` is this person, and active. What is empty with us stays as it is there. */
export function differences(user: ScimUser, person: DirectoryPerson): Operation[] {
  const { companyNumber, number, givenName, familyName, language } = person
  const email = asciiAddress(person.email)
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
    [user.organization !== companyNumber, organizationPath, companyNumber],
    // Comes last, so that nobody can log in before the rest is right.
    [user.active !== true, 'active', true],
  ]
  return changes.filter(([differs]) => differs).map(([, path, value]) => ({ op: 'replace', path, value }))
}

/** Whether an operation concerns the extension, which some servers refuse. */
export const isExtended = ({ path }: Operation): boolean => path.startsWith(enterprise)

/** What makes somebody able to log in, and findable by us. A server may keep the rest as it likes. */
export function isConnectedAs(user: ScimUser, person: DirectoryPerson): boolean {
  const isOurs = user.externalId === externalIdOf(person) || user.externalId === ''
  return isOurs && user.active !== false && isSameName(user.userName, person.email)
}

/** The whole user with changes, for a server that knows no PATCH. What the server alone may write is left out. */
export function withChanges({ resource }: ScimUser, operations: Operation[]): object {
  const { meta: _, groups: __, ...whole } = structuredClone(resource)
  for (const operation of operations) {
    const { path, value } = operation
    if (!isExtended(operation)) whole[keyIn(whole, path)] = value
    else {
      const extension = keyIn(whole, enterprise)
      const given = whole[extension]
      whole[extension] = { ...(given instanceof Object ? given : {}), [path.slice(enterprise.length + 1)]: value }
    }
  }
  const schemas = attributeOf(whole, 'schemas')
  const given = Array.isArray(schemas) ? schemas : [core]
  const extended = operations.some(isExtended) && !given.includes(enterprise) ? [enterprise] : []
  return { ...whole, [keyIn(whole, 'schemas')]: [...given, ...extended] }
}

const keyIn = (resource: object, name: string): string =>
  Object.keys(resource).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name

/** Reads one user from an answer; null when it is none. */
export const readOne = (text: string | null): ScimUser | null => (text ? readUser(parse(text)) : null)

/** Reads a user from a server's answer; null when it is none. Names of attributes may be in any case. */
function readUser(resource: unknown): ScimUser | null {
  const id = textOf(resource, 'id')
  if (!isId(id) || !isShallow(resource)) return null
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
    version: /^[\x20-\x7e]*$/.exec(textOf(attributeOf(resource, 'meta'), 'version'))?.[0] ?? '',
    resource: resource as Record<string, unknown>,
  }
}

/**
 * Whether it can be sent in a path and stored. As `.` or `..`, it would name something else than the user in a path.
 */
const isId = (id: string): boolean => id !== '.' && id !== '..' && id.length <= 500 && id !== '' && isStorable(id)

/** Reads a page of users and how many there are in all; null when the answer is no list, or holds something else. */
export function readList(text: string): { users: ScimUser[]; total: number } | null {
  const list = parse(text)
  const resources = attributeOf(list, 'Resources')
  if (!Array.isArray(resources)) return attributeOf(list, 'totalResults') === 0 ? { users: [], total: 0 } : null
  const users = resources.map(readUser).filter((user) => user !== null)
  if (users.length < resources.length) return null
  return { users, total: Math.max(Number(textOf(list, 'totalResults')) || 0, users.length) }
}

/** Whether two user names are the same, in any case, and with the domain in either form. */
export const isSameName = (one: string, other: string): boolean =>
  asciiAddress(one).toLowerCase() === asciiAddress(other).toLowerCase()

function nameOf({ givenName, familyName }: DirectoryPerson): object | null {
  const formatted = `${givenName} ${familyName}`.trim()
  return formatted ? { ...(givenName && { givenName }), ...(familyName && { familyName }), formatted } : null
}

/** An address without a type is as good as a work address: there are servers that keep no types. */
const hasWorkEmail = ({ emails }: ScimUser, email: string): boolean =>
  emails.every(({ value, type }) => type !== 'work' || isSameName(value, email)) &&
  emails.some(({ value, type, primary }) => isSameName(value, email) && (type === 'work' || type === '') && primary)

/** All addresses of the user: work addresses are replaced, the others stay. */
const emailsWith = ({ emails }: ScimUser, email: string) => [
  { value: email, type: 'work', primary: true },
  ...emails
    .filter(({ value, type }) => value && type !== 'work' && !isSameName(value, email))
    .map(({ value, type }) => ({ value, ...(type && { type }), primary: false })),
]

/** Some servers write `"True"` instead of `true`. */
const isTrue = (value: unknown): boolean =>
  value === true || (typeof value === 'string' && value.toLowerCase() === 'true')

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
