import type { Need } from '../base/need.ts'
import type { Card } from './card.ts'
import type { FileRef, Language } from './chat.ts'
import type { Filter, FilterKey } from './vocabulary/filter.ts'

/**
 * A command is data plus a short `run`. Parser, help, suggestions, manifests and the table of the README come from this object.
 * `Context` is what `run` is given; the bot does not look inside it.
 */
export interface Command<Context = unknown> {
  /** The Swedish name, which is also the id; words apart by one space: `verifiera konton`. */
  name: string
  /** Other spellings that mean the same, Swedish and English; the first English one is shown in English help. */
  also: { sv: string[]; en: string[] }
  need: Need
  /** Keys of the filter grammar that it accepts. */
  keys: readonly FilterKey[]
  /**
   * What bare words mean to it. `none`: they are refused. `free`: search words, which are in `filter.words` too. `one`: one
   * thing (a person, a code), so `Input.words` holds at most one: `status Anna Berg` gives `['Anna Berg']`. `some`: as typed.
   */
  words: 'none' | 'free' | 'one' | 'some'
  /**
   * Without it the command is incomplete and is not run. The first word is checked and brought to one form for `code` (a
   * plan's: `K7QM`), `domain` (`acme.example`) and `language` (`sv`, `en`).
   */
  needs?: 'person' | 'code' | 'file' | 'domain' | 'language' | 'words'
  /** Shown in help and in the platforms' menus, e.g. `<e-post | anst.nr | namn>`. */
  usage: { sv: string; en: string }
  /** Lines a person may type as they stand. */
  examples: { sv: string[]; en: string[] }
  /** Leads to mail being sent, at once or after a confirmation. */
  mails: boolean
  /** `people`: the answer names people and is private. `counts`: may be said in a channel. */
  shows: 'people' | 'counts'
  /** The person is read from the platform again before it runs. */
  rereads?: boolean
  /** Acts on one plan or send: its answer takes the place of the card that it was pressed on. */
  decides?: boolean
  run(context: Context, input: Input): Promise<Card>
}

/** What the parser understood. */
export interface Input {
  filter: Filter
  /** Bare words in order, quotes taken off. */
  words: string[]
  files: FileRef[]
  /** The line as understood, canonical (Swedish names): what history and "again" show. */
  line: string
  /** The cleaned line as typed; positions point into it. */
  typed: string
  language: Language
}
