/** Looks up the texts of a name; rejects with Node's codes. */
export interface TxtLookup {
  txt(name: string): Promise<string[]>
}

/** The records of a name that begin so; null where DNS does not answer. */
export const recordsOf = ({ txt }: TxtLookup, name: string, start: RegExp): Promise<string[] | null> =>
  txt(name)
    .then((records) => records.map((record) => record.trim()).filter((record) => start.test(record)))
    .catch((error: { code?: string }) => (/ENOTFOUND|ENODATA|EBADNAME/.test(error.code ?? '') ? [] : null))

/** The tags of a record such as `v=DKIM1; p=…` (RFC 6376, 3.2), without white space. */
export const tagsOf = (record: string): Map<string, string> =>
  new Map(
    record.split(';').flatMap((part): [string, string][] => {
      const at = part.indexOf('=')
      return at < 0 ? [] : [[part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).replace(/\s+/g, '')]]
    }),
  )
