import { afterAll, beforeAll, expect, it } from 'vitest'
import { csv, header, type Product, startProduct } from '../../support/product.ts'
import { until } from '../../support/until.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct({ environment: { FOUR_EYES_ABOVE: '0' } })
}, 60_000)
afterAll(() => product.stop())

const file = (email: string) => [csv([header, `100;Acme AB;1;Anna;Berg;${email}`])]
const emailOf = async () => {
  const { data } = await product.say('owner', 'status 1 företag=100')
  return (data!.person as { email: string }).email
}

it('asks another human before many old addresses are told, and changes nothing until then', async () => {
  const first = await product.say('owner', 'importera', file('anna@acme.example'))
  expect(JSON.stringify(first.facts)).not.toContain('gamla adresser')
  expect((await product.say('owner', `bekräfta ${first.data!.plan}`)).data).toMatchObject({ state: 'done' })
  await product.say('admin', 'hjälp')
  await product.say('owner', 'verifiera 1 företag=100')
  await product.settled()

  const plan = await product.say('owner', 'importera', file('anna.ny@acme.example'))
  const { plan: code } = plan.data!
  expect(JSON.stringify(plan.facts)).toContain('gamla adresser')
  const asked = await product.say('owner', `bekräfta ${code}`)
  expect(asked.data).toMatchObject({ state: 'awaiting', notices: 1 })
  await until(async () => JSON.stringify(product.posts.map(({ card }) => card.buttons)).includes(`godkänn ${code}`))
  expect(await emailOf()).toBe('anna@acme.example')
  // Whoever may approve it can look at it, and be reminded.
  const shown = await product.say('admin', `utskick ${code}`)
  expect(shown.title).toBe('owner ber dig godkänna en import av 1 rad')
  expect(shown.buttons!.map((b) => 'say' in b && b.say)).toEqual([`godkänn ${code}`, `stoppa ${code}`])
  expect((await product.say('owner', `utskick ${code}`)).title).toMatch(/^Importen .* väntar på att någon annan/)
  product.posts.length = 0
  await product.say('owner', `påminn ${code}`)
  await until(async () => product.posts.some(({ card }) => card.title.startsWith('Påminnelse: owner väntar')))
  expect((await product.say('owner', `godkänn ${code}`)).data).toMatchObject({ refused: 'own_plan' })
  expect((await product.say('admin', `godkänn ${code}`)).data).toMatchObject({ state: 'done' })
  expect(await emailOf()).toBe('anna.ny@acme.example')
  expect((await product.say('admin', `godkänn ${code}`)).data).toMatchObject({ refused: 'used' })
})
