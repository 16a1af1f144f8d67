/** Names one of our accounts at the identity provider. */
export interface DirectoryAccount {
  companyNumber: string
  /** The employment number. */
  number: string
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

/** With `retry`, the same call may succeed later. `error` is for people to read and contains no address. */
export type DirectoryAnswer = { ok: true } | { ok: false; error: string; retry: boolean }

/** The identity provider. Neither call rejects, and both may be repeated for the same person without harm. */
export interface Directory {
  connect(person: DirectoryPerson): Promise<DirectoryAnswer>
  disconnect(account: DirectoryAccount): Promise<DirectoryAnswer>
}
