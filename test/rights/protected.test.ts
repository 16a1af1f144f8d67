import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rows } from '../../src/db/open.ts'
import { auditCheck } from '../../src/verification/provider/differences.ts'
import { csv, header, type Product, startProduct } from '../support/product.ts'
import { actAs } from '../support/service.ts'

/**
 * An admin of everything, who is no owner, must not learn that a protected person exists: whatever is said about one is
 * answered as if nobody were there.
 */
let product: Product
const hidden = { number: '77', address: 'hemlig@acme.example' }
const load = async (as: string, lines: string[], columns = header) => {
  const plan = await product.say(as, 'importera', [csv([columns, ...lines])])
  const done = plan.data!.plan ? await product.say(as, `bekräfta ${plan.data!.plan}`) : plan
  return { plan, done, code: String(plan.data!.plan) }
}
const person = async (number: string) => {
  const [found] = await rows(
    product.database.db,
    sql`select given_name, family_name, email, unit, active, protected, verified_at, updated_at from people where number = ${number}`,
  )
  return found
}

beforeAll(async () => {
  product = await startProduct()
  await load('owner', ['100;Acme AB;1;Anna;Berg;anna@acme.example'])
  await load('owner', [`100;Acme AB;${hidden.number};Hemlig;Person;${hidden.address};Ja`], `${header};Skyddad`)
  await product.database.db.execute(sql`update people set verified_at = now() where number = ${hidden.number}`)
})
afterAll(() => product.stop())

describe('a file of an admin that names a protected person', () => {
  it('changes nothing of the person, and is answered as if it had made a new one', async () => {
    const before = await person(hidden.number)
    const line = (number: string, name: string) => `100;Acme AB;${number};${name};Ny;${name}@acme.example;Lager;Nej`
    const columns = `${header};Enhet;Aktiv`
    for (const outcome of ['created', 'unchanged']) {
      const theirs = await load('admin', [line(hidden.number, 'cilla')], columns)
      const nobodys = await load('admin', [line('78', 'didrik')], columns)
      expect(theirs.plan.data!.outcomes).toEqual({ [outcome]: 1 })
      expect(theirs.done.data!.outcomes).toEqual(nobodys.done.data!.outcomes)
      const told = (card: typeof theirs.plan, code: string) =>
        JSON.stringify(card)
          .replaceAll(code, '…')
          .replaceAll(/77|78/g, '…')
          .replaceAll(/cilla|didrik/g, '…')
      expect(told(theirs.plan, theirs.code)).toBe(told(nobodys.plan, nobodys.code))
      expect(told(theirs.done, theirs.code)).toBe(told(nobodys.done, nobodys.code))
    }
    const changed = await load('admin', [line(hidden.number, 'ella')], columns)
    expect(changed.done.data!.outcomes).toEqual({ updated: 1 })
    expect(await person(hidden.number)).toEqual(before)
  })

  it('is listed by the company’s name in any case, also of Å, Ä and Ö', async () => {
    await load('owner', ['300;Lövås Åkeri;93;Hemlig;Fem;;Ja'], `${header};Skyddad`)
    await load('admin', ['300;Lövås Åkeri;93;Siv;Ny;siv@lovas.example'])
    const plan = await product.say('admin', 'importera', [csv([header, ';LÖVÅS ÅKERI;93;Siv;Ny;siv@lovas.example'])])
    expect(JSON.stringify(await product.say('admin', `lista import=${plan.data!.plan}`))).toContain('Siv Ny')
  })

  it('is shown to the owner as a proposal, and goes when the protection ends', async () => {
    const card = await product.say('owner', `status ${hidden.number}`)
    expect(JSON.stringify(card.facts)).toContain('ella@acme.example')
    expect(JSON.stringify(await product.say('owner', `historik ${hidden.number}`))).toContain('import.propose')
    await load('owner', ['100;Acme AB;90;Bo;Ek;;Ja'], `${header};Skyddad`)
    await load('admin', ['100;Acme AB;90;Bosse;Ek;'])
    await load('owner', ['100;Acme AB;90;Bo;Ek;;Nej'], `${header};Skyddad`)
    const left = await rows(
      product.database.db,
      sql`select * from proposals r join people p on p.id = r.person_id where p.number = '90'`,
    )
    expect(left).toEqual([])
  })

  it('is warned about as if it had made a new one, also of a domain that only protected people have', async () => {
    await load('owner', ['100;Acme AB;81;Hemlig;Tre;h@dold.example;Ja'], `${header};Skyddad`)
    const warnings = async (number: string, domain: string) => {
      const { plan } = await load('admin', [`100;Acme AB;${number};Gun;Ny;g${number}@${domain}`])
      return JSON.stringify([plan.facts, plan.text]).replaceAll(number, '…').replaceAll(domain, '…')
    }
    const nobodys = await warnings('82', 'annan.example')
    expect(nobodys).toMatch(/….*domän|domän.*…/i)
    expect(await warnings('81', 'egen.example')).toBe(nobodys)
    expect(await warnings('83', 'dold.example')).toBe(nobodys)
    // Both are known in the company from then on.
    const known = await warnings('84', 'annan.example')
    expect(known).not.toBe(nobodys)
    expect(await warnings('85', 'egen.example')).toBe(known)
  })

  it('does not tell of the person by a number that differs by zeros, nor takes that for zeros that were lost', async () => {
    const columns = `${header};Skyddad`
    await load('owner', ['100;Acme AB;00881;Hemlig;Fyra;;Ja', '100;Acme AB;00891;Bo;Ek;;Nej'], columns)
    const told = async (number: string, name: string) => {
      const lines = [`100;Acme AB;${number};${name};Fyra;`, '100;Acme AB;891;Nina;Falk;']
      const { text, facts, rows } = await product.say('admin', 'importera', [csv([header, ...lines])])
      return JSON.stringify([text, facts, rows]).replaceAll(number, '…')
    }
    for (const name of ['Hemlig', 'Gun']) expect(await told('881', name)).toBe(await told('882', name))
  })

  it('does not tell of the person by an address, be the name theirs or another', async () => {
    await load('owner', ['100;Acme AB;00885;Hemlig;Fem;fem@acme.example;Ja'], `${header};Skyddad`)
    const told = async (name: string, address: string) => {
      const file = csv([header, `100;Acme AB;X1;${name};Fem;${address}@acme.example`])
      const { text, facts, rows, buttons } = await product.say('admin', 'importera', [file])
      return JSON.stringify([text, facts, rows, buttons?.map(({ label }) => label)])
    }
    for (const name of ['Hemlig', 'Gun']) expect(await told(name, 'fem')).toBe(await told(name, 'fri'))
  })

  it('may give the address of a protected person to somebody else, as if it were free', async () => {
    const { done } = await load('admin', [`100;Acme AB;79;Frida;Ny;${hidden.address}`])
    expect(done.data!.outcomes).toEqual({ created: 1 })
    const admins = await product.say('admin', 'verifiera konton företag=100 epost=hemlig@acme.example')
    expect(admins.data).toMatchObject({ matching: 1, mail: 1, leftOut: {} })
    const owners = await product.say('owner', 'verifiera konton företag=100 epost=hemlig@acme.example')
    expect(owners.data).toMatchObject({ matching: 1, mail: 0, leftOut: { shared_email: 1 } })
    const one = await product.say('admin', `verifiera 1 epost=${hidden.address}`)
    expect(one.data!.refused).not.toBe('email_taken')
  })
})

describe('whatever else an admin may ask', () => {
  const strip = (card: unknown, typed: string[]) =>
    typed.reduce((text, word) => text.replaceAll(word, '…'), JSON.stringify(card))

  it.each([
    ['status 77', 'status 76'],
    ['verifiera 77', 'verifiera 76'],
    ['historik 77', 'historik 76'],
    ['koppla från 77', 'koppla från 76'],
    ['lista 77', 'lista 76'],
    ['exportera Person', 'exportera Perzon'],
    ['status hemlig@acme.example företag=100 enhet=Lager', 'status hemsk@acme.example företag=100 enhet=Lager'],
  ])('%s is answered like %s', async (theirs, nobodys) => {
    const words = (line: string) => line.split(/[ =]/).slice(1)
    const one = strip(await product.say('admin', theirs), words(theirs))
    expect(one).toBe(strip(await product.say('admin', nobodys), words(nobodys)))
  })

  it('the history of admins has no entry about a protected person, not even an id', async () => {
    const [{ id } = { id: 0 }] = await rows<{ id: number }>(
      product.database.db,
      sql`select id from people where number = ${hidden.number}`,
    )
    await product.say('owner', `verifiera ${hidden.number} epost=ny.hemlig@acme.example`)
    const idsIn = (card: { data?: Record<string, unknown> }) =>
      (card.data!.events as { personId: number | null }[]).map((e) => Number(e.personId))
    expect(idsIn(await product.say('owner', 'historik'))).toContain(Number(id))
    expect(idsIn(await product.say('admin', 'historik'))).not.toContain(Number(id))
    const file = await product.say('admin', 'historik exportera')
    const text = new TextDecoder().decode((file.files![0] as { bytes: Uint8Array }).bytes)
    expect(text).not.toContain(`;${id};`)
  })

  it('the history of admins has nothing of a plan about a protected person that was given up, nor of a count of all', async () => {
    const seen = async (as: string) => {
      const { events } = (await product.say(as, 'historik')).data as { events: { action: string; code: string }[] }
      return events.map(({ action, code }) => `${action} ${code}`)
    }
    const erasing = String((await product.say('owner', `radera ${hidden.number}`)).data!.plan)
    await product.say('owner', `stoppa ${erasing}`)
    await auditCheck(await actAs(product.app.service), { looked: 3, differ: 0 })
    expect(await seen('owner')).toEqual(
      expect.arrayContaining([`erase.cancel ${erasing}`, expect.stringMatching(/^connections\.check/)]),
    )
    const admins = (await seen('admin')).join('\n')
    expect(admins).not.toContain(erasing)
    expect(admins).not.toContain('connections.check')
    // Of anybody else, both halves are told.
    const plain = String((await product.say('owner', 'radera 78')).data!.plan)
    await product.say('owner', `stoppa ${plain}`)
    expect(await seen('admin')).toEqual(expect.arrayContaining([`erase.plan ${plain}`, `erase.cancel ${plain}`]))
  })

  it('the history of admins has nothing of what others were refused about a protected person', async () => {
    const code = String((await product.say('owner', `radera ${hidden.number}`)).data!.plan)
    expect((await product.say('operator', `bekräfta ${code}`)).data!.refused).toBe('not_yours')
    const events = async () => JSON.stringify((await product.say('admin', 'historik')).data)
    expect(JSON.stringify((await product.say('owner', 'historik')).data)).toContain('"refused"')
    expect(await events()).not.toContain(code)
    // Nor whether a code that the admin has guessed is one: both are told.
    for (const guess of ['ZZZZ', code]) {
      await product.database.db.execute(sql`delete from refusals`)
      expect((await product.say('admin', `bekräfta ${guess}`)).data!.refused).toBe('unknown_code')
      expect(await events()).toContain(guess)
    }
    await product.say('owner', `stoppa ${code}`)
  })

  it('the code of a plan about a protected person is one that nobody was given', async () => {
    await product.database.db.execute(
      sql`update people set connected_at = now(), connected_by = 'link' where number = ${hidden.number}`,
    )
    const plan = await product.say('owner', `koppla från ${hidden.number}`)
    const code = String(plan.data!.plan)
    const seen = await product.say('owner', 'verifiera konton igen=ja epost=@acme.example')
    for (const word of ['bekräfta', 'stoppa', 'godkänn', 'historik']) {
      const theirs = await product.say('admin', `${word} ${code}`)
      const nobodys = await product.say('admin', `${word} ZZZZ`)
      expect(strip(theirs, [code])).toBe(strip(nobodys, ['ZZZZ']))
    }
    if (seen.data!.plan)
      expect((await product.say('admin', `bekräfta ${seen.data!.plan}`)).data!.refused).toBe('not_yours')
  })
})
