/** Names one of our accounts at the identity provider. */
export interface DirectoryAccount {
  companyNumber: string
  /** The employment number. */
  number: string
  /** The address with which it was connected, as far as it is still known. */
  email?: string | null
  /** The provider's own id of the user, as it was when the person was connected. */
  userId?: string | null
}

/** A person, as the identity provider is told about them. */
export interface DirectoryPerson extends DirectoryAccount {
  /** `people.id`. */
  id: number
  email: string
  givenName: string
  familyName: string
  language: 'sv' | 'en' | null
}

/** Why the provider did not do what it was asked. The texts `provider.<reason>` say what to do about it. */
export const directoryReasons = [
  /** Another user has the address: one of another system, or of another employment. */
  'taken',
  /** Several users fit. */
  'several',
  /** The user at the address has another employment number. */
  'other_number',
  /** The user stays inactive, or does not stay so, although the provider accepts the change. */
  'inactive',
  'still_active',
  /** The provider accepts the change, but shows something else. */
  'unconfirmed',
  /** The token is refused. */
  'token',
  'busy',
  'unreachable',
  /** The provider answers in a way that does not follow SCIM, or shows only a part of its users. */
  'unreadable',
  'refused',
] as const
export type DirectoryReason = (typeof directoryReasons)[number]

/** With `retry`, the same call may succeed later. `error` is in English, for operators, and contains no address. */
export interface DirectoryFailure {
  ok: false
  reason: DirectoryReason
  error: string
  retry: boolean
  /** Seconds for which the provider wants to be left alone by everybody. Nothing was changed in this call. */
  wait?: number
}

/** `userId` is the provider's id of the user; null where there is none. */
export type DirectoryAnswer = { ok: true; userId?: string | null } | DirectoryFailure

/** What the provider shows of an account that should be connected. */
export const directoryStates = ['connected', 'missing', 'inactive', 'other_address'] as const
export type DirectoryState = (typeof directoryStates)[number]

/** What the provider takes. `names_only`: it does not filter by external id. `refused`: PUT must do instead. */
export interface DirectoryCheck {
  ok: true
  filter: 'works' | 'names_only' | 'ignored' | 'refused'
  patch: 'works' | 'refused' | 'forbidden'
}

/** The identity provider. No call rejects, and all may be repeated for the same person without harm. */
export interface Directory {
  connect(person: DirectoryPerson): Promise<DirectoryAnswer>
  disconnect(account: DirectoryAccount): Promise<DirectoryAnswer>
  /** Reads only. */
  look(person: DirectoryAccount & { email: string }): Promise<{ ok: true; state: DirectoryState } | DirectoryFailure>
  /** Tries the address, the token, the filters and PATCH, without changing anybody. Absent where nothing is outside. */
  check?(): Promise<DirectoryCheck | DirectoryFailure>
  /** Whether there is a provider outside. */
  readonly remote: boolean
}
