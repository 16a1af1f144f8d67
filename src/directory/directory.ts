/** What names one account of ours at the identity provider. */
export interface DirectoryAccount {
  companyNumber: string
  /** Employment number. */
  number: string
}

/** Somebody as the identity provider is told about them. */
export interface DirectoryPerson extends DirectoryAccount {
  /** people.id: stays the same when address or name change. */
  id: number
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
  disconnect(account: DirectoryAccount): Promise<DirectoryAnswer>
}
