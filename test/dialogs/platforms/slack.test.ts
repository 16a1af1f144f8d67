import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { header } from '../../support/product.ts'
import { findButton, wordsOf } from '../../support/slack/people.ts'
import {
  ADMIN,
  CHANNEL,
  confirmOf,
  EMPLOYEE,
  OWNER,
  type SlackProduct,
  startSlack,
} from '../../support/slack/product.ts'

// Messages pass through the platform’s adapter, inbox and worker here, with waits of seconds.
vi.setConfig({ testTimeout: 90_000 })

let product: SlackProduct

beforeAll(async () => {
  product = await startSlack()
})
afterAll(async () => {
  await product.stop()
  expect(product.fake.violations).toEqual([])
  expect(product.people.deliveries.every(({ status }) => status === 200)).toBe(true)
})

const rows = [
  header,
  '100;Acme AB;00217;Anna;Berg;anna@acme.example',
  ...Array.from({ length: 40 }, (_, at) => `100;Acme AB;1${at};Person;*${at}*;p${at}@acme.example`),
  '100;Acme AB;00219;Cecilia;<!channel>;inte en adress',
]

describe('the whole way in Slack', () => {
  it('an owner imports a file sent in a direct message', async () => {
    await product.importPeople(rows)
    expect(wordsOf(product.seen(OWNER).blocks)).toContain('42')
  })

  it('gives a colleague the role of admin', async () => {
    await product.people.write(OWNER, `roll ge <@${ADMIN}> admin`)
    await product.hears(OWNER, /roll|admin/i)
    await product.people.write(ADMIN, 'status företag=Acme')
    await product.hears(ADMIN, 'ej skickad')
  })

  it('plans by slash in a channel: the card goes to the admin alone, a pointer stays', async () => {
    await product.people.slash(ADMIN, 'konton företag=Acme', CHANNEL)
    const plan = await product.hears(ADMIN, 'bekräfta')
    expect(plan.to).toBeUndefined()
    expect((await product.hears(ADMIN, 'direktmeddelande', CHANNEL)).to).toBe(ADMIN)
    expect(product.fake.state.messages.filter((m) => m.channel === CHANNEL && !m.to)).toEqual([])
    expect(findButton(plan.blocks, confirmOf(plan)).button.text.text).toContain('41')
    expect((await product.settled()).length).toBe(0)
  })

  it("answers a stranger's press, harmlessly; three presses at once are one send; progress becomes the result", async () => {
    const plan = await product.hears(ADMIN, 'bekräfta')
    const confirm = confirmOf(plan)
    await product.people.press(EMPLOYEE, plan, confirm)
    expect((await product.hears(EMPLOYEE, '⛔', plan.channel)).to).toBe(EMPLOYEE)
    expect(plan.updates).toBe(0)
    expect(await product.settled()).toEqual([])

    await Promise.all([1, 2, 3].map(() => product.people.press(ADMIN, plan, confirm)))
    await expect.poll(async () => (await product.settled()).length, { timeout: 15_000 }).toBeGreaterThanOrEqual(41)
    const mails = await product.settled()
    expect(new Set(mails.map((mail) => mail.to)).size).toBe(41)
    expect(mails).toHaveLength(41)
    await expect
      .poll(() => wordsOf(product.fake.state.find(plan.channel, plan.ts)!.blocks), { timeout: 15_000 })
      .toContain('41 av 41')
  })

  it('says to an employee what is theirs, and mails a new link when asked', async () => {
    await product.people.write(EMPLOYEE, 'skicka länk')
    await product.hears(EMPLOYEE, /länk/i)
    await expect.poll(async () => (await product.settled()).length, { timeout: 15_000 }).toBe(42)
    const mails = await product.settled()
    expect(mails.filter((mail) => mail.to === 'anna@acme.example')).toHaveLength(2)
  })

  it('shows an admin the company and the sends on the home page, an employee what concerns them', async () => {
    await product.people.openHome(ADMIN)
    await expect.poll(() => product.fake.state.homes.has(ADMIN), { timeout: 15_000 }).toBe(true)
    expect(wordsOf(product.fake.state.homes.get(ADMIN).blocks)).toContain('Verifiera konton …')
    await product.people.openHome(EMPLOYEE)
    await expect.poll(() => product.fake.state.homes.has(EMPLOYEE), { timeout: 15_000 }).toBe(true)
    expect(findButton(product.fake.state.homes.get(EMPLOYEE).blocks, 'skicka länk').button.value).toBe('skicka länk')
  })
})
