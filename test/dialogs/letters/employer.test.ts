import PostalMime from 'postal-mime'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Card } from '#bot'
import type { Mailer } from '../../../src/mail/mailer.ts'
import { logo } from '../../support/files/pictures.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'

const anna = '100;Acme AB;1;Anna;Berg;anna@mejl.example'
const aina = '100;Acme AB;2;Aina;Ask;aina@mejl.example'
const bo = '200;Beta AB;1;Bo;Ek;bo@beta.example'

/** What went to the mail server, newest last, and what every letter waits for before it may go. */
const raw: { to: string; raw: Uint8Array }[] = []
let held = Promise.resolve()
let holding = 0
const mailer: Mailer = {
  slots: 2,
  open: () => ({
    async send(letter, mayCommit) {
      holding += 1
      await held
      holding -= 1
      if (!(await mayCommit())) return { kind: 'withheld' }
      raw.push({ to: letter.to, raw: letter.raw })
      return { kind: 'accepted', code: 250 }
    },
    close() {},
  }),
  close: async () => {},
}

let product: Product
const published = new Map<string, string[]>()
beforeAll(async () => {
  product = await startProduct({
    mailer,
    environment: { SUPPORT_CONTACT: 'support@acme.example' },
    dns: { txt: async (name) => published.get(name) ?? [] },
  })
  const plan = await say('importera', [csv([header, anna, aina, bo])])
  await say(`bekräfta ${plan.data!.plan}`)
  await prove('acme.example')
}, 120_000)
afterAll(() => product.stop())

const say = (line: string, files?: Parameters<Product['say']>[2]) => product.say('owner', line, files)
async function prove(domain: string) {
  const { data } = await say(`domän lägg till ${domain}`)
  published.set(String(data!.record), [String(data!.value)])
  await say(`domän kontrollera ${domain}`)
}
const confirmed = async (proposal: Card) => say(`bekräfta ${proposal.data!.plan}`)
const change = async (rest: string, files?: Parameters<Product['say']>[2]) =>
  confirmed(await say(`brev ändra företag=100 ${rest}`, files))
const opened = (card: Card) => {
  const { open } = card.buttons!.find((b) => 'open' in b) as { open: string }
  return product.app.page.preview(new URL(open).pathname.split('/brev/')[1]!)
}
async function mailTo(address: string) {
  await product.settled()
  const last = raw.findLast(({ to }) => to === address)
  return PostalMime.parse(last!.raw)
}
const tokenIn = (text: string) => /\/v\/([\w-]+)/.exec(text)![1]!

describe('the letter of an employer', () => {
  it('is the product’s own until an owner changes it', async () => {
    const card = await say('brev ändra företag=Acme')
    expect(card.data).toMatchObject({ company: '100', own: false })
    expect(card.text).toContain('brev ändra företag=100 namn=')
    expect(await say('brev ta bort företag=100')).toMatchObject({ data: { refused: 'no_letter' } })
    expect(await say('brev ändra namn=Acme')).toMatchObject({ data: { refused: 'ambiguous_company' } })
    expect(await product.say('admin', 'brev ändra företag=100 namn=Acme')).toMatchObject({
      data: { refused: 'not_allowed' },
    })
  })

  it('is shown before it is confirmed, and nothing has changed until then', async () => {
    const proposal = await say(
      'brev ändra företag=100 namn="Acme HR" kontakt=Karin Ek adress=hr@acme.example svar=svar@acme.example färg=#0a6640 text="Välkommen, alla!" text_en="Welcome, everybody!"',
      [{ name: 'logga.png', bytes: await logo() }],
    )
    expect(proposal).toMatchObject({ kind: 'plan', data: { kind: 'letter', company: '100', approval: false } })
    const facts = Object.fromEntries(proposal.facts!)
    expect(facts).toMatchObject({
      'Visat namn': 'Acme HR',
      Kontaktperson: 'Karin Ek',
      Kontaktadress: 'hr@acme.example',
      'Svar går till': 'svar@acme.example',
      'Knappens färg': '#0a6640',
      'Egen text på svenska': 'Välkommen, alla!',
      'Egen text på engelska': 'Welcome, everybody!',
    })
    expect(facts.Logotyp).toMatch(/^400 × 160 pixlar/)
    expect(proposal.text).toContain('Det finns ingen annan ägare')
    const seen = await opened(proposal)
    expect(seen!.from).toMatch(/^Acme HR </)
    expect(seen!.html).toContain('Välkommen, alla!')
    expect(seen!.html).toContain('src="data:image/png;base64,')
    expect(seen!.html).toContain('background-color:#0a6640')
    expect((await say('brev verifiera företag=100')).text).not.toContain('Välkommen, alla!')
    const byCode = await say(`brev verifiera ${proposal.data!.plan}`)
    expect(byCode.text).toContain('Välkommen, alla!')
    expect(await confirmed(proposal)).toMatchObject({ tone: 'good', data: { done: true, voided: [] } })
    expect((await say('brev verifiera företag=100')).text).toContain('Välkommen, alla!')
    expect((await say('brev verifiera företag=200')).text).not.toContain('Välkommen, alla!')
  })

  it('goes to the mail server with name, answers, text, colour and a logo of its own', async () => {
    const plan = await say('verifiera konton företag=Acme')
    await confirmed(plan)
    const mail = await mailTo('anna@mejl.example')
    expect(mail.from).toMatchObject({ name: 'Acme HR' })
    expect(mail.replyTo).toEqual([expect.objectContaining({ address: 'svar@acme.example' })])
    expect(mail.text).toContain('Acme HR skriver:\n\nVälkommen, alla!')
    expect(mail.text).toContain('Welcome, everybody!')
    expect(mail.text).toContain('Karin Ek, hr@acme.example')
    expect(mail.text).not.toContain('support@acme.example')
    expect(mail.html).toContain('Acme HR flyttar inloggningen')
    const [picture, ...others] = mail.attachments
    expect(others).toEqual([])
    expect(mail.html).toContain(`src="cid:${picture!.contentId!.replace(/[<>]/g, '')}"`)
    expect(mail.html).not.toMatch(/src="(?!cid:)/)
    const bytes = Buffer.from(picture!.content as ArrayBuffer)
    expect(bytes.length).toBeLessThanOrEqual(15 * 1024)
    expect(bytes.toString('latin1')).not.toContain('Karin')
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', width: 400, height: 160 })
  })

  it('is what the page behind the link shows, and what /akta says', async () => {
    const mail = await mailTo('anna@mejl.example')
    const token = tokenIn(mail.text!)
    const page = await product.app.page.open(token)
    expect(page).toMatchObject({
      state: 'live',
      companyName: 'Acme HR',
      employer: { name: 'Acme HR', contact: 'Karin Ek', address: 'hr@acme.example', logo: { type: 'image/png' } },
    })
    const asked = { email: 'anna@mejl.example', end: token.slice(-8), from: undefined }
    expect(await product.app.page.genuine(asked)).toMatchObject({ company: 'Acme HR' })
  })

  it('stays that of the send that mailed it, on the page too, when it is changed', async () => {
    await change('namn="Acme Personal"')
    expect(await product.app.page.open(tokenIn((await mailTo('anna@mejl.example')).text!))).toMatchObject({
      companyName: 'Acme HR',
    })
    await say('verifiera bo@beta.example')
    expect((await mailTo('bo@beta.example')).from).not.toMatchObject({ name: 'Acme Personal' })
    await say('verifiera anna@mejl.example igen=ja')
    const again = await mailTo('anna@mejl.example')
    expect(again.from).toMatchObject({ name: 'Acme Personal' })
    expect(again.attachments).toHaveLength(1)
    expect(await product.app.page.open(tokenIn(again.text!))).toMatchObject({ companyName: 'Acme Personal' })
  })

  it('keeps what is not named, and takes away what is given empty', async () => {
    await change('logo="" text=""')
    const now = Object.fromEntries((await say('brev ändra företag=100')).facts!)
    expect(now).toMatchObject({ 'Visat namn': 'Acme Personal', 'Egen text på engelska': 'Welcome, everybody!' })
    expect(now.Logotyp).toBeUndefined()
    expect(now['Egen text på svenska']).toBeUndefined()
    expect(await say('brev ändra företag=100 namn="Acme Personal"')).toMatchObject({
      data: { refused: 'nothing_changed' },
    })
  })

  it('stays that of the plan while its send goes on, although it is changed meanwhile', async () => {
    await confirmed(await say('importera', [csv([header, '100;Acme AB;9;Cia;Dal;cia@mejl.example'])]))
    let release = () => {}
    held = new Promise((done) => {
      release = done
    })
    // The mail server holds two letters, one on each connection; the third one waits.
    const started = await confirmed(await say('verifiera konton företag=100 igen=ja'))
    await expect.poll(() => holding).toBe(2)
    expect(await say(`pausa ${started.data!.send}`)).toMatchObject({ data: { state: 'paused' } })
    release()
    const before = raw.length
    await change('namn="Acme Ny"')
    expect(raw.length - before).toBeLessThanOrEqual(2)
    await say(`återuppta ${started.data!.send}`)
    await product.settled()
    const last = await PostalMime.parse(raw.at(-1)!.raw)
    expect(last.from).toMatchObject({ name: 'Acme Personal' })
    expect(raw).toHaveLength(before + 3)
  })

  it('voids the open plans of its company, whose owners are told why, and no others', async () => {
    await say('verifiera anna@mejl.example igen=ja')
    await product.settled()
    const mine = await say('verifiera konton företag=100 igen=ja')
    const both = await product.say('admin', 'verifiera konton igen=ja')
    const other = await say('verifiera konton företag=200 igen=ja')
    const done = await change('namn="Acme HR"')
    expect(done.data!.voided).toEqual([mine.data!.plan, both.data!.plan])
    const refused = await product.say('admin', `bekräfta ${both.data!.plan}`)
    expect(refused).toMatchObject({ data: { refused: 'cancelled' } })
    expect(refused.title).toContain('brevet har ändrats')
    expect(await say(`bekräfta ${other.data!.plan}`)).toMatchObject({ data: { send: other.data!.plan } })
    const again = refused.buttons!.find((b) => 'say' in b && b.say.startsWith('verifiera konton')) as { say: string }
    expect((await product.say('admin', again.say)).data!.plan).toBeTruthy()
    expect((await say(`historik ${both.data!.plan}`)).rows!.body.flat().join()).toContain('brevet har ändrats')
  })

  it('is not confirmed from an older letter than the one in force', async () => {
    const first = await say('brev ändra företag=100 namn="Ett"')
    const second = await say('brev ändra företag=100 namn="Två"')
    await confirmed(second)
    expect(await confirmed(first)).toMatchObject({ data: { refused: 'overtaken' } })
    expect((await say('brev ändra företag=100')).facts).toContainEqual(['Visat namn', 'Två'])
    expect(await confirmed(first)).toMatchObject({ data: { refused: 'cancelled' } })
  })

  it('shows nothing of a domain that is no longer proved', async () => {
    await change('text="Läs mer på intranet.acme.example/flytten."')
    await say('domän ta bort acme.example')
    await say('verifiera aina@mejl.example igen=ja')
    const mail = await mailTo('aina@mejl.example')
    expect(mail.from).toMatchObject({ name: 'Två' })
    expect(mail.text).not.toMatch(/hr@acme\.example|svar@acme\.example|intranet/)
    expect(mail.replyTo).toEqual([expect.objectContaining({ address: 'support@acme.example' })])
    const proposal = await say('brev ändra företag=100 namn="Acme HR"')
    expect(await confirmed(proposal)).toMatchObject({ data: { refused: 'unproved_domain' } })
    await prove('acme.example')
    expect(await confirmed(proposal)).toMatchObject({ data: { done: true } })
  })

  it('is mailed as a trial before it is confirmed, and its page shows the same', async () => {
    const proposal = await say('brev ändra företag=100 namn="Provnamnet"')
    await say(`provbrev verifiera ${proposal.data!.plan}`)
    await expect.poll(() => raw.some(({ to }) => to === 'owner@verifiera.example'), { timeout: 15_000 }).toBe(true)
    const mail = await mailTo('owner@verifiera.example')
    expect(mail.from).toMatchObject({ name: 'Provnamnet' })
    expect(await product.app.page.open(tokenIn(mail.text!))).toMatchObject({ trial: true, companyName: 'Provnamnet' })
    await say(`stoppa ${proposal.data!.plan}`)
    expect((await say('brev ändra företag=100')).facts).toContainEqual(['Visat namn', 'Acme HR'])
  })

  it('belongs to the extract of its contact, and is without them once they are erased', async () => {
    const plan = await say('importera', [csv([header, '100;Acme AB;3;Karin;Ek;karin.ek@acme.example'])])
    await say(`bekräfta ${plan.data!.plan}`)
    await change('kontakt="Karin Ek" adress=karin.ek@acme.example svar="" text="Hör av dig till Karin Ek."')
    const extract = await say('utdrag 3 företag=100')
    const held = new TextDecoder().decode(extract.files![0]!.bytes)
    expect(JSON.parse(held).employer_letters.at(-1)).toMatchObject({ address: 'karin.ek@acme.example' })
    expect(JSON.parse(held).employer_letters.length).toBeGreaterThan(1)
    await confirmed(await say('radera 3 företag=100'))
    const now = await say('brev ändra företag=100')
    expect(JSON.stringify(now)).not.toMatch(/"Karin Ek"|karin\.ek/)
    expect(now.facts).toContainEqual(['Visat namn', 'Acme HR'])
    await say('verifiera aina@mejl.example igen=ja')
    const mail = await mailTo('aina@mejl.example')
    expect(`${mail.text}${mail.html}`).not.toMatch(/Karin|karin/)
    expect(mail.replyTo).toEqual([expect.objectContaining({ address: 'support@acme.example' })])
  })

  it('is removed like it is changed', async () => {
    const proposal = await say('brev ta bort företag=100')
    expect((await opened(proposal))!.from).not.toContain('Acme HR')
    await confirmed(proposal)
    expect(await say('brev ändra företag=100')).toMatchObject({ data: { own: false } })
    await say('verifiera aina@mejl.example igen=ja')
    expect((await mailTo('aina@mejl.example')).text).toContain('Acme AB flyttar')
  })

  it.each([
    ['färg=#0a5', 'low_contrast', /3:1.*4,5:1.*#00/],
    ['färg=grön', 'bad_color', /grön/],
    ['adress=hr@evil.example', 'unproved_domain', /evil\.example/],
    ['svar=hr@sub.acme.example', 'unproved_domain', /sub\.acme\.example/],
    ['adress=hr', 'invalid_email', /./],
    [`text="${'å'.repeat(601)}"`, 'text_too_long', /601.*600/],
    [`namn="${'å'.repeat(61)}"`, 'text_too_long', /61.*60/],
    ['text="Logga in på evil.example nu"', 'link_in_text', /evil\.example/],
    ['namn="evil.example"', 'link_in_text', /evil\.example/],
    ['kontakt="Ring 08-123 45 67"', 'link_in_text', /08-123 45 67/],
    ['logo=ja', 'no_file', /bifogad fil/],
  ])('refuses %s as %s', async (rest, code, words) => {
    const card = await say(`brev ändra företag=100 ${rest}`)
    expect(card.data).toMatchObject({ refused: code })
    expect(card.title).toMatch(words)
  })

  it('refuses a file that is no bitmap, in words', async () => {
    const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')
    const card = await say('brev ändra företag=100', [{ name: 'logga.png', bytes: svg }])
    expect(card.data).toMatchObject({ refused: 'logo_vector' })
    expect(card.title).toContain('SVG')
  })

  it('says in English what it says in Swedish', async () => {
    const english = await product.said('owner', 'letter change company=100 name="Acme HR" text_en="Hi all"', {
      language: 'en',
    })
    expect(english.card.data).toMatchObject({ kind: 'letter' })
    await say(`stoppa ${english.card.data!.plan}`)
  })
})
