import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Card } from '#bot'
import { beta, cast, type Installation, operator, protectedWords, startInstallation, wordsOf } from './installation.ts'

let installation: Installation
/** The codes of an import, a send and a plan that concern both companies. */
let imported = ''
let sent = ''
let planned = ''
beforeAll(async () => {
  installation = await startInstallation()
  imported = await codeOfImport()
  sent = String((await installation.card(cast.owner, 'verifiera konton')).data!.plan)
  await installation.card(cast.owner, `bekräfta ${sent}`)
  await installation.settled()
  planned = String((await installation.card(cast.owner, 'verifiera konton igen=ja')).data!.plan)
})
afterAll(() => installation.stop())

async function codeOfImport(): Promise<string> {
  const events = (await installation.card(cast.owner, 'historik')).data!.events as { action: string; code: string }[]
  return events.find((e) => e.action === 'import.confirm')!.code
}

/** Lines with which a limited admin might learn something about the other company. */
const lines = [
  'status',
  'status B1',
  'status bo1@betabolaget.example',
  'status Betasson1',
  'status B1 företag=9207',
  'status företag=Betabolaget',
  'status företag=Betabolage',
  'status enhet=Betaenheten',
  'status utskick=SENT',
  'status import=IMPORTED',
  'lista',
  'lista sida=2',
  'lista Betasson',
  'lista företag=9207',
  'lista företag!=100',
  'lista enhet=Betaenheten',
  'lista roll=Betaroll',
  'lista epost=@betabolaget.example',
  'lista epost=finns',
  'lista utskick=SENT',
  'lista utskick=PLANNED',
  'lista import=IMPORTED',
  'fyll i',
  'exportera',
  'exportera Betasson',
  'exportera epost=@betabolaget.example',
  'exportera utskick=SENT',
  'exportera utskick=PLANNED',
  'exportera import=IMPORTED',
  'verifiera B1',
  'verifiera bo1@betabolaget.example',
  'verifiera B1 epost=annan@acme.example',
  'verifiera konton',
  'verifiera konton igen=ja',
  'verifiera konton Betasson',
  'verifiera konton företag=9207',
  'verifiera konton utskick=SENT igen=ja',
  'verifiera konton import=IMPORTED igen=ja',
  'koppla från B1',
  'historik',
  'historik B1',
  'historik exportera',
  'historik exportera SENT',
  'historik exportera B1',
  'historik SENT',
  'historik IMPORTED',
  'historik bo1@betabolaget.example',
  'historik Bodil Betasson1',
  'utskick',
  'utskick SENT',
  'utskick PLANNED',
  'pausa SENT',
  'stoppa SENT',
  'stoppa PLANNED',
  'bekräfta PLANNED',
  'godkänn PLANNED',
  'försök igen SENT',
  'hjälp',
  'hjälp lista',
]
const withCodes = (line: string) => line.replace('SENT', sent).replace('PLANNED', planned).replace('IMPORTED', imported)

/** The words of a card without those that were typed. */
function learnt(card: Card, line: string): string {
  const typed = line.split(/[\s=,!]+/).filter((word) => beta.test(word))
  return typed.sort((a, b) => b.length - a.length).reduce((words, word) => words.replaceAll(word, '…'), wordsOf(card))
}

describe('the scope of an admin of one company', () => {
  it.each(lines)('narrows %s', async (line) => {
    const card = await installation.card(cast.acme, withCodes(line))
    expect(learnt(card, line).match(beta)).toBeNull()
    expect(learnt(card, line).match(protectedWords)).toBeNull()
    expect(card.data?.refused).not.toBe('failed')
  })

  it.each([
    ['status företag=9207', 'status företag=9208'],
    ['lista företag=Betabolaget', 'lista företag=Gammabolage'],
    ['status B1', 'status B0'],
    ['verifiera B1', 'verifiera B0'],
    ['verifiera B1 epost=ny@acme.example', 'verifiera B0 epost=ny@acme.example'],
    ['koppla från B1', 'koppla från B0'],
    ['historik B1', 'historik B0'],
    ['lista Betasson', 'lista Gammasson'],
  ])('%s is answered as if the company were not there (%s)', async (theirs, nobodys) => {
    const strip = (card: Card, line: string) => {
      const words = line.split(/[\s=]+/)
      return words.slice(1).reduce((text, word) => text.replaceAll(word, '…'), wordsOf(card))
    }
    const [one, other] = [await installation.card(cast.acme, theirs), await installation.card(cast.acme, nobodys)]
    expect(strip(one, theirs)).toBe(strip(other, nobodys))
  })

  it('says how many lie outside only when they are five or more, and only as a number', async () => {
    const many = await installation.card(cast.acme, 'verifiera konton igen=ja')
    // Eight people at the other company, and one protected person in each.
    expect(many.note).toMatch(/10 personer/)
    expect(many.data).toMatchObject({ matching: 10, mail: 9, leftOut: { missing_email: 1 } })
    const few = await installation.card(cast.acme, 'verifiera konton Betasson1')
    expect(few.note).toBeUndefined()
    expect(few.data).toMatchObject({ plan: null, matching: 0 })
  })

  it.each(['epost!=bo1@betabolaget.example', 'epost!=@gomd.example', 'Bodil', 'utskick!=SENT', 'import=IMPORTED'])(
    'says of a filter that names people, such as %s, not even how many: two numbers would tell of one person',
    async (filter) => {
      const sent = String((await installation.card(cast.admin, 'verifiera konton igen=ja företag=9207')).data!.plan)
      for (const who of [cast.admin, cast.acme]) {
        const line = `verifiera konton igen=ja ${withCodes(filter).replace('SENT', sent)}`
        expect((await installation.card(who, line)).note ?? '').not.toMatch(/Ytterligare/)
      }
    },
  )

  it('counts foreign rows of a file and shows none of them', async () => {
    const rows = Array.from({ length: 6 }, (_, i) => `9207;Betabolaget;B${i + 1};Bodil;Ändrad;x${i}@acme.example;;;`)
    const card = await installation.upload(cast.acme, [
      ...rows,
      '100;Acme AB;A1;Anna;Acmesson1;anna1@acme.example;Lager;Chef;',
    ])
    expect(card.data).toMatchObject({ rows: 7, outcomes: { outside_your_scope: 6, unchanged: 1 } })
    expect(wordsOf(card)).not.toMatch(beta)
    const done = await installation.card(cast.acme, `bekräfta ${card.data!.plan}`)
    expect(done.data).toMatchObject({ outcomes: { outside_your_scope: 6 } })
    expect(await installation.count(`people where family_name = 'Ändrad'`)).toBe(0)
  })

  it('gives numbers of the own company only', async () => {
    expect((await installation.card(cast.acme, 'status')).data).toMatchObject({ total: 10 })
    expect((await installation.card(cast.beta, 'status')).data).toMatchObject({ total: 8 })
    expect((await installation.card(cast.admin, 'status')).data).toMatchObject({ total: 18 })
    // Both are also about people of the other company, so to these admins their codes are any codes.
    for (const line of [`lista utskick=${sent}`, `exportera import=${imported}`])
      expect((await installation.card(cast.acme, line)).data).toMatchObject({ refused: 'unknown_code' })
  })
})

describe('somebody with protected identity', () => {
  const asked = [
    'status',
    'lista',
    'lista Skyddström',
    'exportera',
    'verifiera konton igen=ja',
    `lista import=IMPORTED`,
    'lista enhet=Lager',
  ]

  it.each(asked)('is in no answer to %s, an owner’s neither', async (line) => {
    for (const who of [cast.owner, cast.admin, cast.acme, operator]) {
      const said = wordsOf(await installation.card(who, withCodes(line))).replaceAll('Skyddström', '')
      expect(said).not.toMatch(/hemlig|skyddgren|gomd\.example/i)
    }
  })

  it.each([
    'status S1',
    'status hemlig1@gomd.example',
    'status Hemlig',
    'verifiera S1',
    'historik S1',
    'koppla från S1',
  ])('is nobody to an admin who says %s, and one person to an owner', async (line) => {
    expect((await installation.card(cast.admin, line)).data!.refused).toBe('unknown_person')
    expect((await installation.card(cast.owner, line.replace('Hemlig', 'Skyddström'))).data!.refused).not.toBe(
      'unknown_person',
    )
  })

  it('is in no numbers of a plan, and gets no letter of a bulk send', async () => {
    expect((await installation.settled()).map((m) => m.to).filter((to) => to.endsWith('@gomd.example'))).toEqual([
      'hemlig1@gomd.example',
    ])
    expect((await installation.card(cast.owner, 'verifiera konton Skyddgren igen=ja')).data).toMatchObject({
      matching: 0,
    })
  })
})
