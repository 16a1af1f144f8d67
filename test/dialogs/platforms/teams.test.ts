import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { csv, header } from '../../support/product.ts'
import { anna, edited, mentioned, said } from '../../support/teams/activities.ts'
import { startTeams, type TeamsDialog } from '../../support/teams/dialog.ts'
import { type Shown, shown } from '../../support/teams/shown.ts'
import { until } from '../../support/until.ts'

// Messages pass through the platform’s adapter, inbox and worker here, with waits of seconds.
vi.setConfig({ testTimeout: 90_000 })

const channel = '19:general@thread.tacv2;messageid=1700000000000'
const personal = (id: string) => `a:${id}`
let dialog: TeamsDialog
beforeAll(async () => {
  dialog = await startTeams([anna, { ...anna, aadObjectId: 'bbbbbbbb-0000-4000-8000-000000000eee' }])
  dialog.cloud.members.set(anna.id, { ...anna, email: 'anna@acme.example', userRole: 'user' })
  // adapters/teams/to-asker.test.ts has what is different where Teams takes messages for one member alone.
  dialog.cloud.targets = false
})
afterAll(() => dialog.stop())

const people = csv([
  header,
  '100;Acme AB;001;Carl;Berg;carl@acme.example',
  '100;Acme AB;002;Dora;Ek;dora@acme.example',
  '100;Acme AB;003;Eva;Ström;',
  '200;Beta AB;001;Fia;Lund;fia@beta.example',
])
const mailed = async () => (await dialog.product.settled()).map(({ to }) => to).sort()

/** Waits until the message contains these words. */
async function becomes(message: Shown, words: RegExp): Promise<Shown> {
  await until(async () => words.test(dialog.now(message).words))
  return dialog.now(message)
}

describe('the main job in Teams', () => {
  it('runs from a file to the result in one personal chat, and each card is updated in place', async () => {
    const file = await dialog.say(anna, 'importera', people)
    expect(file.words).toContain('4 rader')
    const imported = await dialog.press(anna, file, file.buttons[0]!.title)
    expect(imported).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' })
    await becomes(file, /Importen är klar/)

    const plan = await dialog.say(anna, 'verifiera konton företag=Acme')
    expect(plan.words).toMatch(/2 personer får mejl/)
    expect(await mailed()).toEqual([])
    const started = await dialog.press(anna, plan, 'Skicka till 2')
    expect(shown({ body: started, path: '' }).words).toMatch(/pågår|klart/)
    expect(await mailed()).toEqual(['carl@acme.example', 'dora@acme.example'])
    const done = await becomes(plan, /är klart/)
    expect(done.words).toContain('2 av 2 klara (100 %)')

    const again = await dialog.press(anna, plan, 'Skicka till 2')
    expect(again).toMatchObject({ type: 'application/vnd.microsoft.activity.message' })
    expect(dialog.now(plan).words).toBe(done.words)
  })

  it('answers a mention in a channel privately, and in the channel without a name', async () => {
    const [before, beforeThere] = [dialog.count(personal(anna.id)), dialog.count(channel)]
    await dialog.send(mentioned(dialog.cloud.url, anna, 'verifiera konton företag=Beta'))
    const plan = await dialog.newest(personal(anna.id), before)
    const pointer = await dialog.newest(channel, beforeThere)
    expect(plan.words).toContain('fia@beta.example')
    expect(pointer.words).not.toMatch(/@|Fia/)

    const colleague = dialog.person('bo', 'bo@acme.example')
    const refused = await dialog.press(colleague, plan, 'Skicka till 1')
    expect(refused).toMatchObject({ type: 'application/vnd.microsoft.activity.message' })
    expect(String(refused.value).length).toBeGreaterThan(10)
    expect(dialog.now(plan)).toEqual(plan)

    const presses = await Promise.all([1, 2, 3].map(() => dialog.press(anna, plan, 'Skicka till 1')))
    expect(presses.filter(({ type }) => type === 'application/vnd.microsoft.card.adaptive')).toHaveLength(1)
    expect(await mailed()).toEqual(['carl@acme.example', 'dora@acme.example', 'fia@beta.example'])
    await becomes(plan, /är klart/)
  })

  it('runs nothing when a line is corrected afterwards, and offers to run it', async () => {
    const mistyped = said(dialog.cloud.url, anna, 'verifera konton igen=ja')
    const before = dialog.count(personal(anna.id))
    await dialog.send(mistyped)
    await dialog.newest(personal(anna.id), before)
    const sent = await mailed()
    await dialog.send(edited(mistyped, 'verifiera konton igen=ja'))
    const told = await dialog.newest(personal(anna.id), before + 1)
    expect(told.words).toContain('Ändringen i ditt meddelande gör ingenting')
    expect(told.buttons.map(({ say }) => say)).toEqual(['verifiera konton igen=ja'])
    expect(await mailed()).toEqual(sent)
  })

  it('accepts presses from older clients', async () => {
    const plan = await dialog.say(anna, 'verifiera konton igen=ja')
    await dialog.press(anna, plan, 'Avbryt', { submit: true })
    expect((await becomes(plan, /avbru|stopp/i)).words).not.toContain('carl@acme.example')
  })

  it('asks for an address in a form on the card: a wrong one is refused there, the right one is mailed', async () => {
    const card = await dialog.say(anna, 'status 003 företag=100')
    const [first] = card.buttons
    expect(first).toMatchObject({ title: 'Lägg till adress', input: 'typed' })
    const refused = await dialog.press(anna, card, 'Lägg till adress', { typed: 'eva.ström' })
    expect(refused).toMatchObject({ type: 'application/vnd.microsoft.activity.message' })
    expect(String(refused.value)).toContain('eva.ström')
    expect(dialog.now(card)).toEqual(card)
    await dialog.press(anna, card, 'Lägg till adress', { typed: 'eva@acme.example', submit: true })
    await until(async () => (await mailed()).includes('eva@acme.example'))
  })

  // Must come before the tests in which somebody is a guest, because people are cached for a minute.
  it('gives a role to whoever is mentioned, immediately', async () => {
    const erik = dialog.person('erik', 'erik@acme.example')
    const line = mentioned(dialog.cloud.url, anna, 'roll ge <at>Erik</at> admin företag=Beta')
    const mention = { type: 'mention', text: '<at>Erik</at>', mentioned: { id: erik.id, name: 'Erik' } }
    const before = dialog.count(personal(anna.id))
    await dialog.send({ ...line, entities: [...(line.entities as object[]), mention] })
    expect((await dialog.newest(personal(anna.id), before)).words).toMatch(/administratör/)
    const plan = await dialog.say(erik, 'verifiera konton igen=ja')
    expect(plan.words).toContain('fia@beta.example')
    expect(plan.words).not.toContain('carl@acme.example')
  })

  it('reads the presser again before anything irrevocable', async () => {
    const plan = await dialog.say(anna, 'verifiera konton igen=ja')
    const before = (await mailed()).length
    dialog.cloud.members.set(anna.id, { ...anna, email: 'anna@acme.example', userRole: 'guest' })
    const refused = await dialog.press(anna, plan, plan.buttons[0]!.title)
    dialog.cloud.members.set(anna.id, { ...anna, email: 'anna@acme.example', userRole: 'user' })
    expect(refused).toMatchObject({ type: 'application/vnd.microsoft.activity.message' })
    expect(await mailed()).toHaveLength(before)
  })
})

describe('permissions', () => {
  it('guests have none, even if the configuration names them as owners', async () => {
    const guest = {
      ...dialog.person('guest', 'guest@other.example', { userRole: 'guest' }),
      aadObjectId: 'bbbbbbbb-0000-4000-8000-000000000eee',
    }
    dialog.cloud.members.set(guest.id, { ...guest, userRole: 'guest' })
    const answer = await dialog.say(guest, 'verifiera konton företag=Acme')
    expect(answer.words).not.toMatch(/får mejl|carl/i)
    expect(answer.buttons.some(({ say }) => say.startsWith('bekräfta'))).toBe(false)
  })

  it('employees get a new link, only to the stored address', async () => {
    const before = (await mailed()).length
    const carl = dialog.person('carl', 'carl@acme.example')
    const answer = await dialog.say(carl, 'skicka länk')
    expect(answer.words.length).toBeGreaterThan(10)
    await until(async () => (await mailed()).length === before + 1)
    expect((await dialog.product.settled())[0]?.to).toBe('carl@acme.example')
    const stranger = dialog.person('greta', 'greta@acme.example')
    const same = await dialog.say(stranger, 'skicka länk')
    expect(same.words).toBe(answer.words)
    expect(await mailed()).toHaveLength(before + 1)
  })

  it('everybody gets an answer, in the language of their Teams', async () => {
    const dan = dialog.person('dan', 'dan@acme.example')
    const before = dialog.count(personal(dan.id))
    await dialog.send({ ...said(dialog.cloud.url, dan, 'hepl'), locale: 'en-GB' })
    expect((await dialog.newest(personal(dan.id), before)).words).toMatch(/Did you mean|help/i)
  })
})
