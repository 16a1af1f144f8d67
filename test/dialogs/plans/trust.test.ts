import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rows } from '../../../src/db/open.ts'
import { claimDeliveries } from '../../../src/verification/delivery/claims/claim.ts'
import { pauseIfRestored } from '../../../src/verification/records/restored.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct({ idle: true })
  // As at the start of a process: nothing is claimed in a database at which nobody has looked.
  await pauseIfRestored(product.app.service)
  const file = csv([header, '100;Acme AB;1;Anna;Berg;anna@acme.example', '100;Acme AB;2;Bo;Ek;bo@beta.example'])
  const plan = await product.say('owner', 'importera', [file])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
})
afterAll(() => product.stop())

const trust = () =>
  product.database.db.execute(
    sql`insert into verified_domains (domain, challenge, proved_at, created_at) values ('acme.example', 'x', now(), now())`,
  )
const reasons = () =>
  rows(product.database.db, sql`select action, state, reason from deliveries order by send_id, person_id`)

it('a plan whose direct connections are no longer trusted is shown anew instead', async () => {
  await trust()
  const plan = await product.say('owner', 'verifiera konton')
  expect(plan.data).toMatchObject({ mail: 1, direct: 1 })
  await product.say('owner', 'domän ta bort acme.example')
  const fresh = await product.say('owner', `bekräfta ${plan.data!.plan}`)
  expect(fresh.data).toMatchObject({ mail: 2, direct: 0 })
  expect(await reasons()).toEqual([])
})

it('a delivery of a domain that was removed after the confirm connects nobody', async () => {
  await trust()
  const plan = await product.say('owner', 'verifiera konton')
  expect((await product.say('owner', `bekräfta ${plan.data!.plan}`)).data).toMatchObject({ state: 'running', total: 2 })
  await product.say('owner', 'domän ta bort acme.example')
  const claim = { worker: 'w', count: 10, lease: 60, domain: 'verifiera.example' }
  const claimed = await claimDeliveries(product.app.service, claim)
  expect(claimed.map(({ action }) => action)).toEqual(['mail'])
  expect(await reasons()).toContainEqual({ action: 'direct', state: 'skipped', reason: 'domain_removed' })
})
