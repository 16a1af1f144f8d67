import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Card } from '#bot'
import { headers } from '../../../src/files/table/names.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'

const verified = 'eva@acme.example'
let product: Product
beforeAll(async () => {
  product = await startProduct()
  const file = csv([
    header,
    `100;Acme AB;0001;Eva;Ek;${verified}`,
    '100;Acme AB;0004;Mohammed;Virtanen;mo@acme.example',
    '100;Acme AB;0005;Olof;Moberg;',
    '200;Acme Bygg AB;0001;Ida;Lind;ida@acme.example',
    '300;Norr AB;0001;Bo;Alm;bo@norr.example',
  ])
  const plan = await product.say('owner', 'importera', [file])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
  await product.say('admin', 'verifiera 0001 företag=100')
  await product.settled()
  await product.app.page.verify(await product.linkTo(verified))
})
afterAll(() => product.stop())

const says = (card: Card) => (card.buttons ?? []).map((button) => ('say' in button ? button.say : button.open))
const employee = `employee:${verified}`

describe('a long refusal', () => {
  it('has its first sentence as heading, and the rest below it', async () => {
    const card = await product.say('owner', 'importera', [csv([header, '100;Acme AB;0009;Bo;Ek;19121212-1212'])])
    expect(card.data!.refused).toBe('personal_number')
    expect(card.title).toMatch(/^Det finns ett personnummer på rad 2 [^.]*\.$/)
    expect(card.text).toMatch(/^Ta bort meddelandet /)
  })
})

describe('a status', () => {
  it.each(['företag=100', 'företag=100 enhet=Månen'])(
    'offers a send only where somebody is left: %s',
    async (filter) => {
      const card = await product.say('owner', `status ${filter}`)
      expect(says(card).some((line) => line.startsWith('verifiera konton'))).toBe(Number(card.data!.total) > 0)
    },
  )
})

describe('a line that nobody understands', () => {
  it.each(['asdfgh', 'qwerty zxcvb'])('is unknown to everybody: %s', async (line) => {
    for (const as of [employee, 'admin', 'owner'])
      expect((await product.say(as, line)).data!.refused).toBe('unknown_command')
  })
})

describe('an employee who asks about a mail', () => {
  it.each(['did I get a mail?', 'Have I received an email?', 'har jag fått något mejl?', 'fick jag ett mail'])(
    'is not told of a wrong address: %s',
    async (line) => {
      const card = await product.say(employee, line)
      expect(says(card)[0]).toMatch(/^(skicka länk|status)$/)
      expect(says(card)).toContain('status')
    },
  )
})

describe('help', () => {
  it.each([
    ['hjälp verifiera konto', 'hjälp verifiera konton'],
    ['hjälp skicka länkar', 'hjälp skicka länk'],
    ['help verify account', 'help verify accounts'],
  ])('is about help, with a slip of the keys too: %s', async (line, nearest) => {
    const language = line.startsWith('help') ? 'en' : 'sv'
    const { card } = await product.said('admin', line, { language })
    expect(says(card)[0]).toBe(nearest)
  })

  it('on the import names the columns that are read, and offers the file of those without an address', async () => {
    const card = await product.say('admin', 'hjälp importera')
    const text = card.facts!.flat().join()
    for (const column of Object.values(headers)) expect(text).toContain(column)
    expect(says(card)).toContain('fyll i')
    expect((await product.say('admin', 'fyll i')).files).toHaveLength(1)
  })
})

describe('what is no domain', () => {
  it.each([
    ['admin', 'lista epost=@acme', 'lista epost=@acme.example'],
    ['admin', 'verifiera konton epost=@acme', 'verifiera konton epost=@acme.example'],
    ['owner', 'domän kontrollera acme', 'domän kontrollera acme.example'],
  ])('is answered to %s with an example of the same command: %s', async (as, line, example) => {
    const card = await product.say(as, line)
    expect(card.data!.refused).toBe('bad_domain')
    expect(card.title).toContain(example)
    expect(card.title).not.toContain('lägg till')
  })
})

describe('a person whose number nobody has', () => {
  it.each(['radera', 'utdrag', 'koppla från'])('is nobody else to %s', async (command) => {
    const card = await product.say('owner', `${command} 0007 företag=100`)
    expect(card).toMatchObject({ data: { refused: 'unknown_person' } })
    expect(says(card)).toEqual(['lista företag=100'])
  })

  it('may be a slip of the keys where somebody is only shown', async () => {
    expect(says(await product.say('owner', 'status 0007 företag=100')).length).toBeGreaterThan(0)
  })
})

describe('a refusal has a next step', () => {
  it('where a sentence names several companies, and the answer needs none', async () => {
    const card = await product.say('owner', 'radera alla på Acme')
    expect(says(card)).toContain('hjälp radera')
  })

  it('where a plan is another’s', async () => {
    const made = await product.say('admin', 'verifiera konton företag=200')
    for (const verb of ['bekräfta', 'stoppa']) {
      const card = await product.say('owner', `${verb} ${made.data!.plan}`)
      expect(card.data!.refused).toBe('not_yours')
      expect(says(card)).toContain(`utskick ${made.data!.plan}`)
    }
    expect(says(await product.say('owner', `bekräfta ${made.data!.plan}`))).toContain('verifiera konton företag=200')
  })

  it('where an address is taken, with its holder for whoever may see that person', async () => {
    const card = await product.say('admin', `verifiera 0004 företag=100 epost=${verified}`)
    expect(card.data!.refused).toBe('email_taken')
    expect(card.title).toContain('Eva Ek')
    expect(says(card)).toEqual(['status 0001 företag=100', 'status 0004 företag=100'])
  })

  it('where a letter needs a company', async () => {
    const card = await product.say('owner', 'brev ändra namn="Acme HR"')
    expect(says(card)).toContain('brev ändra företag=300 namn="Acme HR"')
  })

  it.each([
    ['lista status=studsad', 'lista'],
    ['status enhet=Finnsinte', 'status'],
    ['verifiera konton status=studsad', 'lista'],
  ])('where nobody matches: %s', async (line, everybody) => {
    expect(says(await product.say('admin', line))).toContain(everybody)
  })

  it('where one of several companies is unknown, which is none of the others', async () => {
    const card = await product.say('admin', 'lista företag=100,😀')
    expect(says(card)).toEqual(['lista företag=100,200', 'lista företag=100,300'])
  })

  it('where a role is not given but belongs to the local page', async () => {
    const card = await product.say('owner', 'roll ta bort local:local/owner')
    expect(card.data!.refused).toBe('configured_owner')
    expect(card.title).toContain('lokala sidan')
  })
})

describe('the history', () => {
  it('says what was refused, and why', async () => {
    const made = await product.say('admin', 'verifiera konton företag=300')
    const code = made.data!.plan
    await product.say('owner', `bekräfta ${code}`)
    await product.say('owner', `stoppa ${code}`)
    const what = (await product.say('owner', `historik ${code}`)).rows!.body.map(([one]) => one)
    expect(what).toContain(`nekades ”bekräfta ${code}” (någon annans plan)`)
    expect(what).toContain(`nekades ”stoppa ${code}” (någon annans plan)`)
  })
})
