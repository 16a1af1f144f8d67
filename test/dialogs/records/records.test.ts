import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rows } from '../../../src/db/open.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'
import { until } from '../../support/until.ts'

let product: Product
const logged: string[] = []
beforeAll(async () => {
  product = await startProduct({ log: (line) => logged.push(line) })
  const file = csv([
    header,
    '100;Acme AB;00217;Anna;Berg;anna.berg@acme.example',
    '100;Acme AB;00220;David;Ström;delad@acme.example',
    '200;Beta AB;00044;David;Ström;delad@acme.example',
    '200;Beta AB;00217;Anna;Bergström;annan@beta.example',
  ])
  const plan = await product.say('owner', 'importera', [file])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
})
afterAll(() => product.stop())

describe('one person', () => {
  it('is asked about when several fit, with a button for each that says who is meant', async () => {
    const card = await product.say('admin', 'status 00217')
    expect(card).toMatchObject({ tone: 'question', data: { refused: 'ambiguous_person' } })
    const says = card.buttons!.map((b) => 'say' in b && b.say)
    expect(says).toEqual(['status 00217 företag=100', 'status 00217 företag=200'])
    expect((await product.say('admin', says[1] as string)).data).toMatchObject({
      person: { email: 'annan@beta.example' },
    })
  })

  it('gets a letter at once, to a new address when one is given', async () => {
    const card = await product.say('admin', 'verifiera 00217 företag=100 epost=Anna@acme.example')
    expect(card.tone).toBe('good')
    const mails = await product.settled()
    expect(mails.map((m) => m.to)).toEqual(['Anna@acme.example'])
    expect((await product.say('admin', 'status anna@acme.example')).data).toMatchObject({
      person: { state: 'sent', number: '00217' },
    })
  })

  it('is never given an address that is none, or an unsafe one', async () => {
    const refused = await product.say('admin', 'verifiera 00217 företag=100 epost=a@b@c')
    expect(refused.data!.refused).toBeDefined()
    expect((await product.say('admin', 'status 00217 företag=100')).data).toMatchObject({
      person: { email: 'Anna@acme.example' },
    })
  })

  it('who shares an address is mailed only when an owner says that it is one human', async () => {
    expect((await product.say('admin', 'verifiera 00220 företag=100')).data!.refused).toBe('shared_email')
    expect((await product.say('admin', 'samma person 100/00220 200/00044')).data!.refused).toBe('not_allowed')
    const plan = await product.say('owner', 'samma person 100/00220 200/00044')
    expect((await product.say('owner', `bekräfta ${plan.data!.plan}`)).data).toMatchObject({ kind: 'same', done: true })
    expect((await product.say('admin', 'verifiera 00220 företag=100')).tone).toBe('good')
  })

  it('can be disconnected, confirmed first', async () => {
    await product.settled()
    await product.app.page.verify(await product.linkTo('Anna@acme.example'))
    expect((await product.say('admin', 'verifiera 00217 företag=100')).data!.refused).toBe('already_connected')
    const plan = await product.say('admin', 'koppla från 00217 företag=100')
    expect((await product.say('admin', 'status 00217 företag=100')).data).toMatchObject({
      person: { state: 'connected' },
    })
    await product.say('admin', `bekräfta ${plan.data!.plan}`)
    await until(async () => {
      const { data } = await product.say('admin', 'status 00217 företag=100')
      return (data!.person as { state: string }).state === 'not_sent'
    })
  })
})

describe('erasure', () => {
  it('leaves nothing of a person but the id in the audit, and the chain still holds', async () => {
    const extract = await product.say('owner', 'utdrag anna@acme.example')
    expect(new TextDecoder().decode(extract.files![0]!.bytes)).toContain('Anna@acme.example')
    const plan = await product.say('owner', 'radera anna@acme.example')
    expect((await product.say('admin', `bekräfta ${plan.data!.plan}`)).data!.refused).toBeDefined()
    expect((await product.say('owner', `bekräfta ${plan.data!.plan}`)).data).toMatchObject({
      kind: 'erase',
      done: true,
    })
    expect(await hits(['anna@acme.example', 'anna.berg@acme.example', 'anna berg'])).toEqual([])
    expect((await product.say('owner', 'historik kontrollera')).data).toMatchObject({ intact: true })
  })

  it('is found out when a row of the audit was changed behind our back', async () => {
    await rows(product.database.db, sql`alter table audit disable trigger all`)
    await rows(product.database.db, sql`update audit set details = '{"mail": 1}' where id = 3`)
    await rows(product.database.db, sql`alter table audit enable trigger all`)
    expect((await product.say('owner', 'historik kontrollera')).data).toMatchObject({ intact: false, brokenAt: 3 })
    await expect(rows(product.database.db, sql`delete from audit where id = 1`)).rejects.toThrow()
  })
})

it('keeps addresses, names and tokens out of the log, also when something breaks', async () => {
  await rows(product.database.db, sql`alter table people rename to elsewhere`)
  const failed = await product.say('admin', 'verifiera Berg epost=anna.berg@acme.example')
  await rows(product.database.db, sql`alter table elsewhere rename to people`)
  expect(failed).toMatchObject({ tone: 'bad', data: { refused: 'failed' } })
  expect(logged.some((line) => line.includes(String(failed.data!.reference)))).toBe(true)
  expect(logged.filter((line) => /acme\.example|Berg|\/v\/[A-Za-z0-9_-]{10}/.test(line))).toEqual([])
})

/** The tables that still hold one of the words, with the word. */
async function hits(words: string[]): Promise<string[]> {
  const tables = await rows<{ name: string }>(
    product.database.db,
    sql`select table_name as name from information_schema.tables where table_schema = 'public'`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    for (const word of words) {
      const [row] = await rows<{ n: number }>(
        product.database.db,
        sql`select count(*)::int as n from ${sql.identifier(name)} t where position(${word} in replace(lower(t::text), 'anna bergström', '')) > 0`,
      )
      if (Number(row!.n)) found.push(`${name}: ${word}`)
    }
  }
  return found
}
