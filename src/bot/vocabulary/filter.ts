/** The keys of the filter grammar. `keys.ts` lists their Swedish and English spellings. */
export type FilterKey =
  | 'company'
  | 'unit'
  | 'role'
  | 'status'
  | 'email'
  | 'active'
  | 'sent'
  | 'send'
  | 'import'
  | 'again'
  | 'page'

export type Operator = '=' | '!=' | '<' | '>'

/**
 * One filter term, `key=value,value`. A comma means "or"; several terms are joined by "and". For a key with a closed
 * list of values, `values` holds codes.
 */
export interface Term {
  key: FilterKey
  operator: Operator
  values: string[]
  /** Its position in the cleaned line (`Input.typed`), 0-based, in UTF-16 units. */
  at: number
  length: number
  /** The words right after it, which may belong to the value: `['Bygg', 'AB']` in `företag=Acme Bygg AB`. */
  following?: string[]
}

export interface Filter {
  terms: Term[]
  /** Words outside the terms. Each must be found in the name, address or employment number. */
  words: string[]
}
