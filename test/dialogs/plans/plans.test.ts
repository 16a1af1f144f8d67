import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isDecisive } from '../../../src/bot/index.ts'
import { csv, header, localWho, type Product, startProduct } from '../../support/product.ts'

let product: Product
const day = 24 * 3_600_000

/** The lines of `count` people of a company, each with an address of their own. */
const crowd = (company: string, count: number, from = 1) =>
  csv([
    header,
    ...Array.from(
      { length: count },
      (_, i) =>
        `${company};Företag ${company};${from + i};Namn${from + i};Efternamn;n${company}-${from + i}@acme.example`,
    ),
  ])

async function load(file: ReturnType<typeof csv>): Promise<void> {
  const plan = await product.say('owner', 'importera', [file])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
}

beforeAll(async () => {
  product = await startProduct({ environment: { FOUR_EYES_ABOVE: '20' } })
  await load(crowd('100', 10))
  await load(crowd('200', 30))
})
afterAll(() => product.stop())

describe('a plan', () => {
  it('is for whoever asked: everybody else gets a visible reason, and nothing is sent', async () => {
    const card = await product.say('admin', 'verifiera konton företag=100')
    const stranger = await product.say('owner', `bekräfta ${card.data!.plan}`)
    expect(stranger).toMatchObject({ tone: 'bad', data: { refused: 'not_yours' } })
    const employee = await product.say('employee:n100-1@acme.example', `bekräfta ${card.data!.plan}`)
    expect(employee.data!.refused).toBe('not_allowed')
    const guest = await product.said(
      { ...localWho('admin'), user: 'guest', standing: 'guest' },
      `bekräfta ${card.data!.plan}`,
    )
    expect(guest.card.data!.refused).toBe('not_allowed')
    expect(await product.settled()).toEqual([])
  })

  it('has the letter and a trial of it beside the button that sends', async () => {
    const card = await product.say('admin', 'verifiera konton företag=100')
    const decisive = card.buttons!.filter((button) => isDecisive(card, button)).map(({ label }) => label)
    expect(decisive).toEqual([expect.stringMatching(/^Skicka till \d+$/), 'Visa brevet', 'Prov till mig', 'Avbryt'])
  })

  it('above the limit tells whoever approves what it is about, and no zeros', async () => {
    const plan = await product.say('owner', 'verifiera konton företag=200')
    const asked = await product.say('owner', `bekräfta ${plan.data!.plan}`)
    expect(asked.title).toMatch(/^Väntar på .*: utskick till 30 personer på Företag 200$/)
    const request = await product.say('admin', `utskick ${plan.data!.plan}`)
    expect(request.title).toBe('owner ber dig godkänna ett utskick till 30 personer på Företag 200')
    expect(request.text).toMatch(/^30 personer får mejl\. Urval: /)
    await product.say('owner', `stoppa ${plan.data!.plan}`)
  })

  it('above the limit asks whoever approves in the language of their chat', async () => {
    await product.said('admin', 'hjälp', { language: 'en' })
    const plan = await product.say('owner', 'verifiera konton företag=200')
    await product.say('owner', `bekräfta ${plan.data!.plan}`)
    const titles = () => product.posts.filter(({ where }) => where.channel === 'admin').map(({ card }) => card.title)
    await expect.poll(titles).toContainEqual(expect.stringMatching(/^owner asks you to approve/))
    await product.say('owner', `stoppa ${plan.data!.plan}`)
  })

  it('can be cancelled, and a cancelled one sends nothing', async () => {
    const card = await product.say('admin', 'verifiera konton företag=100')
    const stop = card.buttons!.find((b) => 'say' in b && b.say.startsWith('stoppa')) as { say: string }
    const cancelled = await product.say('admin', stop.say)
    expect(cancelled.data).toMatchObject({ state: 'cancelled' })
    expect(cancelled.title).toMatch(/är avbruten: utskick till \d+ personer på Företag 100$/)
    expect((await product.say('admin', `bekräfta ${card.data!.plan}`)).data!.refused).toBe('cancelled')
  })

  it('offers the file of exactly those whom it leaves out because they have no address', async () => {
    const people = ['Ek;Lager', 'Al;Lager', 'Asp;Kontor'].map((who, i) => {
      const [name, unit] = who.split(';')
      return `900;Företag 900;${i};Namn;${name};${i ? '' : 'ek@acme.example'};${unit}`
    })
    await load(csv([`${header};Enhet`, ...people]))
    const lines = ['enhet=Lager igen=ja', 'Namn företag=900 epost!=ek@acme.example', 'företag!=100,200', 'Asp']
    for (const line of lines) {
      const card = await product.say('owner', `verifiera konton ${line}`)
      const out = Number((card.data!.leftOut as Record<string, number> | undefined)?.missing_email ?? 0)
      const button = card.buttons?.find((b) => 'say' in b && b.say.includes('epost=saknas')) as
        | { say: string }
        | undefined
      if (!card.data!.plan) continue
      expect(out, line).toBeGreaterThan(0)
      const file = await product.say('owner', button!.say)
      const rows = new TextDecoder().decode(file.files![0]!.bytes).trim().split('\r\n').length - 1
      expect(rows, `${line}: ${button!.say}`).toBe(out)
    }
    expect((await product.say('owner', 'verifiera konton enhet=Lager igen=ja')).buttons).toContainEqual(
      expect.objectContaining({ say: 'exportera enhet=Lager epost=saknas' }),
    )
  })

  it('lives ten minutes', async () => {
    const card = await product.say('admin', 'verifiera konton företag=100')
    product.clock.forward(10 * 60_000 + 1)
    const late = await product.say('admin', `bekräfta ${card.data!.plan}`)
    expect(late.data!.refused).toBe('expired')
    expect(late.buttons).toEqual([expect.objectContaining({ say: 'verifiera konton företag=100' })])
  })

  it('that would reach more people than it showed is shown anew instead', async () => {
    const card = await product.say('admin', 'verifiera konton företag=100')
    await load(crowd('100', 6, 500))
    const fresh = await product.say('admin', `bekräfta ${card.data!.plan}`)
    expect(fresh.data).toMatchObject({ mail: 16 })
    expect(fresh.data!.plan).not.toBe(card.data!.plan)
    expect((await product.say('admin', `bekräfta ${card.data!.plan}`)).data!.refused).toBe('cancelled')
    expect(await product.settled()).toEqual([])
  })

  it('never takes in newcomers, and skips who is no longer eligible', async () => {
    const card = await product.say('admin', 'verifiera konton företag=100')
    await load(crowd('100', 3, 700))
    await product.say('admin', 'verifiera 1 företag=100')
    const sent = await product.say('admin', `bekräfta ${card.data!.plan}`)
    expect(sent.data).toMatchObject({ total: 16 })
    const mails = await product.settled()
    expect(mails.filter((m) => m.to.startsWith('n100-7')).length).toBe(1)
    expect((await product.say('admin', `utskick ${card.data!.plan}`)).data).toMatchObject({
      state: 'done',
      sent: 15,
      skipped: 1,
    })
    expect(mails.filter((m) => m.to === 'n100-1@acme.example').length).toBe(1)
  })

  it('leaves out who was mailed within the day, unless asked', async () => {
    const again = await product.say('admin', 'verifiera konton företag=100')
    expect(again.data).toMatchObject({ mail: 3, leftOut: { recently_sent: 16 } })
    expect((await product.say('admin', 'verifiera konton företag=100 igen=ja')).data).toMatchObject({ mail: 19 })
    product.clock.forward(day)
    expect((await product.say('admin', 'verifiera konton företag=100')).data).toMatchObject({ mail: 19 })
  })

  it('with nobody to mail has no code and says why', async () => {
    const card = await product.say('admin', 'verifiera konton "Ingen Alls"')
    expect(card.data).toMatchObject({ plan: null, matching: 0, mail: 0, direct: 0, leftOut: {} })
    expect(card.buttons).toEqual([expect.objectContaining({ say: 'lista' })])
  })
})

describe('a large plan', () => {
  it('waits for another human, who is neither the requester nor the terminal', async () => {
    const card = await product.say('admin', 'verifiera konton företag=200')
    const code = card.data!.plan
    const asked = await product.say('admin', `bekräfta ${code}`)
    expect(asked.data).toMatchObject({ plan: code, state: 'awaiting' })
    expect(await product.say('admin', `utskick ${code}`)).toMatchObject({ data: { state: 'awaiting' } })
    for (const as of ['admin', 'owner']) {
      const all = await product.say(as, 'utskick')
      expect(all.data!.waiting).toContainEqual({ plan: code, state: 'awaiting' })
      expect(all.rows!.body[0]![0]).toContain('Skicka till 30 personer')
      expect(all.rows!.body[0]![1]).toContain(as === 'owner' ? 'väntar på dig' : 'väntar på godkännande')
    }
    expect((await product.say('admin', `godkänn ${code}`)).data!.refused).toBe('own_plan')
    expect((await product.say('operator', `godkänn ${code}`)).data!.refused).toBe('not_yours')
    expect((await product.say('owner', `godkänn ${code}`)).data).toMatchObject({ send: code, total: 30 })
    await product.settled()
    expect((await product.say('admin', `utskick ${code}`)).data).toMatchObject({ state: 'done', sent: 30 })
    expect((await product.say('owner', `godkänn ${code}`)).data!.refused).toBe('used')
  })

  it('may be approved for 24 hours', async () => {
    const card = await product.say('admin', 'verifiera konton företag=200 igen=ja')
    await product.say('admin', `bekräfta ${card.data!.plan}`)
    product.clock.forward(day)
    expect((await product.say('owner', `godkänn ${card.data!.plan}`)).data!.refused).toBe('expired')
  })

  it('of the terminal is confirmed by the terminal', async () => {
    const card = await product.say('operator', 'verifiera konton företag=200 igen=ja')
    expect((await product.say('operator', `bekräfta ${card.data!.plan}`)).data).toMatchObject({
      state: 'running',
      total: 30,
    })
    await product.settled()
  })
})
