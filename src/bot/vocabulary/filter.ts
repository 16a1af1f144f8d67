/** The filter keys of product.md §2; each has a Swedish name, an English one and ASCII spellings. */
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

/** `nyckel=värde,värde`: comma means or, several terms mean and. Values are codes where the key has a closed list. */
export interface Term {
  key: FilterKey
  operator: Operator
  values: string[]
  /** Where it stands in the cleaned line (`Input.typed`; 0-based, UTF-16), for pointing at it. */
  at: number
  length: number
  /** Bare words right behind it: `företag=Acme Bygg AB` has `['Bygg', 'AB']`, which perhaps belong to the value. */
  following?: string[]
}

export interface Filter {
  terms: Term[]
  /** Bare words: search in name, address and employment number; several mean and. */
  words: string[]
}
