import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { readOutbox } from '../../../src/store/outbox.ts'
import { logo } from '../../support/files/pictures.ts'
import { header } from '../../support/product.ts'
import { findButton, wordsOf } from '../../support/slack/people.ts'
import { confirmOf, OWNER, type SlackProduct, startSlack } from '../../support/slack/product.ts'
import type { FakeMessage } from '../../support/slack/state.ts'

// Messages pass through the platform’s adapter, inbox and worker here, with waits of seconds.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })

const SECOND = 'U0SECOND'
let product: SlackProduct
beforeAll(async () => {
  product = await startSlack()
  product.fake.tiersOn = false
  product.fake.state.addUser(SECOND, 'Sara Sund')
  await product.importPeople([header, '100;Acme AB;1;Anna;Berg;anna.berg@acme.example'])
  await product.people.write(OWNER, `roll ge <@${SECOND}> ägare`)
  await product.people.write(SECOND, 'hjälp')
  await product.hears(SECOND, 'status')
})
afterAll(async () => {
  await product.stop()
  expect(product.fake.violations).toEqual([])
})

const become = (message: FakeMessage, pattern: RegExp) =>
  expect.poll(() => wordsOf(message.blocks), { timeout: 20_000 }).toMatch(pattern)
const elements = (message: FakeMessage) =>
  message.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []))
/** The letter behind the button that opens it. */
async function opened(message: FakeMessage) {
  const { url } = elements(message).find((button) => button.url)
  return (await product.app.page.preview(new URL(url).pathname.split('/brev/')[1]!))!
}
const mailsTo = async (address: string) => (await readOutbox(product.database.db)).filter(({ to }) => to === address)

describe('the letter of an employer, in Slack', () => {
  let plan: FakeMessage
  let code: string
  let request: FakeMessage

  it('is proposed by a message with a logo, and seen before anything has changed', async () => {
    const text = 'brev ändra företag=100 namn="Acme HR" färg=#0a6640 text="Välkommen &amp; hej!"'
    await product.people.share(OWNER, 'logga.png', await logo(), { text, type: 'image/png' })
    plan = await product.hears(OWNER, 'Ändra breven från Acme AB')
    code = confirmOf(plan).split(' ')[1]!
    for (const words of [/Acme HR/, /400 × 160 pixlar/, /Välkommen (&amp;|&) hej/, /Sara Sund/])
      expect(wordsOf(plan.blocks)).toMatch(words)
    const letter = await opened(plan)
    expect(letter.html).toContain('background-color:#0a6640')
    expect(letter.html).toContain('data:image/png;base64,')
    expect(letter.html).toContain('Välkommen &amp; hej!')
  })

  it('waits for another owner, who gets a card, and is reminded', async () => {
    await product.people.press(OWNER, plan, confirmOf(plan))
    await become(plan, /Väntar på en annan ägare/)
    request = await product.hears(SECOND, 'Olle Ohlsson ber dig godkänna hur breven från Acme AB ska se ut')
    await become(plan, /Har en knapp att trycka på: \n?Sara Sund, sedan \d{4}/)
    expect(elements(plan).map(({ value }) => value)).toEqual([`stoppa ${code}`, `påminn ${code}`])
    await product.people.press(OWNER, plan, `påminn ${code}`)
    await product.hears(SECOND, 'Påminnelse: Olle Ohlsson väntar på att du godkänner hur breven')
  })

  it('is looked at by the other owner, and mailed to them as a trial', async () => {
    await product.people.press(SECOND, request, `brev verifiera ${code}`)
    const shown = await product.hears(SECOND, 'Så ser verifieringsmejlet ut')
    expect(wordsOf(shown.blocks)).toContain('Acme HR skriver')
    expect((await opened(shown)).html).toContain('data:image/png;base64,')
    await product.people.press(SECOND, request, `provbrev verifiera ${code}`)
    await product.hears(SECOND, 'Ett prov är på väg till dig')
    await expect.poll(() => mailsTo('sara@acme.example'), { timeout: 15_000 }).toHaveLength(1)
    const [trial] = await mailsTo('sara@acme.example')
    expect(trial!.subject).toMatch(/^Prov: /)
    expect(trial!.text).toContain('Acme HR skriver')
  })

  it('is in force once it is approved: every card says so, and the next letter has it', async () => {
    await product.people.press(SECOND, request, `godkänn ${code}`)
    await product.hears(SECOND, 'Breven från Acme AB är ändrade')
    await become(plan, /Sara Sund har godkänt planen/)
    expect(elements(plan)).toEqual([])
    await product.people.write(OWNER, 'verifiera konton')
    const send = await product.hears(OWNER, 'Skicka till 1')
    expect(findButton(send.blocks, confirmOf(send).replace('bekräfta', 'brev verifiera'))).toBeTruthy()
    await product.people.press(OWNER, send, confirmOf(send))
    await become(send, /1 av 1/)
    const [mail] = await mailsTo('anna.berg@acme.example')
    expect(mail!.text).toContain('Acme HR skriver:\n\nVälkommen & hej!')
  })

  it('is not an admin’s: whoever is no owner neither changes it nor hears of a proposal', async () => {
    await product.people.write(OWNER, 'roll ge <@U0ADMIN> admin')
    await product.hears(OWNER, /Rollen admin/)
    await product.people.write('U0ADMIN', 'brev ändra företag=100 namn=Ni')
    await product.hears('U0ADMIN', /ägare/)
    await product.people.write('U0ADMIN', `utskick ${code}`)
    await product.hears('U0ADMIN', /finns ing/)
  })
})
