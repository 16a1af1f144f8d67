import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { testStorage } from '../support/database/database.ts'
import { chat, emptyFolder, type Server, startServer } from '../support/process/program.ts'
import { until } from '../support/until.ts'

// Processes of the program are started here, which takes seconds each, and much longer on a busy machine.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

/** Importing and exporting files through `POST /chat` and the terminal, on PostgreSQL in local mode. */
let storage: Awaited<ReturnType<typeof testStorage>>
let server: Server
beforeAll(async () => {
  storage = await testStorage()
  server = await startServer({ ...storage.settings, DEMO: 'off' })
})
afterAll(async () => {
  await server?.end('SIGKILL')
  await storage.drop()
})

const head = 'Företagsnr;Företag;Anställningsnr;Förnamn;Efternamn;E-post Visma Connect;Enhet;Skyddad'
/** A CSV file as Excel on Swedish Windows saves it. */
const windows = (lines: string[]) => Buffer.from([head, ...lines, ''].join('\r\n'), 'latin1')
const sum = (numbers: unknown) => Object.values(numbers as Record<string, number>).reduce((a, b) => a + b, 0)
const total = async () => (await server.say('owner', 'status')).data!.total
const file = (bytes: Uint8Array, name = 'anställda.csv') => ({ name, bytes })

async function importAs(as: string, bytes: Uint8Array) {
  const planned = await server.say(as, 'importera', file(bytes))
  expect(Object.keys(planned.data!).sort()).toEqual(['outcomes', 'plan', 'rows'])
  expect(sum(planned.data!.outcomes)).toBe(planned.data!.rows)
  const done = await server.say(as, `bekräfta ${planned.data!.plan}`)
  expect(done.data).toMatchObject({
    plan: planned.data!.plan,
    rows: planned.data!.rows,
    outcomes: planned.data!.outcomes,
  })
  return done.data!.outcomes
}

const fromFlex = windows([
  '0100;Åkes Bygg AB;00217;Åsa;Öberg;asa.oberg@akes.example;Kök;',
  '0100;Åkes Bygg AB;00218;Björn;Ängström;Bjorn+Visma@akes.example;Kök;',
  '0100;Åkes Bygg AB;00219;Cecilia;Ek;cecilia(at)akes.example;;',
  '0100;Åkes Bygg AB;00220;David;Ström;delad@akes.example;;',
  '0100;Åkes Bygg AB;00221;Eva;Ström;DELAD@akes.example;;',
  '0100;Åkes Bygg AB;00222;Frédéric;Müller;;;',
  '0100;Åkes Bygg AB;00217;Åsa;Öberg;annan@akes.example;;',
  '0100;Åkes Bygg AB;217;Gösta;Öberg;gosta@räksmörgås.example;;',
  '0100;Åkes Bygg AB;00223;<b>Kim</b>;"""><script>alert(1)</script>";kim@akes.example;<i>Kök</i>;',
  '0100;Åkes Bygg AB;00224;"=HYPERLINK(""http://x.example"")";"\'; drop table people; --";hy@akes.example;+46;',
  '0100;Åkes Bygg AB;00225;Skyddad;Person;skyddad@akes.example;;Ja',
])

describe('an export of Windows-1252 with everything that such files hold', () => {
  it('gives numbers that add up, stores nothing before its confirm, and mails nobody', async () => {
    const planned = await server.say('owner', 'importera', file(fromFlex))
    expect(planned.data).toMatchObject({ rows: 11, outcomes: { created: 9, invalid_email: 1, duplicate_in_file: 1 } })
    expect(await total()).toBe(0)
    await server.say('owner', `stoppa ${planned.data!.plan}`)
    expect((await server.say('owner', `bekräfta ${planned.data!.plan}`)).data!.refused).toBeTypeOf('string')
    expect(await total()).toBe(0)

    const path = join(emptyFolder(), 'från Flex.csv')
    writeFileSync(path, fromFlex)
    const said = await chat(server.environment, '--file', path, 'importera')
    expect([said.code, said.card.data]).toEqual([0, { ...planned.data, plan: said.card.data!.plan }])
    const done = await chat(server.environment, `bekräfta ${said.card.data!.plan}`)
    expect([done.code, done.card.data!.outcomes]).toEqual([0, planned.data!.outcomes])
    expect(await total()).toBe(9)
    expect(await server.outbox()).toEqual([])
  })

  it('keeps leading zeros, letters, tags and addresses as they were', async () => {
    const person = async (who: string) => (await server.say('admin', `status ${who}`)).data!.person
    expect(await person('00217 företag=0100')).toMatchObject({
      company: '0100',
      number: '00217',
      email: 'asa.oberg@akes.example',
    })
    expect(await person('217 företag=0100')).toMatchObject({ number: '217', email: 'gosta@räksmörgås.example' })
    expect(await person('bjorn+visma@akes.example')).toMatchObject({
      number: '00218',
      email: 'Bjorn+Visma@akes.example',
    })
    expect(await person('00219')).toMatchObject({ email: null, state: 'missing_email' })
    expect((await server.say('admin', 'status 00217 företag=0100')).title).toContain('Åsa Öberg')
    expect((await server.say('admin', 'lista skyddad@akes.example')).data!.total).toBe(0)
    // Only an owner may handle people with a protected identity, and only one at a time.
    expect((await server.say('admin', 'status 00225 företag=0100')).data!.refused).toBe('unknown_person')
    expect((await server.say('admin', 'verifiera skyddad@akes.example')).data!.refused).toBe('unknown_person')
    expect((await server.say('owner', 'status 00225 företag=0100')).data!.person).toMatchObject({ number: '00225' })
  })

  it('leads to a plan that adds up, and to letters in which no name is markup', async () => {
    const plan = (await server.say('admin', 'verifiera konton företag="Åkes Bygg AB"')).data!
    expect(plan).toMatchObject({ matching: 9, mail: 5, direct: 0, leftOut: { missing_email: 2, shared_email: 2 } })
    expect(await server.outbox()).toEqual([])
    await server.say('admin', `bekräfta ${plan.plan}`)
    const mails = await until(server.outbox, (found) => found.length >= 5)
    const addresses = ['asa.oberg', 'Bjorn+Visma', 'kim', 'hy'].map((name) => `${name}@akes.example`)
    expect(mails.map((m) => m.to.replace('xn--rksmrgs-5wao1o', 'räksmörgås')).sort()).toEqual(
      [...addresses, 'gosta@räksmörgås.example'].sort(),
    )
    for (const { html } of mails) expect(html).not.toMatch(/<script|<b>Kim|<i>Kök/)
    const kim = mails.find((m) => m.to.startsWith('kim'))!
    expect(kim.html).toContain('&lt;b&gt;Kim')
    const link = /\/v\/[\w-]+/.exec(kim.text)![0]
    for (const path of ['/outbox', `/outbox/mail?id=${encodeURIComponent(kim.messageId)}`, link]) {
      const page = await (await fetch(server.base + path)).text()
      expect(page.replace(/<script type="module"[^>]*>/g, '')).not.toMatch(/<script|<b>Kim/)
    }
  })
})

describe('an export', () => {
  const exported = async (line = 'exportera') => {
    const { files } = await server.say('owner', line)
    return Buffer.from(files![0]!.open.split(',')[1]!, 'base64')
  }

  it('is what Swedish Excel opens without running anything, and reads back without loss', async () => {
    const bytes = await exported()
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    const text = bytes.toString('utf8').slice(1)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(text.split('\r\n')[0]).toMatch(/^Företagsnr;Företag;Anställningsnr;Förnamn;Efternamn;E-post Visma Connect/)
    expect(text).not.toMatch(/(^|;)"?[=+@-]/m)
    expect(text).toContain(';00217;')
    expect(text).not.toContain('skyddad@')
    const planned = await server.say('owner', 'importera', file(bytes))
    expect(planned.data).toMatchObject({ rows: 9, outcomes: { unchanged: 9 } })
    expect(await exported()).toEqual(bytes)
  })

  it('reads back as a workbook too, sent to the page and from the terminal', async () => {
    const rows: string[][] = parse(await exported(), { delimiter: ';', bom: true })
    const bytes = await writeXlsx({ sheets: [{ name: 'Anställda', rows }] })
    const planned = await server.say('owner', 'importera', file(bytes, 'anställda.xlsx'))
    expect(planned.data).toMatchObject({ rows: 9, outcomes: { unchanged: 9 } })
    const path = join(emptyFolder(), 'anställda.xlsx')
    writeFileSync(path, bytes)
    const said = await chat(server.environment, '--file', path, 'importera')
    expect([said.code, said.card.data]).toEqual([0, { ...planned.data, plan: said.card.data!.plan }])
    writeFileSync(path, bytes.subarray(0, -40))
    const cut = await chat(server.environment, '--file', path, 'importera')
    expect([cut.code, cut.card.data]).toEqual([2, { refused: 'damaged_workbook' }])
  })

  it('takes a filter, and is the list of whom a plan leaves out', async () => {
    const text = (await exported('exportera epost=saknas')).toString('utf8')
    expect(
      text
        .trim()
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(';')[2]),
    ).toEqual(['00219', '00222'])
  })
})

describe('what became of a row', () => {
  it('is one outcome each: changed, connected, taken, unknown company, unreadable', async () => {
    const asa = (await server.outbox()).find((m) => m.to.startsWith('asa'))!
    const [, token] = /\/v\/([\w-]+)/.exec(asa.text)!
    await fetch(`${server.base}/v`, { method: 'POST', body: new URLSearchParams({ token: token! }) })
    const rows = windows([
      '0100;Åkes Bygg AB;00217;Åsa;Öberg;ny@akes.example;Kök;',
      '0100;Åkes Bygg AB;00218;Björn;Ängström;asa.oberg@akes.example;Kök;',
      '0100;Åkes Bygg AB;00219;Cecilia;Ek;cecilia@akes.example;;',
      '0100;Åkes Bygg AB;00222;Frédéric;Müller;;;',
      '0100;Åkes Bygg AB;;Ingen;Nummer;ingen@akes.example;;',
      '999;Okända AB;1;Ny;Person;ny.person@okand.example;;',
    ])
    expect(await importAs('admin', rows)).toEqual({
      already_connected: 1,
      email_taken: 1,
      updated: 1,
      unchanged: 1,
      unreadable: 1,
      outside_your_scope: 1,
    })
    expect((await server.say('admin', 'status asa.oberg@akes.example')).data!.person).toMatchObject({
      state: 'connected',
    })
    expect((await server.say('admin', 'status 00218')).data!.person).toMatchObject({
      email: 'Bjorn+Visma@akes.example',
    })
    expect(await importAs('owner', rows)).toMatchObject({ created: 1 })
  })
})

describe('a file that is none', () => {
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), randomBytes(500)])
  const files: [string, Uint8Array][] = [
    ['bild.png', png],
    ['anställda.csv', png],
    ['trasig.xlsx', Buffer.concat([Buffer.from('504b0304', 'hex'), randomBytes(500)])],
    ['tom.csv', new Uint8Array()],
    ['brus.csv', randomBytes(20_000)],
    ['fel-kolumner.csv', Buffer.from('Namn;Telefon\r\nKim;070\r\n')],
    ['utan-rubrik.csv', Buffer.from('100;Acme AB;1;Kim;Ek;kim@acme.example\r\n')],
    ['ett-citattecken.csv', Buffer.from(`${head}\r\n"0100;Åkes`)],
    ['personnummer.csv', windows(['0100;Åkes Bygg AB;00300;Kim;121212-1212;kim2@akes.example;;'])],
  ]

  it('is answered clearly, changes nothing and stops nothing', async () => {
    const before = await total()
    for (const [name, bytes] of files) {
      const card = await server.say('admin', 'importera', { name, bytes })
      const refused =
        typeof card.data!.refused === 'string' ||
        (card.data!.outcomes as Record<string, number>).unreadable === card.data!.rows
      expect([name, refused, card.data!.refused === 'failed']).toEqual([name, true, false])
      expect(card.title.length).toBeGreaterThan(5)
    }
    const columns = await server.say('admin', 'importera', { name: 'x.csv', bytes: files[5]![1] })
    expect(JSON.stringify(columns)).toContain('E-post Visma Connect')
    expect((await server.say('admin', 'importera')).data!.refused).toBeTypeOf('string')
    expect(await total()).toBe(before)
  })

  it('ends the terminal’s line with 2, as does one that is not there', async () => {
    const path = join(emptyFolder(), 'bild.png')
    writeFileSync(path, png)
    const { code, card } = await chat(server.environment, '--file', path, 'importera')
    expect([code, typeof card.data!.refused]).toEqual([2, 'string'])
  })

  it('with a personal identity number, or a line with one, is refused and leaves no trace', async () => {
    for (const line of ['status 121212-1212', 'lista 201212121212', 'verifiera kim@akes.example 19121212 1212']) {
      expect((await server.say('admin', line)).data).toEqual({ refused: 'personal_number' })
    }
    expect((await server.say('admin', 'importera', file(files.at(-1)![1]))).data).toEqual({
      refused: 'personal_number',
    })
    expect(server.log()).not.toMatch(/1212/)
  })
})
