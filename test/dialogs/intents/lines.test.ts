import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Card } from '#bot'
import { lines, named } from '../../bot/intent/lines.ts'
import type { Product } from '../../support/product.ts'
import { doneIn, startWithPeople } from '../../support/sentences.ts'

let product: Product
beforeAll(async () => {
  product = await startWithPeople('1;Anna;Ek;anna.ek@acme.example')
})
afterAll(() => product.stop())

const saysOf = (card: Card): string[] => [
  ...(card.buttons ?? []).map((button) => ('say' in button ? button.say : button.open)),
  ...(card.note ?? '').split(/(?:Jag läste det som: )/),
  // A list that is empty has neither.
  ...(card.kind === 'list' ? [card.title] : []),
]

/** The line to which an answer must lead: shown at once, or behind one of its buttons. */
const leadsTo: Record<string, { admin: RegExp; employee: RegExp }> = {
  progress: { admin: /^status/, employee: /^status$|^skicka länk$/ },
  sends: { admin: /^utskick/, employee: /^status$/ },
  missing_email: { admin: /^lista epost=saknas/, employee: /^status$/ },
  not_verified: { admin: /^lista status=/, employee: /^status$|^skicka länk$/ },
  not_answered: { admin: /^lista status=/, employee: /^status$/ },
  verified: { admin: /^lista status=/, employee: /^status$|^skicka länk$/ },
  bounced: {
    admin: /^(studsar|lista status=studsad|Ingen adress är markerad som studsad)/,
    employee: /^status$|^hjälp$/,
  },
  expired: { admin: /^lista status=utgången/, employee: /^status$/ },
  not_mailed: { admin: /^lista status="ej skickad"/, employee: /^skicka länk$/ },
  mailed: { admin: /^lista skickad>/, employee: /^status$/ },
  mailed_today: { admin: /^lista skickad=idag/, employee: /^status$/ },
  mailed_yesterday: { admin: /^lista skickad=igår/, employee: /^status$/ },
  mailed_this_week: { admin: /^lista skickad<7d/, employee: /^status$/ },
  queued: { admin: /^lista status=köad/, employee: /^status$/ },
  failed: { admin: /^utskick/, employee: /^status$/ },
  connect_failed: { admin: /^lista status="koppling/, employee: /^status$/ },
  inactive: { admin: /^lista aktiv=nej/, employee: /^status$/ },
  leaving: { admin: /^exportera/, employee: /^status$/ },
  list: { admin: /^lista/, employee: /^status$/ },
  person: { admin: /^historik 1|^status/, employee: /^status$/ },
  remind: { admin: /^verifiera konton .*status=skickad,utgången/, employee: /^skicka länk$/ },
  send: { admin: /^verifiera konton/, employee: /^skicka länk$/ },
  send_again: { admin: /^verifiera konton .*igen=ja/, employee: /^skicka länk$/ },
  address: { admin: /^hjälp verifiera$/, employee: /^status$/ },
  own_address: { admin: /^hjälp (verifiera|importera)$/, employee: /^status$/ },
  test_letter: { admin: /^(provbrev|brev|verifiera konton)/, employee: /^status$|^hjälp$/ },
  report_file: { admin: /^exportera/, employee: /^status$|^hjälp$/ },
  import: { admin: /^hjälp importera$/, employee: /^status$|^hjälp$/ },
  yes: { admin: /^utskick$/, employee: /^hjälp$/ },
  no: { admin: /^utskick$/, employee: /^hjälp$/ },
  undo: { admin: /^utskick$/, employee: /^hjälp$/ },
  stop: { admin: /^utskick$/, employee: /^hjälp$/ },
  pause: { admin: /^utskick$/, employee: /^hjälp$/ },
  resume: { admin: /^utskick$/, employee: /^hjälp$/ },
  approve: { admin: /^utskick$/, employee: /^hjälp$/ },
  thanks: { admin: /^hjälp$/, employee: /^hjälp$/ },
  cannot_login: { admin: /^status$/, employee: /^status$/ },
  password: { admin: /^https/, employee: /^https/ },
  genuine: { admin: /^skicka länk$/, employee: /^skicka länk$/ },
  no_mail: { admin: /^skicka länk$/, employee: /^skicka länk$/ },
  link_broken: { admin: /^skicka länk$/, employee: /^skicka länk$/ },
  link_life: { admin: /^skicka länk$/, employee: /^skicka länk$/ },
  new_link: { admin: /^skicka länk$/, employee: /^skicka länk$/ },
  am_i: { admin: /^status$/, employee: /^status$|^skicka länk$/ },
  link_me: { admin: /^koppla$/, employee: /^koppla$/ },
  english: { admin: /^språk en/i, employee: /^språk en/i },
  swedish: { admin: /^språk sv$/, employee: /^språk sv$/ },
  roles: { admin: /^roll|^hjälp/, employee: /^status$/ },
  domains: { admin: /^domän lista|^hjälp/, employee: /^status$/ },
  apart: { admin: /^olika personer|^hjälp olika personer|^historik/, employee: /^status$/ },
  shared: { admin: /^verifiera konton/, employee: /^status$/ },
  history_check: { admin: /^historik|^hjälp/, employee: /^status$/ },
  history: { admin: /^historik/, employee: /^status$/ },
  who_mailed: { admin: /^historik/, employee: /^status$/ },
  setup: { admin: /^kontrollera drift$|^hjälp/, employee: /^status$/ },
  connections: { admin: /^kontrollera kopplingar$|^lista status="koppling/, employee: /^status$/ },
  protected: { admin: /^hjälp status$/, employee: /^status$/ },
  about: { admin: /^status$/, employee: /^status$/ },
  human: { admin: /^hjälp$/, employee: /^hjälp$/ },
  elsewhere: { admin: /^hjälp$/, employee: /^hjälp$/ },
  help: { admin: /^hjälp/, employee: /^hjälp|^status$/ },
}

const all = Object.entries(lines).flatMap(([intent, text]) =>
  text
    .trim()
    .split('\n')
    .map((line): [intent: string, line: string] => [intent, line]),
)

/** Lines that an answer did not lead to, each with what it led to. */
async function missed(as: string, role: 'admin' | 'employee'): Promise<string[]> {
  const wrong: string[] = []
  for (const [intent, line] of all) {
    const card = await product.say(as, line)
    const says = saysOf(card)
    if (!says.some((said) => leadsTo[intent]![role].test(said)))
      wrong.push(`${intent}: ${line} => ${card.title} [${says.join(' | ')}]`)
    if ((card.buttons ?? []).length > 3 && card.kind === 'question') wrong.push(`${line} has too many buttons`)
  }
  return wrong
}

describe('a natural line', () => {
  it('is one of at least 400', () => expect(all.length + named.length).toBeGreaterThan(400))

  it.each([
    ['admin', 'admin'],
    ['owner', 'admin'],
    ['employee:anna.ek@acme.example', 'employee'],
  ] as const)(
    'of %s leads to the right card or button within one press, and does nothing',
    async (as, role) => {
      const before = await doneIn(product)
      const wrong = await missed(as, role)
      expect(wrong).toEqual([])
      expect(await doneIn(product)).toEqual(before)
    },
    120_000,
  )
})
