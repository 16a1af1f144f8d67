import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { guardLog } from '../../src/conversation/redact.ts'
import { rows } from '../../src/db/open.ts'
import { createLog } from '../../src/runtime/log.ts'
import { readOutbox } from '../../src/store/outbox.ts'
import { csv, header, type Product, startProduct } from '../support/product.ts'

/** What has to stay secret, after an import, a send, clicks, requests, codes, changes, refusals and failures. */
let product: Product
const logged: string[] = []
const tokens: string[] = []
const codes: string[] = []
const anna = 'employee:anna@acme.example'

beforeAll(async () => {
  product = await startProduct({ log: (line) => logged.push(line) })
  const people = [
    'Anna;Berg;anna@acme.example',
    'Bo;Ek;bo@acme.example',
    'Cia;Ås;cia@acme.example',
    'Dan;Öst;dan@acme.example',
  ]
  const plan = await product.say('owner', 'importera', [
    csv([header, ...people.map((p, i) => `100;Acme AB;0000${i + 1};${p}`)]),
  ])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
  const send = await product.say('admin', 'verifiera konton')
  await product.say('admin', `bekräfta ${send.data!.plan}`)
  await product.settled()
  await product.app.page.verify(await product.linkTo('anna@acme.example'))
  await product.say('admin', 'verifiera 00002 epost=bosse@acme.example')
  await product.settled()
  await product.app.page.verify(await product.linkTo('bosse@acme.example'))
  await product.say('employee:cia@acme.example', 'skicka länk')
  await product.say('employee:cia@acme.example', 'koppla')
  for (const mail of await product.settled()) {
    for (const [, token] of mail.text.matchAll(/\/v\/([A-Za-z0-9_-]{43})/g)) tokens.push(token!)
    for (const [, code] of mail.text.matchAll(/koppla (\d{6})/g)) codes.push(code!)
  }
  await product.say('employee:cia@acme.example', 'koppla 000000')
  await product.say(anna, 'lista')
  await product.app.page.open('x'.repeat(43))
  await product.app.page.resend(tokens[0]!)
  await rows(product.database.db, sql`alter table people rename to away`)
  for (const line of ['status anna@acme.example', 'verifiera cia@acme.example', 'lista Berg'])
    await product.say('admin', line)
  await product.app.page.verify(tokens[0]!).catch(() => {})
  await rows(product.database.db, sql`alter table away rename to people`)
  for (const line of ['status anna@acme.example', 'exportera', 'historik', 'utdrag cia@acme.example'])
    await product.say('owner', line)
}, 120_000)
afterAll(() => product.stop())

/** Every row of every table, as text. */
async function dump(): Promise<Map<string, string>> {
  const tables = await rows<{ name: string }>(
    product.database.db,
    sql`select table_name as name from information_schema.tables where table_schema = 'public'`,
  )
  const found = new Map<string, string>()
  for (const { name } of tables) {
    const all = await rows<{ t: string }>(product.database.db, sql`select t::text as t from ${sql.identifier(name)} t`)
    found.set(name, all.map(({ t }) => t).join('\n'))
  }
  return found
}

/** The bytes in every common text encoding. */
const forms = (bytes: Uint8Array): string[] =>
  (['hex', 'base64', 'base64url'] as const).map((form) => Buffer.from(bytes).toString(form))

describe('a secret', () => {
  it('was there to be found', () => {
    expect(new Set(tokens).size).toBe(5)
    expect(codes.length).toBe(1)
    expect(logged.length).toBeGreaterThan(2)
  })

  it('stands in no table but the local outbox, whose letters carry it', async () => {
    const found: string[] = []
    const secrets = [
      ...tokens.flatMap((t) => [t, ...forms(Buffer.from(t, 'base64url'))]),
      ...product.app.service.keys.flatMap((k) => forms(k.secret)),
    ]
    for (const [name, text] of await dump())
      for (const secret of [...secrets, ...codes.map((c) => `koppla ${c}`)])
        if (name !== 'outbox' && text.includes(secret)) found.push(name)
    expect(found).toEqual([])
    const mails = await readOutbox(product.database.db)
    for (const token of tokens) {
      // It occurs only in letters to its own address.
      const to = new Set(mails.filter((m) => `${m.text}${m.html}`.includes(token)).map((m) => m.to))
      expect(to.size).toBe(1)
    }
    for (const key of product.app.service.keys)
      for (const form of forms(key.secret)) expect(JSON.stringify(mails)).not.toContain(form)
  })

  it('nor an address or a name is in any line of the log', () => {
    const text = logged.join('\n')
    for (const secret of [...tokens, ...codes, ...product.app.service.keys.flatMap((k) => forms(k.secret))])
      expect(text).not.toContain(secret)
    expect(logged.filter((line) => /@|acme\.example|\bBerg\b|\bAnna\b|\/v\//.test(line))).toEqual([])
  })

  it('stands in a table only where addresses are documented to stand', async () => {
    const known = [
      'people',
      'links',
      'deliveries',
      'plan_people',
      'import_rows',
      'identities',
      'answers',
      'outbox',
      'plans',
      'inbox',
    ]
    const holding = [...(await dump())].filter(([, text]) => /[a-z]+@acme\.example/.test(text)).map(([name]) => name)
    expect(holding.filter((name) => !known.includes(name))).toEqual([])
    expect(holding).not.toContain('audit')
  })

  it('goes with the person: after erasure there is nothing but the id, and the chain holds', async () => {
    for (const [who, words] of [
      ['00003', ['cia@acme.example', 'cia ås']],
      ['00002', ['bosse@acme.example', 'bo@acme.example', 'bo ek']],
    ] as const) {
      const plan = await product.say('owner', `radera ${who}`)
      await product.say('owner', `bekräfta ${plan.data!.plan}`)
      for (const [name, text] of await dump())
        for (const word of words) expect([name, word, text.toLowerCase().includes(word)]).toEqual([name, word, false])
      for (const word of words) expect(logged.join('\n').toLowerCase()).not.toContain(word)
    }
    expect((await product.say('owner', 'historik kontrollera')).data).toMatchObject({ intact: true })
  })

  it('is taken out of the log even where somebody should log it by mistake', async () => {
    const lines: string[] = []
    const write = process.stdout.write.bind(process.stdout)
    process.stdout.write = ((chunk: string) => {
      lines.push(String(chunk))
      return true
    }) as typeof process.stdout.write
    try {
      const log = await createLog({ logLevel: 'info' })
      log.info(
        { token: tokens[0], email: 'anna@acme.example', deep: { authorization: 'Bearer geheim', body: 'Anna' } },
        'Once',
      )
      log.error({ err: new Error(`failed for anna@acme.example`) }, 'Twice')
    } finally {
      process.stdout.write = write
    }
    expect(lines.join('')).not.toMatch(/anna@|geheim|"Anna"/)
    expect(lines.join('')).not.toContain(tokens[0]!)
  })

  it('is taken out of whatever an error tells of itself', () => {
    const lines: string[] = []
    const keep = (details: object, what: string) => void lines.push(JSON.stringify({ ...details, what }))
    const log = guardLog({ debug: keep, info: keep, warn: keep, error: keep })
    const query = `Failed query: select 1 from people where email = $1\nparams: anna@acme.example,${tokens[0]}`
    log.warn(
      { error: query, reason: `550 <anna@acme.example> unknown`, deep: [{ text: `GET /v/${tokens[0]}` }] },
      'One',
    )
    log.error(
      {
        error: 'duplicate key (email)=(bo@acme.example), 19121212-1212',
        stack: [' at /x/node_modules/@slack/bolt/a.js:1:2'],
      },
      'Two',
    )
    expect(lines.join('')).not.toMatch(/acme\.example|1212/)
    expect(lines.join('')).not.toContain(tokens[0]!)
    expect(lines.join('')).toContain('@slack/bolt/a.js')
  })
})
