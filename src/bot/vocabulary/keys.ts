import type { Language } from '#text'
import type { FilterKey, Operator } from './filter.ts'
import { squeeze } from './fold.ts'

/** What kind of values a key takes. `values.ts` reads each kind. */
export type ValueKind = 'text' | 'status' | 'email' | 'address' | 'yesno' | 'when' | 'code' | 'number'

export interface KeySpec {
  key: FilterKey
  /** The first spelling of each language is shown. Case, accents, hyphens and underscores do not matter. */
  sv: string[]
  en: string[]
  operators: readonly Operator[]
  kind: ValueKind
  /** Takes one value only: with these operators, or with all. Two pages at once would mean nothing. */
  single?: readonly Operator[]
  /** Terms that help shows as examples. */
  examples: { sv: string[]; en: string[] }
}

const either: readonly Operator[] = ['=', '!=']

/** All keys of the filter grammar. */
export const keys: readonly KeySpec[] = [
  {
    key: 'company',
    sv: ['företag', 'bolag', 'företagsnr'],
    en: ['company'],
    operators: either,
    kind: 'text',
    examples: {
      sv: ['företag=Acme', 'företag="Acme Bygg AB",200'],
      en: ['company=Acme', 'company="Acme Bygg AB",200'],
    },
  },
  {
    key: 'unit',
    sv: ['enhet', 'avdelning'],
    en: ['unit', 'department'],
    operators: either,
    kind: 'text',
    examples: { sv: ['enhet=Lager'], en: ['unit=Warehouse'] },
  },
  {
    key: 'role',
    sv: ['roll'],
    en: ['role'],
    operators: either,
    kind: 'text',
    examples: { sv: ['roll=Chef'], en: ['role=Manager'] },
  },
  {
    key: 'status',
    sv: ['status', 'läge'],
    en: ['status', 'state'],
    operators: either,
    kind: 'status',
    examples: { sv: ['status=utgången', 'status!=kopplad'], en: ['status=expired', 'status!=connected'] },
  },
  {
    key: 'email',
    sv: ['epost', 'mejl', 'mail', 'epostadress'],
    en: ['email', 'mail'],
    operators: either,
    kind: 'email',
    examples: { sv: ['epost=saknas', 'epost=@acme.example'], en: ['email=missing', 'email=@acme.example'] },
  },
  {
    key: 'active',
    sv: ['aktiv'],
    en: ['active'],
    operators: either,
    kind: 'yesno',
    examples: { sv: ['aktiv=ja'], en: ['active=yes'] },
  },
  {
    key: 'sent',
    sv: ['skickad', 'skickat', 'mejlad'],
    en: ['sent', 'mailed'],
    operators: ['=', '<', '>'],
    kind: 'when',
    single: ['<', '>'],
    examples: {
      sv: ['skickad<2026-01-31', 'skickad>7d', 'skickad=idag'],
      en: ['sent<2026-01-31', 'sent>7d', 'sent=today'],
    },
  },
  {
    key: 'send',
    sv: ['utskick'],
    en: ['send'],
    operators: either,
    kind: 'code',
    examples: { sv: ['utskick=K7QM'], en: ['send=K7QM'] },
  },
  {
    key: 'import',
    sv: ['import'],
    en: ['import'],
    operators: either,
    kind: 'code',
    examples: { sv: ['import=K7QM'], en: ['import=K7QM'] },
  },
  {
    key: 'again',
    sv: ['igen'],
    en: ['again'],
    operators: ['='],
    kind: 'yesno',
    single: ['='],
    examples: { sv: ['igen=ja'], en: ['again=yes'] },
  },
  {
    key: 'page',
    sv: ['sida'],
    en: ['page'],
    operators: ['='],
    kind: 'number',
    single: ['='],
    examples: { sv: ['sida=2'], en: ['page=2'] },
  },
]

const bySpelling = new Map(
  keys.flatMap((spec) =>
    [...spec.sv, ...spec.en].flatMap((word) => [word, squeeze(word)].map((w) => [w, spec] as const)),
  ),
)
const byKey = new Map(keys.map((spec) => [spec.key, spec]))

/** Elsewhere, a minus takes away what stands behind it (`-from:anna`); that is never read as its opposite. */
export const isMinus = (word: string): boolean => /^-(?!-)/.test(word)

/** The key that a typed word names: `Företag`, `foretag`, `e-post`, `--company`; none behind a minus. */
export const findKey = (word: string): KeySpec | undefined =>
  bySpelling.get(word) ?? (isMinus(word) ? undefined : bySpelling.get(squeeze(word)))

export const keySpec = (key: FilterKey): KeySpec => byKey.get(key)!

/** The name of the key that is shown: `företag`, `company`. */
export const keyName = (key: FilterKey, language: Language = 'sv'): string => keySpec(key)[language][0]!
