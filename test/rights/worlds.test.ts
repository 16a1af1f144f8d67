import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Card } from '#bot'
import { sample } from '../support/sample.ts'
import { cast, type Installation, startInstallation } from './installation.ts'

vi.setConfig({ testTimeout: 600_000, hookTimeout: 240_000 })

/**
 * Two installations that differ by people of whom the speaker must not know: in the one there are some, in every state;
 * in the other there are none. Whatever is said, the answers are the same, but for the one number that README allows.
 */
const seen = [
  ...Array.from(
    { length: 9 },
    (_, i) => `410;Lodjuret AB;L${i + 1};Malin;Hedlund${i + 1};malin${i + 1}@lodjuret.example;Växthus;Odlare;`,
  ),
  '410;Lodjuret AB;12;Torsten;Ring;torsten@lodjuret.example;Växthus;Odlare;',
  '410;Lodjuret AB;00340;Pia;Lindh;;Växthus;Chef;',
]
/** Seen by whoever may see all companies. */
const seenByMost = [
  '520;Utter HB;U1;Karin;Strid;karin@utter.example;;;',
  '520;Utter HB;U2;Nils;Dahl;delad@utter.example;;;',
  '630;Tom AB;T1;Egon;Kvar;egon@tom.example;;;',
]
const hidden = [
  '410;Lodjuret AB;900;Xerxes;Dolding;xerxes@lodjuret.example;Växthus;Odlare;',
  '410;Lodjuret AB;901;Ylva;Gömberg;ylva@dolt.example;Bunkern;Spion;',
  '410;Lodjuret AB;0012;Tora;Lönn;tora@lodjuret.example;Växthus;Odlare;',
  '410;Lodjuret AB;0340;Rut;Sund;rut@lodjuret.example;;;',
  '520;Utter HB;902;Karin;Strid;karin.h@utter.example;Växthus;Odlare;',
  '520;Utter HB;903;Nora;Tyst;delad@utter.example;;;',
  '630;Tom AB;904;Ensam;Tomsson;ensam@tom.example;;;',
  '410;Lodjuret AB;905;Studs;Boll;studs@lodjuret.example;;;',
  '410;Lodjuret AB;906;Klar;Färdig;klar@lodjuret.example;;;',
]
const inOtherCompanies = [
  ...hidden.map((line) => line.replace('410;Lodjuret AB', '520;Utter HB')),
  ...seenByMost,
  '520;Utter HB;L3;Malin;Hedlund3;malin.utter@utter.example;Växthus;Odlare;',
]

interface Worlds {
  both(work: (world: Installation, at: number) => Promise<unknown>): Promise<void>
  worlds: Installation[]
}

/** The first world has the hidden people in every state, the second has none. */
function makeWorlds(known: readonly string[], unknown: readonly string[], role: string): Worlds {
  const worlds: Installation[] = []
  const both: Worlds['both'] = async (work) => {
    for (const [at, world] of worlds.entries()) await work(world, at)
  }
  const load = async (world: Installation, lines: readonly string[]) => {
    const plan = await world.upload(cast.owner, [...lines])
    expect((await world.card(cast.owner, `bekräfta ${plan.data!.plan}`)).tone).toBe('good')
  }
  beforeAll(async () => {
    worlds.push(await startInstallation({ empty: true }), await startInstallation({ empty: true }))
    await both(async (world, at) => {
      await load(world, known)
      if (at === 0) await load(world, unknown)
      await world.card(cast.owner, `roll ge <@U0ADMIN> ${role}`)
      const plan = await world.card(cast.owner, 'verifiera konton företag=410')
      noteCode(plan)
      await world.card(cast.owner, `bekräfta ${plan.data!.plan}`)
      if (at === 0) for (const who of ['900', '901', '905', '906']) await world.card(cast.owner, `verifiera ${who}`)
      await world.settled()
      const { db } = world.database
      await db.execute(sql`update people set email_problem = 'bounced', bounced_at = now(), bounce_words = '550 nej'
        where number in ('905', '901') or email_key = 'malin3@lodjuret.example'`)
      await db.execute(sql`update people set verified_at = now() where number in ('906', '904', 'U1')`)
      await db.execute(sql`update people set connected_at = now(), connected_by = 'link' where number in ('904', 'U1')`)
    })
  })
  afterAll(() => both((world) => world.stop()))
  return { both, worlds }
}

/** Codes of digits alone look like any number: one plan in some two hundred has one. */
const digitCodes = new Set<string>()
function noteCode({ data }: Card): void {
  if (/^\d{4}$/.test(String(data?.plan))) digitCodes.add(String(data!.plan))
}

/** A card without what differs from run to run: codes, times, references, signed addresses. */
function plain(card: Card): string {
  noteCode(card)
  const decoder = new TextDecoder()
  const files = card.files?.map((file) => ({ name: file.name, text: 'bytes' in file && decoder.decode(file.bytes) }))
  const text = JSON.stringify({ ...card, files }, (key, value) => (key === 'personId' && value ? 1 : value))
    .replace(/\d{4}-\d\d-\d\d[T ][\d:.]+Z?/g, '<time>')
    .replace(/\b\d\d:\d\d\b/g, '<time>')
    .replace(/\/brev\/[\w-]+/g, '/brev/<token>')
    .replace(/"reference":"[^"]*"/g, '')
    .replace(/;\d+;/g, ';<id>;')
    .replace(/ ?Ytterligare \d+ personer matchar men[^.]*\./, '')
    .replace('"note":"",', '')
  return text.replace(/\b[A-HJ-NP-Z2-9]{4}\b/g, (word) =>
    /[A-Z]/.test(word) || digitCodes.has(word) ? '<code>' : word,
  )
}

async function answers({ both }: Worlds, line: string): Promise<string[]> {
  const said: string[] = []
  await both((world) => world.settled())
  await both(async (world) => said.push(plain(await world.card(cast.admin, line))))
  return said
}

/** Whom an import was about, as a list, a file and numbers. */
const ofImport = ['lista import=', 'exportera import=', 'status import=', 'lista status=ej_skickad import=']

/** What is answered to a file, and to these words about its import, in either world. */
async function toldOf({ both }: Worlds, rows: readonly string[], words: readonly string[]): Promise<string[][]> {
  const told: string[][] = [[], []]
  await both(async (world, at) => {
    const plan = await world.upload(cast.admin, [...rows])
    told[at]!.push(plain(plan))
    for (const word of words)
      told[at]!.push(plain(await world.card(cast.admin, `${word}${word.endsWith('=') ? '' : ' '}${plan.data!.plan}`)))
  })
  return told
}

const words = [
  ...['900', '901', '0012', '012', '12', '902', '905', '906', '904', '00900', '9', '340', 'Xerxes', 'Xerxes Dolding'],
  ...['Dolding', 'Xerxer Doldin', 'xerxes@lodjuret.example', 'xerxe@lodjuret.example', 'ylva@dolt.example', 'Strid'],
  ...['Karin Strid', 'Nora Tyst', 'Tora', 'Studs', 'delad@utter.example', '904 företag=630', '900 företag=520'],
]
const aboutOne = [
  ...['status', 'verifiera', 'historik', 'koppla från', 'studsar rensa', 'brev', 'brev kopplad', 'lista', 'exportera'],
  ...[
    'fyll i',
    'studsar',
    'koppla godkänn 9999',
    'utdrag',
    'radera',
    'samma person',
    'olika personer',
    'verifiera konton',
    'försök igen',
  ],
  ...['anmäl fel adress', 'skicka länk', 'hjälp', 'historik exportera', 'utskick', 'koppla igen', 'provbrev', 'rätta'],
]
const filters = [
  ...['', 'enhet=Bunkern', 'enhet=Bunker', 'roll=Spion', 'roll=Odlare', 'enhet=Växthus', 'epost=@dolt.example'],
  ...['epost=@dold.example', 'epost!=xerxes@lodjuret.example', 'status=studsad', 'status=verifierad', 'status=kopplad'],
  ...['status!=skickad', 'företag=630', 'företag!=410', 'aktiv=ja', 'skickad>1d', 'igen=ja', 'igen=ja enhet!=Växthus'],
  ...['enhet!=Bunkern', 'roll!=Spion', 'epost=delad@utter.example igen=ja', 'epost=saknas', 'sida=2', 'igen=ja Strid'],
]
const aboutAll = [
  'status',
  'lista',
  'exportera',
  'verifiera konton',
  'studsar',
  'fyll i',
  'historik',
  'utskick',
  'brev',
]
const free = [
  ...['startsida', 'hur går det', 'hur många har studsat', 'har Xerxes Dolding fått sitt mejl', 'vem är 900'],
  ...['vem har adressen xerxes@lodjuret.example', 'Ylva har bytt namn', 'skicka till Ylva Gömberg', 'Ylva Gömberg'],
  ...['vilka är inte klara på Bunkern', 'finns Xerxes i systemet', 'fel adress Ylva', 'ylva@dolt.example', '900'],
  ...['byt adress för 900 till ny@lodjuret.example', 'verifiera 900 epost=ny@lodjuret.example', 'brev kod Ensam'],
]
/** Of an address that somebody has, also outside the scope, it is told that it cannot be given (README). */
const aboutAddresses = [
  ...['verifiera 00340 epost=ylva@dolt.example', 'verifiera 00340 epost=klar@lodjuret.example', 'verifiera U2'],
  ...['verifiera 00340 epost=pia@do1t.example', 'verifiera 12 epost=tora@lodjuret.example'],
]
const lines = [
  ...aboutAll.flatMap((command) => filters.map((filter) => `${command} ${filter}`.trim())),
  ...aboutOne.flatMap((command) => words.map((word) => `${command} ${word}`)),
]
const typing = ['st', 'status Xer', 'status 90', 'lista enhet=B', 'status Karin', 'verifiera 9', 'lista företag=']

function answersTheSame(made: Worlds, more: readonly string[]): void {
  it('is answered the same, whatever is said', async () => {
    for (const line of [...sample(lines, 50), ...sample(free, 3), ...more]) {
      const [one, other] = await answers(made, line)
      expect(one, line).toBe(other)
    }
  })

  it('is offered the same while typing', async () => {
    for (const line of typing) {
      const [one, other] = await Promise.all(made.worlds.map(({ app }) => app.complete(line, cast.admin, 'sv')))
      expect(one, line).toEqual(other)
    }
  })
}

describe('an admin of one company, in a world with other companies and in one without,', () => {
  const made = makeWorlds(seen, inOtherCompanies, 'admin företag=410')
  answersTheSame(made, [])

  it.each([
    ['people of the other companies', ['520;Utter HB;900;Xerxes;Dolding;;;;', '630;Tom AB;904;Ensam;Tomsson;;;;']],
    ['their numbers in the own company', ['410;Lodjuret AB;900;Xerxes;Dolding;;;;', '410;Lodjuret AB;0012;Tora;;;;;']],
    ['the name of another company', ['410;Utter HB;L1;Malin;Hedlund1;;;;', ';Utter HB;L2;Malin;Hedlund2;;;;']],
    ['a company that nobody has', ['999;Lodjuret;L1;Malin;Hedlund1;;;;', '52;Uttern HB;L2;Malin;Hedlund2;;;;']],
  ])('is told the same of a file with %s', async (_what, rows) => {
    const told = await toldOf(made, rows, ['rätta', 'tolka', 'historik', 'bekräfta', ...ofImport])
    expect(told[0]).toEqual(told[1])
  })
})

describe('an admin, in a world with protected people and in one without,', () => {
  const known = [...seen, ...seenByMost]
  const made = makeWorlds(
    known,
    hidden.map((line) => `${line}Ja`),
    'admin',
  )
  answersTheSame(made, aboutAddresses)

  it.each([
    ['the number', ['410;Lodjuret AB;900;Xerxes;Dolding;xerxes@lodjuret.example;;;']],
    ['the number with more zeros', ['410;Lodjuret AB;0900;Xerxes;Dolding;;;;']],
    ['a number between two others by zeros', ['410;Lodjuret AB;012;Torsten;Lönn;tora@lodjuret.example;;;']],
    ['a number that has lost its zeros', ['410;Lodjuret AB;340;Pia Rut;Sund;rut@lodjuret.example;;;']],
    ['the human under another number', ['410;Lodjuret AB;L77;Xerxes;Dolding;xerxes@lodjuret.example;;;']],
    ['the address, for somebody else', ['410;Lodjuret AB;L5;Malin;Hedlund5;klar@lodjuret.example;;;']],
    ['the domain', ['520;Utter HB;U9;Nora;Annan;n@dolt.example;;;', '520;Utter HB;U8;Nora;Annan;n@do1t.example;;;']],
    ['a company that has nobody else but one', ['630;Tom AB;T2;Ny;Person;ny@tom.example;;;']],
    ['the whole company', known.filter((line) => line.startsWith('410'))],
    ['names that have moved', ['410;Lodjuret AB;L1;Malin;Hedlund2;;;;', '410;Lodjuret AB;900;Malin;Hedlund1;;;;']],
    ['a row twice', ['410;Lodjuret AB;900;X;D;x@x.example;;;', '410;Lodjuret AB;900;X;D;x@x.example;;;']],
    [
      'an address that cannot be read',
      ['410;Lodjuret AB;900;Xerxes;Dolding;fel;;;', '630;Tom AB;904;E;T;a@tom.example;;;'],
    ],
    [
      'addresses that change places',
      ['410;Lodjuret AB;L1;Malin;;xerxes@lodjuret.example;;;', '410;Lodjuret AB;900;X;;malin1@lodjuret.example;;;'],
    ],
    ['another name for the company', ['410;Tom AB;900;Xerxes;Dolding;;;;', '630;Lodjuret AB;904;E;T;;;;']],
  ])('is told the same of a file with %s', async (_what, rows) => {
    const told = await toldOf(made, rows, ['rätta', 'tolka', 'historik', 'stoppa', 'bekräfta', ...ofImport])
    expect(told[0]).toEqual(told[1])
  })

  it('is told the same of later files, too, when one about protected people has been carried out', async () => {
    const files = [
      ['410;Lodjuret AB;900;Nils;Gran;nils@lodjuret.example;;;', '410;Lodjuret AB;0012;Eva;Ny;eva@lodjuret.example;;;'],
      ['410;Lodjuret AB;0900;Nils;Gran;;;;'],
      ['410;Lodjuret AB;0900;Bo;Ask;;;;'],
      ['410;Lodjuret AB;00012;Eva;Ny;;;;'],
      ['410;Lodjuret AB;900;Nils;Gran;nils@lodjuret.example;;;'],
      ['410;Lodjuret AB;900;Nils;Gran;;Lager;;', '410;Lodjuret AB;900;Nils;Gran;;Kontor;;'],
      ['410;Lodjuret AB;L6;Malin;Hedlund6;nils@lodjuret.example;;;'],
    ]
    for (const rows of files) {
      const told = await toldOf(made, rows, ['rätta', ...ofImport, 'bekräfta', 'historik', ...ofImport, 'stoppa'])
      expect(told[0], rows.join('\n')).toEqual(told[1])
    }
  })

  it('is told how many are hidden, but by no filter that gives two numbers to subtract', async () => {
    const noteOf = async (filter: string) =>
      (await made.worlds[0]!.card(cast.admin, `verifiera konton igen=ja ${filter}`)).note
    expect(await noteOf('')).toMatch(/Ytterligare 9 personer/)
    // Six of them are at one company, fewer than five at each of the others.
    const filters = ['företag=410', 'företag!=410', 'enhet!=Bunkern', 'roll!=Spion', 'status!=skickad', 'aktiv=ja']
    for (const filter of filters) expect(await noteOf(filter), filter).not.toMatch(/Ytterligare/)
  })
})
