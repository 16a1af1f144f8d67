import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Card, Reply, Said } from '../../../../src/bot/index.ts'
import { type AdapterUnderTest, startAdapter } from '../../../support/slack/adapter.ts'
import { wordsOf } from '../../../support/slack/people.ts'

const admin = 'U0ANNA'
const employee = 'U0BO'
let slack: AdapterUnderTest

const person: Card = {
  kind: 'person',
  tone: 'info',
  title: 'Ida Lind',
  buttons: [
    { label: 'Lägg till adress', say: 'verifiera 0802 företag=200 epost=', input: 'address', effect: 'primary' },
  ],
}

async function answer(said: Said): Promise<Reply> {
  const refused = (code: string, title: string, more: Partial<Card> = {}) => {
    const card: Card = { kind: 'refusal', tone: 'bad', title, data: { refused: code }, ...more }
    return { card, private: true }
  }
  if (said.text === 'status 0802') return { card: person, private: true }
  if (said.text.includes('epost=fel')) return refused('invalid_email', 'fel är ingen adress')
  if (said.text.includes('epost=delad')) return refused('shared', 'Vem av dem?', { kind: 'question', tone: 'question' })
  if (said.text.includes('företag=404')) return refused('unknown_company', 'Företaget finns inte')
  if (said.text.includes('långsam')) await new Promise((later) => setTimeout(later, 2_600))
  if (said.text.includes('långsam')) return refused('nobody', 'Ingen stämmer')
  if (said.who.user === employee && said.text === 'status') {
    const card: Card = { kind: 'notice', tone: 'info', title: 'Din länk har gått ut', data: { person: {} } }
    return { card, private: true }
  }
  const total = said.text.includes('företag=') ? 312 : 4000
  return {
    card: { kind: 'notice', tone: 'info', title: `${total} matchar (${said.text})`, data: { total } },
    private: true,
  }
}

beforeAll(async () => {
  slack = await startAdapter(answer)
  slack.fake.state.addUser(admin, 'Anna Alm')
  slack.fake.state.addUser(employee, 'Bo Berg', { locale: 'en-US' })
})
afterEach(() => slack.settled())
afterAll(async () => {
  await slack.close()
  expect(slack.fake.violations).toEqual([])
})

const lastView = () => [...slack.fake.state.views.entries()].at(-1)!
const posts = () => slack.fake.state.messages.length

describe('the filter form', () => {
  const values = {
    'filter:företag': { type: 'multi_external_select', selected_options: [{ value: '100' }, { value: '200' }] },
    'filter:enhet': { type: 'multi_external_select', selected_options: [{ value: 'Lager, norra' }] },
    'filter:status': { type: 'multi_static_select', selected_options: [{ value: 'expired' }, { value: 'bounced' }] },
    'filter:igen': { type: 'checkboxes', selected_options: [{ value: 'ja' }] },
    'filter:ord': { type: 'plain_text_input', value: 'anna' },
  }

  it('opens by the shortcut, counts, and counts again as it changes', async () => {
    await slack.people.shortcut(admin, 'choose_accounts')
    await slack.settled()
    const [id, { view }] = lastView()
    expect(wordsOf(view.blocks)).toContain('4000 matchar (status)')
    await slack.people.change(admin, id, 'filter:företag', values)
    await slack.settled()
    expect(slack.said.at(-1)?.text).toBe('lista företag=100,200 enhet="Lager, norra" status=expired,bounced anna')
    expect(wordsOf(lastView()[1].view.blocks)).toContain('312 matchar')
  })

  it('composes a command line', async () => {
    const { body } = await slack.people.submit(admin, lastView()[0], values)
    await slack.settled()
    expect(body).toBe('')
    expect(slack.said.at(-1)).toMatchObject({
      text: 'verifiera konton företag=100,200 enhet="Lager, norra" status=expired,bounced igen=ja anna',
      where: { channel: 'D0ANNA', private: true },
    })
    expect(slack.fake.state.messages.at(-1)?.channel).toBe('D0ANNA')
  })

  it('is not for an employee', async () => {
    await slack.people.shortcut(employee, 'choose_accounts')
    await slack.settled()
    const { view } = lastView()[1]
    expect(view.submit).toBeUndefined()
    expect(wordsOf(view.blocks)).toContain('Din länk har gått ut')
  })

  it('that is open stays open: what fails later is tried again with the same form, which opens once', async () => {
    const [opened, before] = [slack.fake.state.views.size, slack.fake.state.messages.length]
    slack.fake.failNext('views.update', { status: 503 })
    await slack.people.shortcut(admin, 'choose_accounts')
    await slack.settled()
    expect(wordsOf(lastView()[1].view.blocks)).toContain('Räknar')
    slack.inbox.retry()
    await slack.settled()
    expect(slack.fake.state.views.size).toBe(opened + 1)
    expect(slack.fake.state.messages.length).toBe(before)
    expect(wordsOf(lastView()[1].view.blocks)).toContain('4000 matchar (status)')
  })

  it('that opens too late says so', async () => {
    const before = slack.fake.state.messages.length
    slack.fake.failNext('views.open', { error: 'expired_trigger_id' })
    await slack.people.shortcut(admin, 'choose_accounts')
    await slack.settled()
    expect(slack.fake.state.messages.length).toBe(before + 1)
    expect(slack.fake.state.messages.at(-1)?.text).toContain('Formuläret')
  })
})

describe('a submitted form', () => {
  const chosen = (value: string) => ({
    'filter:företag': { type: 'multi_external_select', selected_options: [{ value }] },
  })
  const words = (value: string) => ({ 'filter:ord': { type: 'plain_text_input', value } })
  const open = async () => {
    await slack.people.shortcut(admin, 'choose_accounts')
    await slack.settled()
    return lastView()[0]
  }

  it('that is refused stays open, with the reason at the field that it concerns, and nothing is posted', async () => {
    const [id, before] = [await open(), posts()]
    const { errors } = await slack.people.submit(admin, id, { ...chosen('404'), ...words('anna') })
    expect(errors).toEqual({ 'filter:företag': 'Företaget finns inte' })
    expect(slack.fake.state.views.has(id)).toBe(true)
    expect(posts()).toBe(before)
    const again = await slack.people.submit(admin, id, { ...chosen('100'), ...words('anna') })
    expect(again).toMatchObject({ status: 200, body: '', errors: {} })
    await slack.settled()
    expect(slack.fake.state.views.has(id)).toBe(false)
    expect(posts()).toBe(before + 1)
  })

  it('that takes longer than Slack waits closes, and is answered in a message', async () => {
    const [id, before] = [await open(), posts()]
    const { errors, took } = await slack.people.submit(admin, id, words('långsam'))
    expect(errors).toEqual({})
    expect(took).toBeLessThan(3_000)
    await slack.settled()
    expect(slack.fake.state.messages.slice(before).map(({ text }) => text)).toEqual(['Ingen stämmer'])
  })
})

describe('a button that asks for the rest of its line', () => {
  const open = async () => {
    await slack.people.write(admin, 'status 0802')
    await slack.settled()
    await slack.people.press(admin, slack.fake.state.messages.at(-1)!, 'Lägg till adress')
    await slack.settled()
    return lastView()
  }
  const typed = (value: string) => ({ input: { type: 'plain_text_input', value } })

  it('opens a form with one input, which says what will happen', async () => {
    const [, { view }] = await open()
    expect(view.title.text).toBe('Lägg till adress')
    expect(view.blocks).toHaveLength(1)
    expect(view.blocks[0]).toMatchObject({ type: 'input', element: { type: 'plain_text_input' } })
    expect(view.blocks[0].optional).toBeFalsy()
    expect(wordsOf(view.blocks)).toContain('mejlet skickas dit')
  })

  it('says the whole line when the form is submitted, as one value', async () => {
    const [id] = await open()
    await slack.people.submit(admin, id, typed(' ida@acme.example igen=ja'))
    await slack.settled()
    expect(slack.said.at(-1)).toMatchObject({
      text: 'verifiera 0802 företag=200 epost="ida@acme.example igen=ja"',
      where: { channel: 'D0ANNA', private: true },
    })
  })

  it('shows in the form why an address was refused', async () => {
    const [[id], before] = [await open(), posts()]
    expect((await slack.people.submit(admin, id, typed('fel'))).errors).toEqual({ input: 'fel är ingen adress' })
    expect(posts()).toBe(before)
    expect((await slack.people.submit(admin, id, typed('ida@acme.example'))).errors).toEqual({})
  })

  it('posts a question with its buttons instead, because a form has none', async () => {
    const [[id], before] = [await open(), posts()]
    expect((await slack.people.submit(admin, id, typed('delad'))).errors).toEqual({})
    await slack.settled()
    expect(slack.fake.state.messages.slice(before).map(({ text }) => text)).toEqual(['Vem av dem?'])
  })

  it('opens once, however often it is tried', async () => {
    await slack.people.write(admin, 'status 0802')
    await slack.settled()
    const opened = slack.fake.state.views.size
    slack.fake.failNext('views.open', { drop: 'after' })
    await slack.people.press(admin, slack.fake.state.messages.at(-1)!, 'Lägg till adress')
    await slack.settled()
    slack.inbox.retry()
    await slack.settled()
    expect(slack.fake.state.views.size).toBe(opened + 1)
  })
})
