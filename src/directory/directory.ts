/** Somebody as the identity provider is told about them. */
export interface DirectoryPerson {
  /** people.id: stays the same when address or name change. */
  id: number
  companyNumber: string
  /** Employment number. */
  number: string
  email: string
  givenName: string
  familyName: string
  language: 'sv' | 'en' | null
}

/** `retry`: the same call may succeed later; `error` is for people to read and holds no address. */
export type DirectoryAnswer = { ok: true } | { ok: false; error: string; retry: boolean }

/** The identity provider. Both calls may be repeated for the same person without harm; neither rejects. */
export interface Directory {
  connect(person: DirectoryPerson): Promise<DirectoryAnswer>
  disconnect(person: DirectoryPerson): Promise<DirectoryAnswer>
}
