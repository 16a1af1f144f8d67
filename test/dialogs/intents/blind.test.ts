import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Card } from '#bot'
import { blind } from '../../bot/intent/blind-lines.ts'
import type { Product } from '../../support/product.ts'
import { doneIn, startWithPeople } from '../../support/sentences.ts'

let product: Product
beforeAll(async () => {
  product = await startWithPeople('1042;Anna;Berg;anna@acme.example')
})
afterAll(() => product.stop())

/** The line to which an answer must lead: shown at once, or behind one of its buttons. */
const leadsTo: Record<string, RegExp> = {
  progress: /^(status|utskick)( företag| enhet|$)/,
  missing_email: /^(lista|exportera) epost=saknas/,
  not_verified: /^lista status=(overifierad|skickad)/,
  bounced: /^studsar|^lista status=studsad/,
  expired: /^(lista|verifiera konton) status=utgången/,
  failed: /^utskick/,
  person: /^(historik|status) 1042/,
  remind: /^verifiera konton .*status=skickad,utgången/,
  send: /^verifiera konton/,
  address: /^(status 1042|hjälp verifiera$|verifiera 1042 .*epost=)/,
  test_letter: /^(provbrev|brev)/,
  yes: /^utskick/,
  no: /^utskick/,
  undo: /^utskick/,
  stop: /^utskick/,
  thanks: /^hjälp$/,
  report_file: /^(exportera|status)/,
  list: /^lista( enhet| företag)/,
  import: /^hjälp importera/,
  cannot_login: /^status$/,
  no_mail: /^skicka länk$/,
  link_broken: /^skicka länk$/,
  am_i: /^status$|^skicka länk$/,
  password: /^https/,
  own_address: /^anmäl fel adress/,
  genuine: /^skicka länk$/,
  elsewhere: /^hjälp/,
}

const saysOf = (card: Card): string[] => [
  ...(card.buttons ?? []).map((button) => ('say' in button ? button.say : button.open)),
  ...(card.note ?? '').split(/(?:Jag läste det som: )/).slice(1),
]

/** Whether the company or the unit that a line names is in the line to which it leads. */
function isNarrowed(line: string, means: string, says: string[]): boolean {
  if (/göteborg|goteborg|gothenburg/i.test(line)) return says.some((said) => said.includes('enhet=Göteborg'))
  const ofCompany = ['missing_email', 'not_verified', 'list', 'send', 'remind', 'expired'].includes(means)
  return !ofCompany || !/\bacme\b(?!\.)/i.test(line) || says.some((said) => said.includes('företag=100'))
}

function isRight(line: string, means: string, says: string[]): boolean {
  if (means === 'elsewhere') return says.every((said) => leadsTo.elsewhere!.test(said))
  return says.some((said) => leadsTo[means]!.test(said)) && isNarrowed(line, means, says)
}

/** In the short form every third line. */
const step = process.env.LONG ? 1 : 3
const all = blind
  .flatMap(({ as, means, lines }) =>
    lines
      .trim()
      .split('\n')
      .map((line) => ({ as, means, line })),
  )
  .filter((_, i) => i % step === 0)

describe('a line that was written without looking at the phrases', () => {
  it('leads to the right card or button within one press, and does nothing', async () => {
    const before = await doneIn(product)
    const wrong: string[] = []
    for (const { as, means, line } of all) {
      const card = await product.say(as === 'admin' ? 'admin' : 'employee:anna@acme.example', line)
      const says = saysOf(card)
      if (!isRight(line, means, says)) wrong.push(`${as} ${means}: ${line} => ${card.title} [${says.join(' | ')}]`)
      if (card.kind === 'question' && (card.buttons ?? []).length > 3) wrong.push(`${line} has too many buttons`)
    }
    expect(wrong).toEqual([])
    expect(await doneIn(product)).toEqual(before)
  }, 120_000)
})
