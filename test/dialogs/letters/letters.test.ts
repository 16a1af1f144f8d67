import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Card } from '#bot'
import { readOutbox } from '../../../src/store/outbox.ts'
import { embeddedDatabase, testDatabase } from '../../support/database/database.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'
import { until } from '../../support/until.ts'

const anna = '100;Acme AB;1;Anna;Berg;anna@acme.example'
const bo = '200;Beta AB;1;Bo;Ek;bo@acme.example'

describe.each([
  ['PostgreSQL', () => testDatabase({ max: 12 })],
  ['the embedded database', () => embeddedDatabase()],
])('on %s', (_, make) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct({ database: await make(), environment: { SUPPORT_CONTACT: 'hr@acme.example' } })
    await imported(anna, bo)
  }, 120_000)
  afterAll(() => product.stop())

  async function imported(...lines: string[]): Promise<Card> {
    const plan = await product.say('owner', 'importera', [csv([header, ...lines])])
    await product.say('owner', `bekräfta ${plan.data!.plan}`)
    return plan
  }
  const mailsTo = async (address: string) => (await readOutbox(product.database.db)).filter(({ to }) => to === address)
  const previewOf = (card: Card) => {
    const button = card.buttons!.find((b) => 'open' in b) as { open: string }
    return product.app.page.preview(new URL(button.open).pathname.split('/brev/')[1]!)
  }

  it('shows subject, sender and text, and the letter itself behind a button', async () => {
    const card = await product.say('owner', 'brev verifiera företag=200 bo@acme.example')
    expect(card.text).toContain('Beta AB')
    expect(card.text).toContain('Hej Bo!')
    expect(card.data).toMatchObject({
      letter: 'verify',
      company: '200',
      subject: expect.stringContaining('Visma Connect'),
    })
    const shown = await previewOf(card)
    expect(shown).toMatchObject({ subject: card.data!.subject })
    expect(shown!.html).toContain('Hej Bo!')
  })

  it('is about a person whose name is nearly a command, and says so where the address is made up', async () => {
    await imported('100;Acme AB;7;Sandra;Ek;')
    for (const line of ['brev Sandra', 'brev sandra ek']) {
      const card = await product.say('owner', line)
      expect(card.text, line).toContain('Hej Sandra!')
      // Whose address would it be, if not hers?
      expect(card.text).toContain('fornamn.efternamn@foretaget.example')
      expect(card.text).not.toContain('owner@')
      expect(card.note).toContain('påhittad')
    }
    expect((await product.say('owner', 'brev anna@acme.example')).note).not.toContain('påhittad')
    const slip = await product.say('owner', 'brev ändr företag=100')
    expect(slip.buttons).toContainEqual(expect.objectContaining({ say: 'brev ändra företag=100' }))
  })

  it('shows no real link: what is behind it shows the page and verifies nobody', async () => {
    const card = await product.say('owner', 'brev')
    const token = /\/v\/([\w-]+)/.exec(card.text!)![1]!
    expect(await product.app.page.open(token)).toMatchObject({ state: 'live', companyName: 'Acme AB', trial: true })
    expect(await product.app.page.verify(token)).toMatchObject({ state: 'used', trial: true })
    expect((await product.say('owner', 'status anna@acme.example')).data).toMatchObject({
      person: { state: 'not_sent' },
    })
  })

  it('forgets a preview after ten minutes, and knows no other', async () => {
    const card = await product.say('owner', 'letter connected')
    expect(await previewOf(card)).not.toBeNull()
    const { open } = card.buttons!.find((b) => 'open' in b) as { open: string }
    const token = new URL(open).pathname.split('/brev/')[1]!
    const other = token.at(-9) === 'A' ? 'B' : 'A'
    expect(await product.app.page.preview(token.slice(0, -9) + other + token.slice(-8))).toBeNull()
    product.clock.forward(10 * 60_000 + 1000)
    expect(await previewOf(card)).toBeNull()
  })

  it('mails a trial to whoever asks, marked as one, with a link that verifies nobody', async () => {
    await product.say('owner', 'provbrev verifiera företag=100')
    const [mail] = await until(
      () => mailsTo('owner@verifiera.example'),
      ({ length }) => length > 0,
    )
    expect(mail!.subject).toMatch(/^Prov: /)
    expect(mail!.text).toContain('Det här är ett prov')
    const token = /\/v\/([\w-]+)/.exec(mail!.text)![1]!
    expect(await product.app.page.verify(token)).toMatchObject({ state: 'used', trial: true })
    expect(await product.say('operator', 'provbrev')).toMatchObject({ data: { refused: 'no_confirmed_address' } })
  })

  it('keeps the header of a letter as it was sent, with the sender that the employer has chosen', async () => {
    const change = await product.say('owner', 'brev ändra företag=200 namn="Åkers lönekontor"')
    await product.say('owner', `bekräfta ${change.data!.plan}`)
    await product.say('owner', 'provbrev verifiera företag=200')
    const [mail] = await until(
      () => mailsTo('owner@verifiera.example'),
      ([newest]) => newest!.headers!.includes('Åkers'),
    )
    const lines = mail!.headers!.split('\n')
    expect(lines).toContainEqual(expect.stringMatching(/^From: "?Åkers lönekontor"? <\S+@\S+>$/))
    expect(lines).toContain('To: owner@verifiera.example')
    expect(lines).toContain('Reply-To: hr@acme.example')
    expect(lines).toContain(`Message-ID: ${mail!.messageId}`)
    expect(lines).toContain(`Subject: ${mail!.subject}`)
  })

  it('shows both buttons on a plan card', async () => {
    const plan = await product.say('owner', 'verifiera konton företag=Acme')
    const lines = plan.buttons!.map((b) => ('say' in b ? b.say : ''))
    expect(lines).toContain(`brev verifiera ${plan.data!.plan}`)
    expect(lines).toContain(`provbrev verifiera ${plan.data!.plan}`)
    // The letter is that of the people on the list, not of whichever company comes first.
    const other = await product.say('owner', 'verifiera konton bo@acme.example')
    expect((await product.say('owner', `brev verifiera ${other.data!.plan}`)).data).toMatchObject({ company: '200' })
  })

  it('says of a letter that it is genuine to whoever has its address and the end of its link, and else one thing', async () => {
    const { plan } = (await product.say('owner', 'verifiera konton företag=Acme')).data!
    await product.say('owner', `bekräfta ${plan}`)
    await product.settled()
    const token = await product.linkTo('anna@acme.example')
    const ask = (email: string, end: string) => product.app.page.genuine({ email, end, from: '192.0.2.1' })
    expect(await ask(' Anna@ACME.example', token.slice(-8))).toMatchObject({ company: 'Acme AB' })
    expect(await ask('anna@acme.example', `https://x.example/v/${token}`)).toMatchObject({ company: 'Acme AB' })
    const strangers = [
      ['anna@acme.example', 'AAAAAAAA'],
      ['bo@acme.example', token.slice(-8)],
      ['nobody@acme.example', token.slice(-8)],
      ['anna@acme.example', token.slice(-4)],
      ['', ''],
    ] as const
    for (const [email, end] of strangers) expect(await ask(email, end)).toBeNull()
    for (let i = 0; i < 10; i++) await ask('anna@acme.example', 'AAAAAAAA')
    expect(await ask('anna@acme.example', token.slice(-8))).toBe('limited')
  })

  it('tells an address that was mailed that it is left, without the new one; never one that another has by now', async () => {
    await product.say('owner', 'verifiera bo@acme.example')
    await product.settled()
    await imported(
      '100;Acme AB;1;Anna;Berg;anna.ny@acme.example',
      '200;Beta AB;1;Bo;Ek;bo.ny@acme.example',
      '200;Beta AB;9;Bodil;Ek;bo@acme.example',
    )
    const noticesTo = async (address: string) =>
      (await mailsTo(address)).filter(({ subject }) => /används inte längre/.test(subject))
    const notices = await until(
      () => noticesTo('anna@acme.example'),
      ({ length }) => length > 0,
    )
    expect(notices).toHaveLength(1)
    expect(`${notices[0]!.text}${notices[0]!.html}`).not.toMatch(/anna\.ny|Anna Berg/)
    expect(notices[0]!.text).toContain('Acme AB')
    expect(await noticesTo('bo@acme.example')).toEqual([])

    // Whoever changes one address at a time tells the old one, too, once it has been mailed.
    await product.say('owner', 'verifiera 1 företag=100 epost=anna.tredje@acme.example igen=ja')
    await product.settled()
    expect(await noticesTo('anna.ny@acme.example')).toEqual([])
    await product.say('owner', 'verifiera 1 företag=100 epost=anna.fjarde@acme.example igen=ja')
    await until(
      () => noticesTo('anna.tredje@acme.example'),
      ({ length }) => length > 0,
    )
  })
})
