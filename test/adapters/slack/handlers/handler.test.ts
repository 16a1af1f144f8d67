import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reply, Said } from '../../../../src/bot/index.ts'
import { type AdapterUnderTest, startAdapter } from '../../../support/slack/adapter.ts'
import { findButton, wordsOf } from '../../../support/slack/people.ts'

const admin = 'U0ANNA'
const employee = 'U0BO'
let slack: AdapterUnderTest

function answer(said: Said): Reply {
  if (said.who.user === employee && said.text === 'startsida') {
    const card = {
      kind: 'notice' as const,
      tone: 'info' as const,
      title: 'Din länk har gått ut',
      buttons: [{ label: 'Send a new link', say: 'skicka länk', effect: 'primary' as const }],
      data: { person: { state: 'expired' } },
    }
    return { card, private: true }
  }
  if (said.text === 'här är listan') {
    const buttons = said.keepsFiles ? [{ label: 'Importera filen', say: 'importera' }] : []
    return { card: { kind: 'question', tone: 'question', title: 'Ska jag läsa in den?', buttons }, private: true }
  }
  const matching = said.text.includes('företag=') ? 312 : 4000
  const rows = { head: ['Företag', 'Verifierade'], body: [['Acme', '40 %']] }
  const data = { total: matching }
  return {
    card: { kind: 'notice', tone: 'info', title: `${matching} matchar (${said.text})`, rows, data },
    private: true,
  }
}

beforeAll(async () => {
  slack = await startAdapter(answer)
  slack.fake.state.addUser(admin, 'Anna Alm')
  slack.fake.state.addUser(employee, 'Bo Berg', { locale: 'en-US' })
  slack.fake.state.addChannel('C0HR', [admin, 'U0BOT'])
})
afterAll(async () => {
  await slack.close()
  expect(slack.fake.violations).toEqual([])
})

describe('the home page', () => {
  const published = () => slack.fake.countOf('views.publish')
  const asked = () => slack.said.filter(({ text }) => text === 'startsida').length

  it('of an admin is one card that costs one command, with the button of the form', async () => {
    const before = slack.said.length
    await slack.people.openHome(admin)
    await slack.settled()
    const { blocks } = slack.fake.state.homes.get(admin)
    expect(slack.said.slice(before).map(({ text }) => text)).toEqual(['startsida'])
    expect(wordsOf(blocks)).toContain('matchar (startsida)')
    expect(wordsOf(blocks)).toContain('Acme  40 %')
    expect(findButton(blocks, 'Verifiera konton')).toBeDefined()
  })

  it('that is looked at again a moment later stays as it is: Slack keeps it', async () => {
    const before = [published(), asked()]
    await slack.people.openHome(admin)
    await slack.people.openHome(admin)
    await slack.settled()
    expect([published(), asked()]).toEqual(before)
  })

  it('opens the form, and can be refreshed at any time', async () => {
    const opened = slack.fake.state.views.size
    await slack.people.pressHome(admin, 'Verifiera konton')
    await slack.settled()
    expect(slack.fake.state.views.size).toBe(opened + 1)
    const before = published()
    await slack.people.pressHome(admin, 'Uppdatera')
    await slack.settled()
    expect(published()).toBe(before + 1)
  })

  it('of an employee shows their own state with its button, and no form', async () => {
    await slack.people.openHome(employee)
    await slack.settled()
    const { blocks } = slack.fake.state.homes.get(employee)
    expect(findButton(blocks, 'Send a new link').button.value).toBe('skicka länk')
    expect(JSON.stringify(blocks)).not.toContain('"action_id":"form"')
    await slack.people.pressHome(employee, 'Send a new link')
    await slack.settled()
    expect(slack.said.some((said) => said.text === 'skicka länk' && said.who.user === employee)).toBe(true)
    expect(slack.fake.state.messages.at(-1)?.channel).toBe('D0BO')
  })
})

describe('a file', () => {
  const file = { id: 'F0ONE', name: 'folk.csv', size: 12, mode: 'hosted', url_private: 'https://elsewhere.example/' }

  it('in a direct message without words is an import', async () => {
    await slack.people.write(admin, '', { subtype: 'file_share', files: [file] })
    await slack.settled()
    expect(slack.said.at(-1)).toMatchObject({
      text: 'importera',
      files: [{ name: 'folk.csv', size: 12, ref: { id: 'F0ONE' } }],
    })
    expect(JSON.stringify(slack.inbox.kept)).not.toContain('elsewhere.example')
  })

  it('keeps the words that came with it', async () => {
    await slack.people.write(admin, 'importera företag', { subtype: 'file_share', files: [file] })
    await slack.settled()
    expect(slack.said.at(-1)?.text).toBe('importera företag')
  })

  // What is offered beside which words: test/dialogs/imports/unread.test.ts.
  it('is known to the button of the answer that imports it', async () => {
    await slack.people.write(admin, 'här är listan', { subtype: 'file_share', files: [file] })
    await slack.settled()
    const card = slack.fake.state.messages.at(-1)!
    expect(findButton(card.blocks, 'Importera filen').button.value).toBe('importera')
    slack.fake.state.files.set('F0ONE', { id: 'F0ONE', info: { name: 'folk.csv', size: 12 }, serve: {} })
    await slack.people.press(admin, card, 'Importera filen')
    await slack.settled()
    expect(slack.said.at(-1)).toMatchObject({
      text: 'importera',
      files: [{ name: 'folk.csv', size: 12, ref: { id: 'F0ONE' } }],
    })
  })

  it('in a mention is found by its id, also where the message only names its address', async () => {
    slack.fake.state.files.set('F0TWO', { id: 'F0TWO', info: { name: 'alla.xlsx', size: 9 }, serve: {} })
    const found = { text: 'importera', files: [{ name: 'alla.xlsx', size: 9, ref: { id: 'F0TWO' } }] }
    const mention = { ...slack.people.mentionEvent(admin, 'importera', 'C0HR'), files: [{ id: 'F0TWO' }] }
    await slack.people.event(mention)
    await slack.settled()
    expect(slack.said.at(-1)).toMatchObject(found)
    const address = '<https://acme.slack.com/files/U0ANNA/F0TWO/alla.xlsx|alla.xlsx>'
    await slack.people.event(slack.people.mentionEvent(admin, `importera ${address}`, 'C0HR'))
    await slack.settled()
    expect(slack.said.at(-1)).toMatchObject(found)
  })

  it('of any message is imported by the shortcut on the message', async () => {
    await slack.people.shortcut(admin, 'import_file', {
      channel: { id: 'C0HR' },
      message: { ts: '1.1', files: [file] },
    })
    await slack.settled()
    expect(slack.said.at(-1)).toMatchObject({ text: 'importera', files: [{ name: 'folk.csv' }] })
  })
})
