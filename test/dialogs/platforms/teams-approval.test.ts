import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { csv, header } from '../../support/product.ts'
import { anna, mentioned, type Person } from '../../support/teams/activities.ts'
import { startTeams, type TeamsDialog } from '../../support/teams/dialog.ts'
import type { Shown } from '../../support/teams/shown.ts'
import { until } from '../../support/until.ts'

// Messages pass through the platform’s adapter, inbox and worker here, with waits of seconds.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })

let dialog: TeamsDialog
let bo: Person
let eva: Person
beforeAll(async () => {
  dialog = await startTeams([anna], { environment: { FOUR_EYES_ABOVE: '2' } })
  dialog.cloud.members.set(anna.id, { ...anna, email: 'anna@acme.example', userRole: 'user' })
  bo = dialog.person('bo', 'bo@acme.example')
  eva = dialog.person('eva', 'eva@acme.example')
  const people = [1, 2, 3].map((n) => `100;Acme AB;00${n};Carl;Nr${n};carl${n}@acme.example`)
  const file = await dialog.say(anna, 'importera', csv([header, ...people]))
  await dialog.press(anna, file, 'Importera 3, skapa 1 företag')
  await becomes(file, /Importen är klar/)
  for (const one of [bo, eva])
    await dialog.say(anna, `roll ge teams:${dialog.cloud.config.tenants[0]}/${one.aadObjectId} admin`)
  await dialog.say(bo, 'hjälp')
  // Eva has only written in a channel.
  await dialog.send(mentioned(dialog.cloud.url, eva, 'hjälp'))
  await until(
    () => dialog.count(`a:${eva.id}`) > 0 || dialog.count('19:general@thread.tacv2;messageid=1700000000000') > 0,
  )
})
afterAll(() => dialog.stop())

async function becomes(message: Shown, words: RegExp): Promise<Shown> {
  await until(async () => words.test(dialog.now(message).words), Boolean, 20)
  return dialog.now(message)
}

async function ask(): Promise<{ plan: Shown; bos: Shown; evas: Shown }> {
  const before = [bo, eva].map((one) => dialog.count(`a:${one.id}`))
  const plan = await dialog.say(anna, 'verifiera konton igen=ja')
  await dialog.press(anna, plan, 'Be om godkännande (3)')
  const [bos, evas] = await Promise.all([bo, eva].map((one, n) => dialog.newest(`a:${one.id}`, before[n]!)))
  return { plan, bos: bos!, evas: evas! }
}
const says = (message: Shown) => dialog.now(message).buttons.map(({ say }) => say.split(' ')[0])

describe('a plan that somebody else has to approve, in Teams', () => {
  it('refused by one: every card says by whom, and keeps no button that decides', async () => {
    const { plan, bos, evas } = await ask()
    expect(says(bos)).toEqual(['godkänn', 'stoppa', 'lista'])
    await becomes(plan, /eva, sedan/)
    await dialog.press(bo, bos, 'Säg nej')
    await becomes(plan, /bo sade nej/)
    await becomes(evas, /bo sade nej/)
    await becomes(bos, /är avbruten/)
    expect([plan, bos, evas].flatMap(says)).toEqual(['verifiera'])
  })

  it('approved by one: the requester follows the send and is told by whom', async () => {
    const { plan, bos, evas } = await ask()
    const before = dialog.count(`a:${anna.id}`)
    await dialog.press(eva, evas, 'Godkänn')
    await becomes(plan, /3 av 3 klara/)
    expect(dialog.now(plan).words).toMatch(/Godkänt av.*eva/s)
    await becomes(bos, /eva har godkänt planen/)
    expect((await dialog.newest(`a:${anna.id}`, before)).words).toContain('eva har godkänt planen')
  })

  it('reminded: the approvers get a message of their own, and no second one so soon', async () => {
    const { plan, bos } = await ask()
    const code = bos.buttons[0]!.say.split(' ')[1]!
    await becomes(plan, /eva, sedan/)
    expect(says(plan)).toEqual(['stoppa', 'påminn'])
    const before = [bo, eva].map((one) => dialog.count(`a:${one.id}`))
    await dialog.press(anna, dialog.now(plan), 'Påminn')
    const reminders = await Promise.all([bo, eva].map((one, at) => dialog.newest(`a:${one.id}`, before[at]!)))
    for (const { words } of reminders) expect(words).toMatch(/^❓ Påminnelse: Anna Ek väntar/)
    const refused = await dialog.press(anna, dialog.now(plan), 'Påminn')
    expect(JSON.stringify(refused)).toContain('mindre än tio minuter')
    await dialog.say(anna, `stoppa ${code}`)
    for (const card of [plan, bos, ...reminders]) await becomes(card, /är avbruten/)
    expect(reminders.flatMap(says)).toEqual([])
  })

  it.each(['godkänn', 'stoppa'])(
    'decided in words (%s): every card knows it, and keeps no such button',
    async (word) => {
      const { plan, bos, evas } = await ask()
      await dialog.say(eva, `${word} ${bos.buttons[0]!.say.split(' ')[1]}`)
      const decided =
        word === 'godkänn' ? /eva har godkänt planen|Godkänt av.*eva|är bekräftad/s : /eva sade nej|är avbruten/
      for (const card of [plan, bos, evas]) await becomes(card, decided)
      expect([bos, evas].flatMap(says)).not.toContain('godkänn')
    },
  )

  it('cancelled by the requester: every card says so, and has no button that decides', async () => {
    const { plan, bos, evas } = await ask()
    await dialog.say(anna, `stoppa ${bos.buttons[0]!.say.split(' ')[1]}`)
    for (const card of [plan, bos, evas]) await becomes(card, /är avbruten/)
    expect([bos, evas].flatMap(says)).toEqual([])
  })

  it('expired: every card says so, also one that was only looked at', async () => {
    const { plan, bos, evas } = await ask()
    const open = await dialog.say(anna, 'verifiera konton igen=ja')
    dialog.product.clock.forward(25 * 3_600_000)
    for (const card of [open, plan, bos, evas]) await becomes(card, /har gått ut/)
    expect([bos, evas].flatMap(says)).toEqual([])
    expect([open, plan].flatMap(says)).toEqual(['verifiera', 'verifiera'])
  })
})
