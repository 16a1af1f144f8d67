import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { csv, header } from '../../support/product.ts'
import { wordsOf } from '../../support/slack/people.ts'
import { OWNER, type SlackProduct, startSlack } from '../../support/slack/product.ts'
import type { Block } from '../../support/slack/state.ts'
import { anna } from '../../support/teams/activities.ts'
import { tenant } from '../../support/teams/cloud.ts'
import { startTeams, type TeamsDialog } from '../../support/teams/dialog.ts'
import type { Shown } from '../../support/teams/shown.ts'

// Messages pass through the platform’s adapter, inbox and worker here, with waits of seconds.
vi.setConfig({ testTimeout: 90_000 })

/** What a card says, whatever draws it: its words in any order, and its buttons in theirs. */
interface Said {
  words: string[]
  buttons: string[]
}

let slack: SlackProduct
let teams: TeamsDialog
const rows = [
  header,
  '100;Acme AB;001;Carl;*Berg*;carl_berg_1@acme.example',
  '100;Acme AB;002;Dora;<Ek>;dora@acme.example',
  '100;Acme AB;003;Eva;Ström;',
  '100;Acme AB;004;Fia;Lund;delad@acme.example',
  '100;Acme AB;005;Gun;Lund;delad@acme.example',
  '200;Beta & Co;001;Hans;Åberg;hans@beta.example',
]

beforeAll(async () => {
  slack = await startSlack()
  teams = await startTeams([anna])
  teams.cloud.members.set(anna.id, { ...anna, email: 'anna@acme.example', tenantId: tenant, userRole: 'user' })
  await slack.importPeople(rows)
  const plan = await teams.say(anna, 'importera', csv(rows))
  await teams.press(anna, plan, plan.buttons[0]!.title)
})
afterAll(async () => {
  await slack.stop()
  await teams.stop()
})

async function inSlack(line: string): Promise<Said> {
  const channel = slack.fake.state.direct(OWNER)
  const before = slack.fake.state.messages.filter((one) => one.channel === channel).length
  await slack.people.write(OWNER, line)
  await expect
    .poll(() => slack.fake.state.messages.filter((one) => one.channel === channel).length, { timeout: 15_000 })
    .toBeGreaterThan(before)
  const posted = slack.fake.state.messages.filter((one) => one.channel === channel)[before]!
  // What folds in Slack folds in Teams, too, by a button that is not one of the card.
  const blocks = (posted.blocks as Block[]).flatMap((one) => (one.type === 'container' ? one.child_blocks : [one]))
  // In Teams a row is pressed, in Slack it is chosen in a menu.
  const pressable = blocks.flatMap(({ type, elements }) => (type === 'actions' ? elements : []))
  const buttons = pressable.flatMap((one: Block) => (one.type === 'button' ? [`${one.text.text}: ${one.value}`] : []))
  return said(wordsOf(blocks.filter(({ type }) => type !== 'actions')), buttons)
}

async function inTeams(line: string): Promise<Said> {
  const { words, buttons }: Shown = await teams.say(anna, line)
  return said(
    words,
    buttons.map(({ title, say }) => `${title}: ${say}`),
  )
}

/**
 * Codes differ, and so may the minute; where a file is, how a bar is drawn and where a long address is broken is each
 * platform's own.
 */
function said(words: string, buttons: string[]): Said {
  const plain = (text: string) =>
    text
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&')
      .replace(/\b[A-HJ-NP-Z2-9]{4}\b/g, 'KOD')
      .replace(/\d{2}:\d{2}/g, 'TID')
      .replace(/Filen \S+ ligger i tråden här under\.|Filen kommer i frågan här under\.[^.]*\./g, '')
      .replace(/(?<=\S)\s+(?=@\S)/g, '')
      .replace(/Hur långt företagen har kommit/g, '')
      .replace(/(\d+) av (\d+) klara/g, '$1 $2')
  const found = plain(words).match(/[\p{L}\p{N}@*<>_][\p{L}\p{N}@*<>_./-]*/gu) ?? []
  return {
    words: [...new Set(found)].sort(),
    buttons: buttons.map(plain).filter((button) => !/^Visa filen som text/.test(button)),
  }
}

describe('Slack and Teams', () => {
  it.each([
    'hjälp verifiera konton',
    'status',
    'status företag=Acme',
    'status carl_berg_1@acme.example',
    'status lund',
    'verifiera konton',
    'verifiera konton företag=Acme status=ej_skickad',
    'verifiera konton företag=Acmee',
    'lista epost=saknas',
    'lista',
    'exportera företag=Beta',
    'utskick',
    'verfiera kontn',
    'bekräfta ZZZZ',
  ])('say the same to %s', async (line) => {
    const [one, other] = [await inSlack(line), await inTeams(line)]
    expect(other).toEqual(one)
    expect(one.words.length).toBeGreaterThan(1)
  })
})
