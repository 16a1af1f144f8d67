import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { readOutbox } from '../../../src/store/outbox.ts'
import { logo } from '../../support/files/pictures.ts'
import { csv, header } from '../../support/product.ts'
import { anna, type Person, said } from '../../support/teams/activities.ts'
import { startTeams, type TeamsDialog } from '../../support/teams/dialog.ts'
import type { Shown } from '../../support/teams/shown.ts'
import { until } from '../../support/until.ts'

// Messages pass through the platform’s adapter, inbox and worker here, with waits of seconds.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })

let dialog: TeamsDialog
let bo: Person
beforeAll(async () => {
  dialog = await startTeams([anna])
  dialog.cloud.members.set(anna.id, { ...anna, email: 'anna@acme.example', userRole: 'user' })
  bo = dialog.person('bo', 'bo@acme.example')
  const people = csv([header, '100;Acme AB;1;Carl;Ek;carl@acme.example'])
  const file = await dialog.say(anna, 'importera', people)
  await dialog.press(anna, file, 'Importera 1, skapa 1 företag')
  await becomes(file, /Importen är klar/)
  await dialog.say(anna, `roll ge teams:${dialog.cloud.config.tenants[0]}/${bo.aadObjectId} ägare`)
  await dialog.say(bo, 'hjälp')
})
afterAll(() => dialog.stop())

async function becomes(message: Shown, words: RegExp): Promise<Shown> {
  await until(async () => words.test(dialog.now(message).words), Boolean, 20)
  return dialog.now(message)
}
/** The letter behind the button of a message that opens it. */
async function opened(message: Shown) {
  const sent = JSON.stringify(dialog.cloud.calls.findLast(({ id }) => id === message.id)!.body)
  const { url } = /"type":"Action\.OpenUrl"[^}]*?"url":"(?<url>[^"]+\/brev\/[^"]+)"/.exec(sent)!.groups!
  return (await dialog.product.app.page.preview(new URL(url!).pathname.split('/brev/')[1]!))!
}
const mailsTo = async (address: string) =>
  (await readOutbox(dialog.product.database.db)).filter(({ to }) => to === address)
const says = (message: Shown) => dialog.now(message).buttons.map(({ say }) => say)

describe('the letter of an employer, in Teams', () => {
  let plan: Shown
  let code: string
  let request: Shown

  it('is proposed by a message with a logo, and seen before anything has changed', async () => {
    const line = 'brev ändra företag=100 namn="Acme HR" färg=#0a6640 text="Välkommen!"'
    plan = await dialog.say(anna, line, { name: 'logga.png', bytes: await logo() })
    expect(plan.words).toContain('Ändra breven från Acme AB?')
    expect(plan.words).toMatch(/400 × 160 pixlar/)
    code = plan.buttons.find(({ say }) => say.startsWith('bekräfta'))!.say.split(' ')[1]!
    const letter = await opened(plan)
    expect(letter.html).toContain('background-color:#0a6640')
    expect(letter.html).toContain('data:image/png;base64,')
  })

  it('waits for another owner, who gets a card, and is reminded', async () => {
    const before = dialog.count(`a:${bo.id}`)
    await dialog.press(anna, plan, 'Be om godkännande')
    await becomes(plan, /Väntar på en annan ägare/)
    request = await dialog.newest(`a:${bo.id}`, before)
    expect(request.words).toContain('ber dig godkänna hur breven från Acme AB ska se ut')
    await becomes(plan, /bo, sedan \d{4}/)
    expect(says(plan).sort()).toEqual([`påminn ${code}`, `stoppa ${code}`])
    await dialog.press(anna, dialog.now(plan), 'Påminn')
    expect((await dialog.newest(`a:${bo.id}`, before + 1)).words).toContain('Påminnelse:')
  })

  it('is looked at by the other owner, and mailed to them as a trial', async () => {
    const before = dialog.count(`a:${bo.id}`)
    await dialog.press(bo, request, 'Visa brevet')
    const shown = await dialog.newest(`a:${bo.id}`, before)
    expect(shown.words).toContain('Acme HR skriver')
    expect((await opened(shown)).html).toContain('data:image/png;base64,')
    await dialog.press(bo, request, 'Prov till mig')
    expect((await dialog.newest(`a:${bo.id}`, before + 1)).words).toContain('Ett prov är på väg till dig')
    await until(async () => (await mailsTo('bo@acme.example')).length > 0)
    expect((await mailsTo('bo@acme.example'))[0]!.text).toContain('Acme HR skriver')
  })

  it('is in force once it is approved: the cards say so, and the next letter has it', async () => {
    await dialog.press(bo, request, 'Godkänn')
    await becomes(request, /Breven från Acme AB är ändrade/)
    await becomes(plan, /bo har godkänt planen/)
    expect(says(plan)).toEqual([])
    const send = await dialog.say(anna, 'verifiera konton')
    await dialog.press(anna, send, 'Skicka till 1')
    await becomes(send, /1 av 1 klara/)
    expect((await mailsTo('carl@acme.example'))[0]!.text).toContain('Acme HR skriver:\n\nVälkommen!')
  })

  it('says of a picture that was pasted into the text how it can be sent instead', async () => {
    const before = dialog.count(`a:${anna.id}`)
    const pasted = { contentType: 'image/*', contentUrl: `${dialog.cloud.url}/v3/attachments/1/views/original` }
    const activity = said(dialog.cloud.url, anna, 'brev ändra företag=100 namn="Acme Personal"')
    await dialog.send({ ...activity, attachments: [pasted] })
    expect((await dialog.newest(`a:${anna.id}`, before)).words).toMatch(/inklistrad bild.*gemet/)
  })
})
