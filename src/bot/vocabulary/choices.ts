import type { Language } from '#text'
import { squeeze } from './fold.ts'

/** A value from a closed list, with the words that people type for it. The first word of each language is shown. */
interface Choice {
  codes: string[]
  sv: string[]
  en: string[]
}

/** The states of a person. The last entry is a word for several of them. */
const states: Choice[] = [
  {
    codes: ['missing_email'],
    sv: ['saknar e-post', 'saknar epostadress', 'saknar mejl', 'utan e-post', 'ingen e-post'],
    en: ['missing e-mail', 'no e-mail', 'without e-mail'],
  },
  {
    codes: ['not_sent'],
    sv: ['ej skickad', 'inte skickad', 'oskickad', 'ej skickade', 'inte skickade', 'ej skickat'],
    en: ['not sent', 'unsent', 'not mailed'],
  },
  { codes: ['queued'], sv: ['köad', 'köade', 'i kö', 'köat'], en: ['queued'] },
  { codes: ['sent'], sv: ['skickad', 'skickade', 'skickat', 'mejlad'], en: ['sent', 'mailed'] },
  { codes: ['expired'], sv: ['utgången', 'utgångna', 'utgånget', 'gått ut'], en: ['expired'] },
  { codes: ['bounced'], sv: ['studsad', 'studsade', 'studsat', 'studs'], en: ['bounced'] },
  { codes: ['verified'], sv: ['verifierad', 'verifierade', 'verifierat'], en: ['verified'] },
  {
    codes: ['connected'],
    sv: ['kopplad', 'kopplade', 'kopplat', 'kopplad direkt', 'ansluten'],
    en: ['connected', 'connected directly'],
  },
  {
    codes: ['connect_failed'],
    sv: ['koppling misslyckades', 'kopplingen misslyckades', 'misslyckad koppling'],
    en: ['connect failed', 'connection failed', 'failed connection'],
  },
  {
    codes: ['missing_email', 'not_sent', 'queued', 'sent', 'expired', 'bounced'],
    sv: ['ej verifierad', 'inte verifierad', 'overifierad', 'ej verifierade', 'inte verifierade', 'overifierade'],
    en: ['not verified', 'unverified'],
  },
]

const yesNo: Choice[] = [
  { codes: ['yes'], sv: ['ja', 'j', 'sant', '1'], en: ['yes', 'y', 'true'] },
  { codes: ['no'], sv: ['nej', 'n', 'falskt', '0'], en: ['no', 'false'] },
]

const emails: Choice[] = [
  { codes: ['missing'], sv: ['saknas', 'saknar', 'ingen', 'tom'], en: ['missing', 'none', 'empty'] },
  { codes: ['present'], sv: ['finns', 'har'], en: ['exists', 'present'] },
]

const languages: Choice[] = [
  { codes: ['sv'], sv: ['svenska'], en: ['Swedish'] },
  { codes: ['en'], sv: ['engelska'], en: ['English'] },
]

const lists = { status: states, yesno: yesNo, email: emails, language: languages }
export type ChoiceList = keyof typeof lists

const codeOf = (choice: Choice): string[] => (choice.codes.length === 1 ? choice.codes : [])

const indexOf = (list: Choice[]): Map<string, string[]> =>
  new Map(
    list.flatMap((choice) =>
      [...codeOf(choice), ...choice.sv, ...choice.en].flatMap((word) =>
        // The usual spelling is indexed too, so that it is found without folding.
        [squeeze(word), word].map((spelling): [string, string[]] => [spelling, choice.codes]),
      ),
    ),
  )

const indexes: Record<ChoiceList, Map<string, string[]>> = {
  status: indexOf(states),
  yesno: indexOf(yesNo),
  email: indexOf(emails),
  language: indexOf(languages),
}

/** The codes that a word means in one of the lists: `utgangen` is `['expired']`. */
export const choose = (list: ChoiceList, word: string): string[] | undefined =>
  indexes[list].get(word) ?? (word.startsWith('-') ? undefined : indexes[list].get(squeeze(word)))

/** Every word of a list, those of the given language first, for comparison with a mistyped word. */
export const choiceWords = (list: ChoiceList, language: Language): string[] => [
  ...lists[list].flatMap((c) => c[language]),
  ...lists[list].flatMap((c) => c[language === 'sv' ? 'en' : 'sv']),
]

/** The word shown for a code: `utgången` for `expired`. */
export const choiceWord = (list: ChoiceList, code: string, language: Language): string =>
  lists[list].find((c) => c.codes.length === 1 && c.codes[0] === code)?.[language][0] ?? code

/** The words shown for the codes of a list, in its order. */
export const choiceNames = (list: ChoiceList, language: Language): string[] =>
  lists[list].filter((c) => c.codes.length === 1).map((c) => c[language][0]!)
