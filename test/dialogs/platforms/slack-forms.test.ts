import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { header } from '../../support/product.ts'
import { ADMIN, EMPLOYEE, OWNER, type SlackProduct, startSlack } from '../../support/slack/product.ts'
import { until } from '../../support/until.ts'

// Messages pass through the platform’s adapter, inbox and worker here, with waits of seconds.
vi.setConfig({ testTimeout: 90_000 })

let slack: SlackProduct
beforeAll(async () => {
  slack = await startSlack()
  await slack.importPeople([
    `${header};Enhet;Roll`,
    '100;Acme AB;001;Carl;Berg;carl@acme.example;Lager, norra;Chef',
    '200;Beta Bygg AB;0802;Ida;Lind;;Kontoret;Snickare',
    '200;Beta Bygg AB;0803;Bo;Ek;bo@beta.example;Kontoret;Snickare',
  ])
  await slack.people.write(OWNER, `roll ge <@${ADMIN}> admin företag=200`)
  await slack.hears(OWNER, /administratör/)
})
afterAll(async () => {
  await slack.stop()
  expect(slack.fake.violations).toEqual([])
})

const views = () => [...slack.fake.state.views.keys()]
async function opened(open: () => Promise<unknown>): Promise<string> {
  const before = views()
  await open()
  const found = await until(async () => views().find((id) => !before.includes(id)))
  return found!
}
const form = (user: string) => opened(() => slack.people.shortcut(user, 'choose_accounts'))

describe('the lists of the filter form', () => {
  it('offer what there is, for what is typed', async () => {
    const id = await form(OWNER)
    expect(await slack.people.options(OWNER, id, 'filter:företag')).toEqual([
      { text: 'Acme AB (100)', value: '100' },
      { text: 'Beta Bygg AB (200)', value: '200' },
    ])
    expect(await slack.people.options(OWNER, id, 'filter:företag', 'bygg')).toHaveLength(1)
    expect(await slack.people.options(OWNER, id, 'filter:enhet', 'norra')).toEqual([
      { text: 'Lager, norra', value: 'Lager, norra' },
    ])
    expect(await slack.people.options(OWNER, id, 'filter:roll', 'x')).toEqual([])
  })

  it('offer nobody anything beyond their rights', async () => {
    const id = await form(ADMIN)
    expect((await slack.people.options(ADMIN, id, 'filter:företag')).map(({ value }) => value)).toEqual(['200'])
    expect((await slack.people.options(ADMIN, id, 'filter:enhet')).map(({ value }) => value)).toEqual(['Kontoret'])
    for (const field of ['filter:företag', 'filter:enhet', 'filter:roll'])
      expect(await slack.people.options(EMPLOYEE, id, field)).toEqual([])
  })

  it('lead to the plan for what was chosen', async () => {
    const id = await form(OWNER)
    const values = { 'filter:enhet': { type: 'multi_external_select', selected_options: [{ value: 'Lager, norra' }] } }
    expect((await slack.people.submit(OWNER, id, values)).errors).toEqual({})
    await slack.hears(OWNER, /bekräfta [A-Z0-9]{4}/)
    expect(slack.seen(OWNER).text).toContain('1 person')
  })
})

describe('the form of a person’s address', () => {
  const typed = (value: string) => ({ input: { type: 'plain_text_input', value } })

  it('shows what is wrong with it, and mails the right one', async () => {
    await slack.people.write(ADMIN, 'status 0802 företag=200')
    const card = await slack.hears(ADMIN, 'Lägg till adress')
    const id = await opened(() => slack.people.press(ADMIN, card, 'Lägg till adress'))
    const before = slack.fake.state.messages.length
    const { errors, took } = await slack.people.submit(ADMIN, id, typed('ida.lind'))
    expect(Object.keys(errors)).toEqual(['input'])
    expect(errors.input).toMatch(/ida\.lind/)
    expect(took).toBeLessThan(2_200)
    expect(slack.fake.state.messages.length).toBe(before)
    expect((await slack.people.submit(ADMIN, id, typed('ida.lind@beta.example'))).errors).toEqual({})
    await until(async () => (await slack.settled()).some(({ to }) => to === 'ida.lind@beta.example'))
  })

  it('of somebody outside the scope is refused in the form', async () => {
    await slack.people.write(OWNER, 'status 001 företag=100')
    const card = await slack.hears(OWNER, 'Byt adress')
    const id = await opened(() => slack.people.press(ADMIN, card, 'Byt adress'))
    const { errors } = await slack.people.submit(ADMIN, id, typed('min.egen@beta.example'))
    expect(Object.keys(errors)).toEqual(['input'])
    expect((await slack.settled()).some(({ to }) => to === 'min.egen@beta.example')).toBe(false)
  })
})
