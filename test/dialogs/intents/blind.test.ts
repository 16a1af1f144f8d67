import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Card } from '#bot'
import { blind } from '../../bot/intent/blind-lines.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'
import { doneIn } from '../../support/sentences.ts'

/** The people whom the writers of the lines were told of. */
const people = [
  '100;Acme AB;1;Anna;Lindqvist;anna.lindqvist@acme.example;Göteborg;Chef',
  '200;Nordvik AB;2;Erik;Björk;erik.bjork@nordvik.example;Luleå;Förare',
  '300;Fjällkraft AB;3;Sandra;Nyström;sandra.nystrom@fjallkraft.example;Hemtjänst;Säljare',
  '100;Acme AB;4;Olle;Åkesson;olle.akesson@acme.example;Lager;Lagerarbetare',
  '300;Fjällkraft AB;5;Fatima;Haddad;fatima.haddad@fjallkraft.example;Ekonomi;Ekonom',
  '100;Acme AB;6;Cilla;Dahl;;Lager;Säljare',
  '200;Nordvik AB;7;Bo;Ask;;Luleå;Säljare',
]

let product: Product
beforeAll(async () => {
  product = await startProduct()
  const plan = await product.say('owner', 'importera', [csv([`${header};Enhet;Roll`, ...people])])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
  await product.say('admin', 'verifiera 2 företag=200')
  await product.settled()
})
afterAll(() => product.stop())

/** The line to which an answer must lead: shown at once, or behind one of its buttons. */
const leadsTo: Record<string, RegExp> = {
  progress: /^(status|utskick)( företag| enhet|$)/,
  missing_address: /^(lista|exportera) epost=saknas/,
  not_verified: /^lista status=(overifierad|skickad)/,
  bounced: /^studsar|^lista status=studsad/,
  expired: /^(lista|exportera|verifiera konton) status=utgången/,
  who_mailed: /^(historik|status) \d|^historik$/,
  remind: /^verifiera konton .*status=skickad,utgången/,
  send: /^verifiera konton/,
  send_one: /^(status|verifiera) \d/,
  status_person: /^status \d/,
  address_change: /^(status \d|verifiera \d.*epost=)/,
  test_letter: /^provbrev/,
  show_letter: /^brev/,
  yes: /^utskick/,
  undo_cancel: /^utskick/,
  stop: /^utskick/,
  resume: /^utskick/,
  thanks: /^hjälp$/,
  report: /^(exportera|status)/,
  import: /^hjälp importera/,
  history: /^historik/,
  roles: /^(roll|hjälp roll)/,
  help: /^hjälp/,
  human: /^hjälp/,
  delete_person: /^(radera|koppla från|utdrag) \d/,
  check_setup: /^kontrollera drift/,
  connect_sync: /^kontrollera kopplingar/,
  protected: /^hjälp status$/,
  what_is_this: /^hjälp|^skicka länk$/,
  cannot_login: /^https/,
  no_mail: /^skicka länk$/,
  link_broken: /^skicka länk$/,
  am_i_verified: /^status$|^skicka länk$/,
  forgot_password: /^https/,
  wrong_address: /^anmäl fel adress/,
  genuine: /^skicka länk$/,
  other: /^hjälp/,
}

/** What only an owner may do is asked by one. */
const ofOwners = ['roles', 'delete_person', 'check_setup', 'connect_sync', 'protected']

/** What a line to which a place or a person is named must name too. */
const places: [RegExp, string][] = [
  [/\bacme\b/i, 'företag=100'],
  [/\bnordvik\b/i, 'företag=200'],
  [/\bfj[äa]llkraft\b/i, 'företag=300'],
  [/g[öo]teborg|gothenburg/i, 'enhet=Göteborg'],
  [/lule[åa]/i, 'enhet=Luleå'],
  [/\blager/i, 'enhet=Lager'],
  [/\bekonomi/i, 'enhet=Ekonomi'],
  [/hemtj[äa]nst/i, 'enhet=Hemtjänst'],
]
const persons: [RegExp, string][] = [
  [/lindqvist|\banna/i, ' 1 '],
  [/bj[öo]rk|\berik/i, ' 2 '],
  [/nystr[öo]m|sandra/i, ' 3 '],
  [/[åa]kesson|\bolle/i, ' 4 '],
  [/haddad|fatima/i, ' 5 '],
]
const ofPlaces = ['progress', 'missing_address', 'not_verified', 'bounced', 'expired', 'remind', 'send']
const ofPersons = ['who_mailed', 'send_one', 'status_person', 'address_change', 'delete_person']

function mustName(means: string, line: string): string {
  const among = ofPlaces.includes(means) ? places : ofPersons.includes(means) ? persons : []
  const words = line.replace(/\S+@\S+/g, '')
  return among.find(([name]) => name.test(words))?.[1] ?? ''
}

/** What the card shows, and what its buttons say. */
const saysOf = ({ buttons = [], note = '', data }: Card): string[] => [
  ...buttons.map((button) => ('say' in button ? button.say : button.open)),
  ...note.split('Jag läste det som: ').slice(1),
  ...(data?.person ? [`status ${(data.person as { number: string }).number} `] : []),
]

function isRight(means: string, line: string, card: Card): boolean {
  const says = saysOf(card)
  if (means === 'other') return says.every((said) => leadsTo.other!.test(said))
  if (means === 'help' && card.kind !== 'question') return true
  const name = mustName(means, line)
  return says.some((said) => leadsTo[means]!.test(said) && said.includes(name))
}

/** In the short form every third line. */
const step = process.env.LONG ? 1 : 3
const all = blind
  .flatMap(({ as, means, lines }) => {
    return lines
      .trim()
      .split('\n')
      .map((line) => ({ as, means, line }))
  })
  .filter((_, i) => i % step === 0)

const speakers = { admin: 'admin', employee: 'employee:anna.lindqvist@acme.example' }

describe('a line that was written by people who had not seen the phrases', () => {
  it('leads to the right card or button within one press, and does nothing', async () => {
    const before = await doneIn(product)
    const wrong: string[] = []
    for (const { as, means, line } of all) {
      const card = await product.say(ofOwners.includes(means) ? 'owner' : speakers[as], line)
      if (!isRight(means, line, card))
        wrong.push(`${as} ${means}: ${line} => ${card.title} [${saysOf(card).join(' | ')}]`)
      if (card.kind === 'question' && (card.buttons ?? []).length > 3) wrong.push(`${line} has too many buttons`)
    }
    expect(wrong).toEqual([])
    expect(await doneIn(product)).toEqual(before)
  }, 120_000)
})
