import type { Key } from '#text'
import type { Need } from '../base/need.ts'
import type { Card } from './card.ts'
import type { FileRef, Language } from './chat.ts'
import type { Filter, FilterKey } from './vocabulary/filter.ts'
import type { KeySpec } from './vocabulary/keys.ts'
import type { SettingSpec, Settings } from './vocabulary/settings.ts'

/**
 * A command is data plus a short `run`. The parser, help, suggestions, manifests and the README's table are all made
 * from this object. `Context` is what `run` receives; the bot itself does not use it.
 */
export interface Command<Context = unknown> {
  /** The Swedish name, which is also the id. Words are separated by one space: `verifiera konton`. */
  name: string
  /** Other spellings, Swedish and English. English help shows the first English one. */
  also: { sv: string[]; en: string[] }
  need: Need
  /** Keys of the filter grammar that it accepts. */
  keys: readonly FilterKey[]
  /** Where it takes less of a key than the grammar: `verifiera` takes one new address, and no `!=`. */
  narrows?: Partial<Record<FilterKey, Partial<Pick<KeySpec, 'operators' | 'kind' | 'single'>>>>
  /** Who may use filter terms, if that takes more than `need`: for an employee, `status` is about themselves. */
  filters?: Need
  /** What it sets, besides the filter: `brev ändra företag=100 namn="Acme HR"`. */
  settings?: readonly SettingSpec[]
  /**
   * How words outside the filter terms are read. `none`: they are refused. `free`: as search words, also found in
   * `filter.words`. `one`: together as one argument, so `verifiera Anna Berg` gives `['Anna Berg']`. `some`: as typed.
   */
  words: 'none' | 'free' | 'one' | 'some'
  /** How many words `some` may be. Those beyond would be ignored: `roll ge @anna admin Acme` is a role everywhere. */
  most?: number
  /**
   * A required argument; the command is not run without it. The first word is checked and normalised for `code`
   * (`K7QM`), `domain` (`acme.example`) and `language` (`sv`, `en`).
   */
  needs?: 'person' | 'code' | 'file' | 'domain' | 'language' | 'words'
  /** Shown in help and in the platforms' menus, e.g. `<e-post | anst.nr | namn>`. */
  usage: { sv: string; en: string }
  /** Lines that can be typed exactly as they are. */
  examples: { sv: string[]; en: string[] }
  /** The columns that are read from the file it takes, by their headers; help names them. */
  columns?: readonly string[]
  /** Lines that help offers besides the examples, such as one that makes the file which the command takes. */
  offers?: readonly { label: Key; say: string }[]
  /** The command leads to mail being sent, at once or after a confirmation. */
  mails: boolean
  /** `people`: the answer names people and is therefore private. `counts`: it may be posted in a channel. */
  shows: 'people' | 'counts'
  /** The person is read from the platform again before the command runs, so that a new guest or leaver is refused. */
  rereads?: boolean
  /**
   * It erases, joins or hands out what is kept of a person. The next employment number is somebody else then, no slip
   * of the keys, so nobody is offered by a number that is nearly the typed one.
   */
  exact?: boolean
  /** The command decides on one plan or send, so its answer replaces the card whose button was pressed. */
  decides?: boolean
  run(context: Context, input: Input): Promise<Card>
}

/** What the parser understood. */
export interface Input {
  filter: Filter
  /** The words outside the filter terms, in order, without quotes. */
  words: string[]
  files: FileRef[]
  /** What was typed for the command's settings. */
  settings: Settings
  /**
   * The line as understood, in canonical form with Swedish names. Stored with the plan, which can be made again from
   * it.
   */
  line: string
  /** The cleaned line as typed. Positions refer to it. */
  typed: string
  language: Language
}
