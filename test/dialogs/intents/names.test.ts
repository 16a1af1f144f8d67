import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Card } from '#bot'
import { csv, header, type Product, startProduct } from '../../support/product.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
  const file = csv([
    `${header};Enhet;Roll;Skyddad`,
    '100;Acme AB;0001;Anna;Ek;anna.ek@acme.example;Göteborg;Chef;Nej',
    '100;Acme AB;0002;Bo;Ask;bo.ask@acme.example;Ekonomi;Säljare;Nej',
    '100;Acme AB;0003;Bo;Dahl;;Ekonomi;Säljare;Nej',
    '200;Acme Bygg AB;00217;Didrik;Zorn;d@bygg.example;Göteborg;Chef;Nej',
    '300;Norrsken Vård AB;7;Cilla;Hemlig;c@vard.example;Dold enhet;Hemlig roll;Ja',
    '400;Havsbris AB;1;Saga;Tom;saga@havsbris.example;Hamn;Matros;Nej',
    '400;Havsbris AB;2;Per;Sand;per@havsbris.example;Hamn;Matros;Nej',
    '400;Havsbris AB;3;My;Star;my@havsbris.example;Hamn;Matros;Ja',
  ])
  const plan = await product.say('owner', 'importera', [file])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
})
afterAll(() => product.stop())

const says = (card: Card) => (card.buttons ?? []).map((button) => ('say' in button ? button.say : button.open))
const admin = (line: string) => product.say('admin', line)

describe('a name that is a word as well', () => {
  it.each([
    ['lista per', 'list', 1],
    ['lista saga tom', 'list', 1],
    ['list tom', 'list', 1],
    ['lista alla', 'list', 6],
    ['lista my', 'list', 6],
  ])('%s shows a %s of %i', async (line, kind, total) => {
    expect(await admin(line)).toMatchObject({ kind, data: { total } })
  })

  it.each(['status saga', 'status per', 'utdrag saga', 'historik per', 'koppla från saga', 'status sand'])(
    '%s is about that person',
    async (line) => {
      const card = await product.say('owner', line)
      expect(card.title + JSON.stringify(card.data ?? {})).toMatch(/Saga Tom|Per Sand|"number":"[12]"|"events"|saknar/)
      expect(card.note ?? '').not.toContain('Jag läste det som')
      expect(JSON.stringify(card.buttons ?? [])).not.toContain('hjälp')
    },
  )

  it('tells nobody that somebody protected has it', async () => {
    expect((await admin('status my')).title).toBe((await admin('status du')).title)
    expect((await product.say('owner', 'status my')).title).toContain('My Star')
  })
})

describe('a place', () => {
  it.each([
    ['alla i Göteborg', 2],
    ['alla i göteborg', 2],
    ['everybody in Göteborg', 2],
    ['vilka i Göteborg saknar e-post', 0],
    ['vilka saknar e-post på Ekonomi', 1],
    ['vilka jobbar på Norrsken', 0],
    ['visa alla säljare', 2],
    ['alla på Acme Bygg AB', 1],
  ])('%s lists %i', async (line, total) => {
    expect((await admin(line)).data!.total).toBe(total)
  })

  it('narrows a plan, which is offered and not made', async () => {
    expect(says(await admin('skicka till alla i Göteborg'))[0]).toBe('verifiera konton enhet=Göteborg')
    expect(says(await admin('påminn alla på Acme Bygg AB'))[0]).toMatch(/ företag=200$/)
  })

  it('that means several companies is asked about, each with its exact line', async () => {
    expect(says(await admin('vilka på Acme saknar e-post'))).toEqual([
      'lista epost=saknas företag=100',
      'lista epost=saknas företag=200',
    ])
    expect(says(await admin('verifiera alla på Acme'))).toEqual([
      'verifiera konton företag=100',
      'verifiera konton företag=200',
    ])
  })

  it('that is nowhere is said, with the nearest and with everybody', async () => {
    const card = await admin('vilka i Götebrog saknar e-post')
    expect(card.title).toContain('Götebrog')
    expect(says(card)).toEqual(['lista epost=saknas enhet=Göteborg', 'lista epost=saknas'])
  })

  it('may be called as in English, or without dots and rings', async () => {
    for (const place of ['Gothenburg', 'goteborg', 'GÖTEBORG'])
      expect(says(await admin(`everybody in ${place}`))).toEqual(['exportera enhet=Göteborg'])
  })
})

describe('a command with a place for its words', () => {
  it.each([
    ['status Göteborg', 'status enhet=Göteborg'],
    ['Status göteborg?', 'status enhet=Göteborg'],
    ['lista Ekonomi', 'lista enhet=Ekonomi'],
    ['status Acme Bygg AB', 'status företag=200'],
  ])('%s is read as %s', async (line, read) => expect((await admin(line)).note).toContain(read))

  it('is about the person who is called so', async () =>
    expect((await admin('status Ek')).data!.person).toMatchObject({ number: '0001' }))

  it('tells nobody of a place that one may not see', async () =>
    expect((await admin('status Dold')).note ?? '').not.toContain('enhet'))
})

describe('what may be meant instead', () => {
  it('is offered beside the answer, each by its exact line', async () => {
    const card = await admin('vilka är det vi fortfarande väntar på')
    expect(card.note).toContain('status=köad')
    expect(card.buttons).toContainEqual({
      label: 'I stället: lista status=overifierad',
      say: 'lista status=overifierad',
    })
  })

  it('is offered where there is nothing to decide about, and shortly', async () => {
    const card = await admin('okej då, skicka påminnelsen till dem i Göteborg')
    expect(says(card).join(' ')).toMatch(/verifiera konton .*enhet=Göteborg/)
    for (const { label } of card.buttons!) expect(label.length, label).toBeLessThanOrEqual(36)
  })

  it('never makes more than three buttons of a question', async () => {
    for (const line of ['hur byter jag någons mejl', 'skicka nya länkar till de som har gamla', 'ja gör det, skicka'])
      expect(says(await admin(line)).length, line).toBeLessThanOrEqual(3)
  })
})

describe('a person', () => {
  it.each([
    'Anna kan inte logga in',
    'har Anna fått mejlet?',
    'skicka igen till Anna',
    'send again to Anna Ek',
    'byt adress på Anna',
    'Annas länk fungerar inte',
    'har anna verifierat sig',
    'Anna Ek',
    'skicka igen till Anna Ek bums',
    'skicka om till anna ek bums',
  ])('%s shows the card', async (line) => {
    expect((await admin(line)).data!.person).toMatchObject({ number: '0001', company: '100' })
  })

  it('of whom there are several is asked about', async () => {
    expect(says(await admin('skicka igen till Bo'))).toEqual(['status 0002 företag=100', 'status 0003 företag=100'])
  })

  it('with a new address is offered the whole line', async () => {
    const card = await admin('byt adress på Anna till anna.ny@acme.example')
    expect(says(card)).toEqual(['verifiera 0001 företag=100 epost=anna.ny@acme.example', 'status 0001 företag=100'])
  })

  it('was mailed by somebody: the history', async () => {
    expect((await admin('vem mejlade Anna?')).data!.events).toBeInstanceOf(Array)
  })

  it('with a protected identity is nobody, and their unit is nowhere', async () => {
    expect(JSON.stringify(await admin('Cilla kan inte logga in'))).not.toContain('Cilla')
    expect((await admin('alla på Dold enhet')).title).toContain('hittar inget')
    expect((await admin('lista enhet=Dold')).data).toEqual({ total: 0 })
  })
})

describe('a proposal', () => {
  it.each([
    ['lista enhet=Ekonom', 'lista enhet=Ekonomi'],
    ['lista roll=Cheff', 'lista roll=Chef'],
    ['verifiera konton enhet=Götebrg', 'verifiera konton enhet=Göteborg'],
    ['list unit=Ekonimi', 'lista enhet=Ekonomi'],
  ])('corrects a value: %s', async (line, corrected) => {
    const card = await admin(line)
    expect(card.data).toMatchObject({ refused: 'unknown_value', nearest: corrected })
    expect(says(card)).toEqual([corrected])
  })

  it('corrects what is mistyped beside the command', async () => {
    expect((await admin('verifera konton enhet=Ekonom')).data!.nearest).toBe('verifiera konton enhet=Ekonomi')
    expect((await admin('lsta företag=Norsken')).data!.nearest).toMatch(/företag="?Norrsken/)
  })

  it('is made only if it would find something', async () => {
    expect((await admin('verifera nobody@acme.example')).data!.nearest).toBeNull()
    expect((await admin('verifera anna.ek@acme.example')).data!.nearest).toBe('verifiera anna.ek@acme.example')
    expect((await admin('stopa K7QM')).data!.nearest).toBeNull()
  })

  it('of a command is not made for a word that is no slip of its name', async () => {
    expect(says(await admin('vilka zebror'))).toEqual(['hjälp'])
  })
})

describe('a line that is nearly understood', () => {
  it('is asked about, with at most three lines that do nothing', async () => {
    const card = await admin('vilka behöver fnula in sin mejladress')
    expect(card.title).toBe('Menade du något av det här?')
    expect(says(card).length).toBeLessThanOrEqual(3)
    expect(says(card)).toContain('lista epost=saknas')
    // A button is called by what its line does; the line stands in the answer.
    expect(card.text).toContain('lista epost=saknas')
    expect(card.buttons!.every(({ label }) => /^[1-3]\. .{1,24}$/.test(label))).toBe(true)
  })
})

describe('a time that no line says', () => {
  it.each([
    ['vilka fick mejl sedan i måndags', 'sedan i måndags'],
    ['who was emailed since monday', 'since monday'],
    ['hur många har klickat i november', 'i november'],
    ['hur gick det förra månaden', 'förra månaden'],
  ])('%s: the answer says that %s does not count', async (line, time) => {
    const { note } = await admin(line)
    expect(note).toContain(`tar ingen hänsyn till ”${time}”. Jag läste det som:`)
  })

  it.each(['vilka fick mejl igår', 'vilka saknar e-post på Acme', 'har Maj fått mejl?', 'who may send'])(
    '%s speaks of none',
    async (line) => {
      expect((await admin(line)).note ?? '').not.toContain('hänsyn')
    },
  )
})
