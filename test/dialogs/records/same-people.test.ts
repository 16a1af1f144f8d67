import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { csv, header, type Product, startProduct } from '../../support/product.ts'

// Making a database takes seconds, and much longer on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let product: Product
beforeAll(async () => {
  product = await startProduct({ idle: true })
  const lines = [
    ...[1, 2, 3].flatMap((i) => [
      `100;Acme AB;${i};Åsa${i};Ek;asa${i}@acme.example`,
      `200;Beta AB;7${i};åsa${i};EK;Asa${i}@acme.example`,
    ]),
    '300;Gamma AB;73;Åsa3;Ek;asa3@acme.example',
    // Another name, another address, twice in one company, and somebody protected.
    '100;Acme AB;11;Kassan;Ett;kassan@acme.example',
    '200;Beta AB;12;Kassan;Två;kassan@acme.example',
    '100;Acme AB;13;Bo;Berg;bo@acme.example',
    '200;Beta AB;14;Bo;Berg;bo@beta.example',
    '100;Acme AB;15;Li;Lund;li@acme.example',
    '100;Acme AB;16;Li;Lund;li@acme.example',
    '100;Acme AB;17;Per;Hemlig;per@acme.example',
    '200;Beta AB;18;Per;Hemlig;per@acme.example',
  ]
  const planned = await product.say('owner', 'importera', [csv([header, ...lines])])
  await product.say('owner', `bekräfta ${planned.data!.plan}`)
  await product.app.service.db.execute(sql`update people set protected = true where number = '18'`)
})
afterAll(() => product.stop())

const shared = async () => {
  const { data } = await product.say('owner', 'verifiera konton')
  if (data!.plan) await product.say('owner', `stoppa ${data!.plan}`)
  return (data!.leftOut as Record<string, number>).shared_email
}

describe('people with the same name and address in several companies', () => {
  it('are offered together, and joined by one confirm', async () => {
    expect((await product.say('admin', 'samma person alla')).data!.refused).toBe('not_allowed')
    expect(await shared()).toBe(12)
    const one = await product.say('owner', 'samma person alla företag=300')
    expect(one.data).toMatchObject({ humans: 1, records: 3 })
    await product.say('owner', `stoppa ${one.data!.plan}`)
    const plan = await product.say('owner', 'samma person alla')
    expect(plan.data).toMatchObject({ humans: 3, records: 7 })
    // `kassan@` has two names; `li@` is in one company alone, and of `per@` one is protected.
    expect(plan.text).toContain('En adress delas av poster med olika namn och är inte med.')
    expect(plan.rows!.body[2]).toEqual([
      'Åsa3 Ek\nasa3@acme.example',
      '3 Acme AB (100)\n73 Beta AB (200)\n73 Gamma AB (300)',
    ])
    expect((await product.say('owner', 'ja')).rows).toEqual(plan.rows)
    // Whoever gets another address meanwhile is left out.
    await product.say('owner', 'verifiera 72 företag=200 epost=annan@beta.example')
    const done = await product.say('owner', `bekräfta ${plan.data!.plan}`)
    expect(done).toMatchObject({ tone: 'warning', data: { kind: 'same', done: true, humans: 2, records: 5 } })
    expect(done.title).toBe('Sparat: 2 personer har 5 poster som räknas som deras')
    expect(done.text).toContain('1 person lämnades utanför')
    expect(await shared()).toBe(5)
    const none = await product.say('owner', 'samma person alla')
    expect(none.data).toEqual({ plan: null, humans: 0 })
    expect(none.text).toContain('En adress')
  })

  it('are offered where letters are refused because of it, and joined without those who are erased meanwhile', async () => {
    const lines = ['400', '500', '600'].flatMap((company, i) => [
      `${company};Nr ${company} AB;1;Mia;Alm;mia@nr.example`,
      ...(i < 2 ? [`${company};Nr ${company} AB;2;Nils;Ask;nils@nr.example`] : []),
    ])
    const imported = await product.say('owner', 'importera', [csv([header, ...lines])])
    await product.say('owner', `bekräfta ${imported.data!.plan}`)
    const refused = await product.say('owner', 'verifiera konton företag=400')
    expect(refused.buttons).toContainEqual({ label: 'Är några samma person?', say: 'samma person alla' })
    expect(JSON.stringify((await product.say('admin', 'verifiera konton')).buttons)).not.toContain('samma person')
    const plan = await product.say('owner', 'samma person alla företag=400')
    expect(plan.data).toMatchObject({ humans: 2, records: 5 })
    const erasing = await product.say('owner', 'radera 1 företag=600')
    await product.say('owner', `bekräfta ${erasing.data!.plan}`)
    const done = await product.say('owner', `bekräfta ${plan.data!.plan}`)
    expect(done.data).toMatchObject({ humans: 1, records: 2 })
    const [send, again] = done.buttons as { say: string }[]
    expect((await product.say('owner', send!.say)).data).toMatchObject({ mail: 1 })
    expect((await product.say('owner', again!.say)).data).toMatchObject({ humans: 1, records: 2 })
  })
})
