import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { csv, header } from '../../support/product.ts'
import { anna, mentioned, said } from '../../support/teams/activities.ts'
import { type Shown, shown, type TeamsTalk, talkInTeams } from '../../support/teams/talk.ts'
import { until } from '../../support/until.ts'

// Messages pass through the platform’s adapter, inbox and worker here, with waits of seconds.
vi.setConfig({ testTimeout: 90_000 })

const channel = '19:general@thread.tacv2;messageid=1700000000000'
const personal = (id: string) => `a:${id}`
let talk: TeamsTalk
beforeAll(async () => {
  talk = await talkInTeams([anna, { ...anna, aadObjectId: 'bbbbbbbb-0000-4000-8000-000000000eee' }])
  talk.cloud.members.set(anna.id, { ...anna, email: 'anna@acme.example', userRole: 'user' })
})
afterAll(() => talk.stop())

const people = csv([
  header,
  '100;Acme AB;001;Carl;Berg;carl@acme.example',
  '100;Acme AB;002;Dora;Ek;dora@acme.example',
  '100;Acme AB;003;Eva;Ström;',
  '200;Beta AB;001;Fia;Lund;fia@beta.example',
])
const mailed = async () => (await talk.product.settled()).map(({ to }) => to).sort()

/** Waits until a message reads so. */
async function becomes(message: Shown, words: RegExp): Promise<Shown> {
  await until(async () => words.test(talk.now(message).words))
  return talk.now(message)
}

describe('the main job in Teams', () => {
  it('runs from a file to the result in one personal chat, each card in its place', async () => {
    const file = await talk.say(anna, 'importera', people)
    expect(file.words).toContain('4 rader')
    const imported = await talk.press(anna, file, 'Importera 4 personer')
    expect(imported).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' })
    await becomes(file, /Importen är klar/)

    const plan = await talk.say(anna, 'verifiera konton företag=Acme')
    expect(plan.words).toMatch(/2 personer får mejl/)
    expect(await mailed()).toEqual([])
    const started = await talk.press(anna, plan, 'Skicka till 2')
    expect(shown({ body: started, path: '' }).words).toMatch(/pågår|klart/)
    expect(await mailed()).toEqual(['carl@acme.example', 'dora@acme.example'])
    const done = await becomes(plan, /är klart/)
    expect(done.words).toContain('2 av 2 klara (100 %)')

    const again = await talk.press(anna, plan, 'Skicka till 2')
    expect(again).toMatchObject({ type: 'application/vnd.microsoft.activity.message' })
    expect(talk.now(plan).words).toBe(done.words)
  })

  it('answers a mention in a channel where only the asker reads, and the channel without a name', async () => {
    const [before, beforeThere] = [talk.count(personal(anna.id)), talk.count(channel)]
    await talk.send(mentioned(talk.cloud.url, anna, 'verifiera konton företag=Beta'))
    const plan = await talk.newest(personal(anna.id), before)
    const pointer = await talk.newest(channel, beforeThere)
    expect(plan.words).toContain('fia@beta.example')
    expect(pointer.words).not.toMatch(/@|Fia/)

    const colleague = talk.person('bo', 'bo@acme.example')
    const refused = await talk.press(colleague, plan, 'Skicka till 1')
    expect(refused).toMatchObject({ type: 'application/vnd.microsoft.activity.message' })
    expect(String(refused.value).length).toBeGreaterThan(10)
    expect(talk.now(plan)).toEqual(plan)

    const presses = await Promise.all([1, 2, 3].map(() => talk.press(anna, plan, 'Skicka till 1')))
    expect(presses.filter(({ type }) => type === 'application/vnd.microsoft.card.adaptive')).toHaveLength(1)
    expect(await mailed()).toEqual(['carl@acme.example', 'dora@acme.example', 'fia@beta.example'])
    await becomes(plan, /är klart/)
  })

  it('means the same when an older client presses', async () => {
    const plan = await talk.say(anna, 'verifiera konton igen=ja')
    await talk.press(anna, plan, 'Avbryt', { submit: true })
    expect((await becomes(plan, /avbru|stopp/i)).words).not.toContain('carl@acme.example')
  })

  // Before somebody is read as a guest: that is believed for a minute.
  it('gives a role to whoever is mentioned, at once', async () => {
    const erik = talk.person('erik', 'erik@acme.example')
    const line = mentioned(talk.cloud.url, anna, 'roll ge <at>Erik</at> admin företag=Beta')
    const mention = { type: 'mention', text: '<at>Erik</at>', mentioned: { id: erik.id, name: 'Erik' } }
    const before = talk.count(personal(anna.id))
    await talk.send({ ...line, entities: [...(line.entities as object[]), mention] })
    expect((await talk.newest(personal(anna.id), before)).words).toMatch(/administratör/)
    const plan = await talk.say(erik, 'verifiera konton igen=ja')
    expect(plan.words).toContain('fia@beta.example')
    expect(plan.words).not.toContain('carl@acme.example')
  })

  it('reads the presser again before anything irrevocable', async () => {
    const plan = await talk.say(anna, 'verifiera konton igen=ja')
    const before = (await mailed()).length
    talk.cloud.members.set(anna.id, { ...anna, email: 'anna@acme.example', userRole: 'guest' })
    const refused = await talk.press(anna, plan, plan.buttons[0]!.title)
    talk.cloud.members.set(anna.id, { ...anna, email: 'anna@acme.example', userRole: 'user' })
    expect(refused).toMatchObject({ type: 'application/vnd.microsoft.activity.message' })
    expect(await mailed()).toHaveLength(before)
  })
})

describe('who may', () => {
  it('is no guest, though the configuration names them an owner', async () => {
    const guest = {
      ...talk.person('guest', 'guest@other.example', { userRole: 'guest' }),
      aadObjectId: 'bbbbbbbb-0000-4000-8000-000000000eee',
    }
    talk.cloud.members.set(guest.id, { ...guest, userRole: 'guest' })
    const answer = await talk.say(guest, 'verifiera konton företag=Acme')
    expect(answer.words).not.toMatch(/får mejl|carl/i)
    expect(answer.buttons.some(({ say }) => say.startsWith('bekräfta'))).toBe(false)
  })

  it('an employee gets a new link, to the stored address alone', async () => {
    const before = (await mailed()).length
    const carl = talk.person('carl', 'carl@acme.example')
    const answer = await talk.say(carl, 'skicka länk')
    expect(answer.words.length).toBeGreaterThan(10)
    await until(async () => (await mailed()).length === before + 1)
    expect((await talk.product.settled())[0]?.to).toBe('carl@acme.example')
    const stranger = talk.person('greta', 'greta@acme.example')
    const same = await talk.say(stranger, 'skicka länk')
    expect(same.words).toBe(answer.words)
    expect(await mailed()).toHaveLength(before + 1)
  })

  it('anybody is answered, in the language of their Teams', async () => {
    const dan = talk.person('dan', 'dan@acme.example')
    const before = talk.count(personal(dan.id))
    await talk.send({ ...said(talk.cloud.url, dan, 'hepl'), locale: 'en-GB' })
    expect((await talk.newest(personal(dan.id), before)).words).toMatch(/Did you mean|help/i)
  })
})
