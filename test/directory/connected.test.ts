import { mkdtempSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Card } from '#bot'
import { readConfig } from '../../src/config/config.ts'
import { rows } from '../../src/db/open.ts'
import { createScim } from '../../src/directory/scim.ts'
import { openInstallation } from '../../src/runtime/installation.ts'
import { serverDatabase } from '../support/database/database.ts'
import { type Asked, type ScimServer, startScim } from '../support/network/scim.ts'
import { csv, header, type Product, startProduct } from '../support/product.ts'
import { until } from '../support/until.ts'

let server: ScimServer
let product: Product
const lines: string[] = []
beforeAll(async () => {
  server = await startScim()
  product = await startProduct({ directory: createScim({ ...server, now: Date.now }), log: (line) => lines.push(line) })
  const plan = await product.say('owner', 'importera', [
    csv([header, '100;Acme AB;00217;Anna;Berg;anna@acme.example', '100;Acme AB;00218;Bo;Ek;bo@acme.example']),
  ])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
})
afterAll(async () => {
  await product.stop()
  await server.stop()
})

const confirmed = async (line: string) => {
  const card = await product.say('owner', line)
  return product.say('owner', `bekräfta ${card.data!.plan}`)
}
const status = (email: string) => product.say('admin', `status ${email}`)
const words = (card: Card) => JSON.stringify(card)
const state = async (email: string) => {
  const { data } = await status(email)
  return (data!.person as { state: string }).state
}
const refusing = (status: number) => (_: Asked, response: ServerResponse) => {
  response.writeHead(status).end('{"detail":"bo@acme.example"}')
  return true
}
const press = async (email: string) => product.app.page.verify(await product.linkTo(email))

describe('whoever presses the button', () => {
  it('is connected at the identity provider', async () => {
    await confirmed('verifiera konton företag=Acme')
    await product.settled()
    expect(server.asked).toEqual([])
    expect(await press('anna@acme.example')).toMatchObject({ state: 'used', connected: true })
    expect([...server.users.values()]).toEqual([
      expect.objectContaining({ externalId: 'verifiera:100:00217', userName: 'anna@acme.example', active: true }),
    ])
    expect(await state('anna@acme.example')).toBe('connected')
  })

  it('is not connected while the provider refuses, and is when it does no longer', async () => {
    server.instead = refusing(401)
    expect(await press('bo@acme.example')).toMatchObject({ state: 'used', connected: false })
    await until(async () => (await state('bo@acme.example')) === 'connect_failed')
    const [row] = await rows<{ error: string }>(
      product.database.db,
      sql`select connect_error as error from people where email = 'bo@acme.example'`,
    )
    expect(row!.error).toBe('The identity provider refuses the token (401)')
    server.instead = undefined
    await rows(product.database.db, sql`update people set connect_next_at = now() where connect_next_at is not null`)
    await until(async () => (await state('bo@acme.example')) === 'connected')
    expect([...server.users.values()].map(({ userName }) => userName)).toEqual(['anna@acme.example', 'bo@acme.example'])
  })

  it('is disconnected there first, and stays connected until that is done', async () => {
    server.instead = refusing(503)
    expect((await confirmed('koppla från anna@acme.example')).data).toMatchObject({ kind: 'disconnect', done: true })
    await until(async () => words(await status('anna@acme.example')).includes('tillfälligt fel'))
    expect(await state('anna@acme.example')).toBe('connected')
    const asked = await product.say('owner', 'koppla från anna@acme.example')
    expect(asked.data).toMatchObject({ refused: 'removal_under_way' })
    server.instead = undefined
    await rows(product.database.db, sql`update disconnects set next_at = now()`)
    await until(async () => (await state('anna@acme.example')) === 'not_sent')
    expect([...server.users.values()].map(({ active }) => active)).toEqual([false, true])
  })

  it('stays connected where the removal is refused for good, and whoever asked is told why', async () => {
    server.instead = refusing(400)
    await confirmed('koppla från bo@acme.example')
    await until(async () => product.posts.some(({ card }) => words(card).includes('Visma Connect svarade med ett fel')))
    expect(product.posts.at(-1)!.card).toMatchObject({ title: 'Kopplingen finns kvar' })
    server.instead = undefined
    expect(await state('bo@acme.example')).toBe('connected')
    expect(words(await status('bo@acme.example'))).toContain('nekades av Visma Connect')
  })

  it('with an address of a proved domain is connected before the letter, or gets none', async () => {
    await rows(
      product.database.db,
      sql`insert into verified_domains (domain, challenge, proved_at, created_at) values ('direkt.example', 'x', now(), now())`,
    )
    server.put({ userName: 'dan@direkt.example', externalId: 'hr-4' })
    const plan = await product.say('owner', 'importera', [
      csv([header, '200;Beta AB;1;Cia;Ask;cia@direkt.example', '200;Beta AB;2;Dan;Alm;dan@direkt.example']),
    ])
    await product.say('owner', `bekräfta ${plan.data!.plan}`)
    const sent = await confirmed('verifiera konton företag=Beta')
    const mails = await product.settled()
    expect(mails.map(({ to }) => to).filter((to) => to.endsWith('@direkt.example'))).toEqual(['cia@direkt.example'])
    const { data } = await product.say('owner', `utskick ${sent.data!.send}`)
    expect(data).toMatchObject({ state: 'done', total: 2, sent: 0, direct: 1, failed: 1 })
    expect(await state('cia@direkt.example')).toBe('connected')
    expect([...server.users.values()].at(-1)).toMatchObject({ externalId: 'verifiera:200:1', active: true })
  })

  it('is named in no line of the log, nor is the token', () => {
    expect(lines.join('\n')).toContain('refuses the token')
    expect(lines.join('\n')).not.toMatch(/@(acme|direkt)\.example|token-of-the-tests/)
  })
})

it('is what SCIM_URL and SCIM_TOKEN turn on', async () => {
  const database = await serverDatabase()
  const config = readConfig({
    DATABASE_URL: database.url,
    DATA_DIR: mkdtempSync(join(inject('scratch'), 'scim-')),
    SCIM_URL: `${server.url}/`,
    SCIM_TOKEN: server.token,
  })
  const installation = await openInstallation(config)
  const person = { id: 1, companyNumber: '1', number: '2', email: 'cia@acme.example', givenName: '', familyName: '' }
  expect(await installation.directory.connect({ ...person, language: null })).toMatchObject({ ok: true })
  expect([...server.users.values()].at(-1)).toMatchObject({ externalId: 'verifiera:1:2', active: true })
  await installation.database.close()
  await database.drop()
})
