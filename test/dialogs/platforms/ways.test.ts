import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { csv, header, type Product, startProduct } from '../../support/product.ts'
import { ways } from '../../support/ways/way.ts'

// Microsoft's packages take seconds to load.
vi.setConfig({ testTimeout: 60_000 })

const people = csv([
  header,
  '100;Acme AB;00217;Anna;Berg;anna.berg@acme.example',
  '200;Åkeri & Söner;00218;Björn;<Åkesson>;bjorn+flex@acme.example',
  '100;Acme AB;00219;Cecilia;Ek;inte en adress',
  '100;Acme AB;00222;Fredrik;Lind;',
])

/** The main job in every chat. `npm run ways` holds all dialogs in each of them. */
describe.each(ways)('%s', (way) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct({ way })
  })
  afterAll(() => product.stop())

  it('imports, plans, confirms and mails', async () => {
    const file = await product.say('owner', 'importera', [people])
    expect(file.data).toMatchObject({ rows: 4, outcomes: { created: 3, invalid_email: 1 } })
    const done = await product.say('owner', `bekräfta ${file.data!.plan}`)
    expect(done.data).toMatchObject({ rows: 4 })
    const plan = await product.say('admin', 'verifiera konton företag="Åkeri & Söner",Acme')
    expect(plan.data).toMatchObject({ matching: 4, mail: 2, leftOut: { missing_email: 2 } })
    await product.say('admin', `bekräfta ${plan.data!.plan}`)
    const mails = await product.settled()
    expect(mails.map(({ to }) => to).sort()).toEqual(['anna.berg@acme.example', 'bjorn+flex@acme.example'])
    expect((await product.say('admin', `utskick ${plan.data!.plan}`)).data).toMatchObject({ state: 'done', sent: 2 })
  })

  it('stores an address as it was typed, and finds people by name and by address', async () => {
    const stored = await product.say('owner', 'verifiera 00222 företag=100 epost=Fredrik.Lind@acme.example')
    expect(stored.data?.refused).toBeUndefined()
    for (const line of ['status fredrik.lind@acme.example', 'status 00222', 'status "Fredrik Lind"'])
      expect((await product.say('owner', line)).data).toMatchObject({ person: { number: '00222' } })
  })

  it('answers what it refuses or does not understand', async () => {
    expect((await product.say('owner', 'verfiera kontn')).data).toMatchObject({ refused: 'unknown_command' })
    expect((await product.say('owner', 'bekräfta ZZZZ')).data!.refused).toBeTruthy()
    expect((await product.say('employee:nobody@acme.example', 'verifiera konton')).data!.refused).toBe('not_allowed')
    expect((await product.said('owner', 'help', { language: 'en' })).card.title).toMatch(/\w/)
  })
})
