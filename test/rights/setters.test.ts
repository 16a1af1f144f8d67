import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Card, Who } from '#bot'
import { rows } from '../../src/db/open.ts'
import { codeFrom } from '../../src/verification/access/link-codes.ts'
import { sample } from '../support/sample.ts'
import { cast, type Installation, inSlack, inTeams, linkBySql, operator, startInstallation } from './installation.ts'

vi.setConfig({ testTimeout: 90_000 })

/** A code that is mailed to an address proves nothing about whoever has stored the address (access/four-eyes.ts). */
let installation: Installation
beforeAll(async () => {
  installation = await startInstallation({ idle: true, environment: { FOUR_EYES_ABOVE: '5' } })
})
afterAll(() => installation.stop())
beforeEach(() =>
  run(`update sends set state = 'stopped', finished_at = now(), paused_because = null where state = 'running'`),
)

const run = (text: string) => installation.database.db.execute(sql.raw(text))
const must = async (who: Who, line: string): Promise<Card> => {
  const card = await installation.card(who, line)
  if (card.data?.refused) throw new Error(`${line}: ${card.data.refused}: ${card.title}`)
  return card
}

type Place = 'slack' | 'teams'
let count = 0
/** A new admin who has written once. No two names look like aliases. */
async function admin(place: Place, email?: string): Promise<Who> {
  count += 1
  const word = [...String(count)].map((digit) => 'abcdefghij'[Number(digit)]).join('')
  const address = email === undefined ? `${word}${word}z.${word}q@acme.example` : email || undefined
  const id = `dddddddd-0000-4000-8000-${String(count).padStart(12, '0')}`
  const who = place === 'slack' ? inSlack(`U0SET${count}`, address) : inTeams(id, address)
  await must(cast.owner, `roll ge ${who.platform}:${who.workspace}/${who.user} admin`)
  await installation.card(who, 'hjälp')
  return who
}

/** A record of the company with nothing stored but its number; only its number is shared with the others. */
async function bare(): Promise<string> {
  count += 1
  await run(`insert into people (company_id, number, created_at, updated_at)
    select id, 'N${count}', now(), now() from companies where number = '100'`)
  return `N${count}`
}

/** The ways in which an address comes to a record, each by `who`. */
const ways: Record<string, (who: Who, number: string, email: string) => Promise<unknown>> = {
  verifiera: async (who, number, email) => {
    await must(who, `verifiera ${number} företag=100 epost=${email}`)
    await run(`update sends set state = 'stopped', finished_at = now() where state = 'running'`)
  },
  'an import of somebody new': async (who, number, email) => {
    await run(`delete from people where number = '${number}'`)
    await upload(who, number, email)
  },
  'an import of somebody known': (who, number, email) => upload(who, number, email),
  'an import of an empty cell after it': async (who, number, email) => {
    await ways.verifiera!(who, number, email)
    await upload(cast.owner, number, '')
  },
  'an import of the same by a colleague': async (who, number, email) => {
    await ways.verifiera!(who, number, email)
    await upload(cast.owner, number, email)
  },
  'another spelling by a colleague': async (who, number, email) => {
    await ways.verifiera!(who, number, email)
    await upload(cast.owner, number, email.toUpperCase())
  },
}
const upload = async (who: Who, number: string, email: string) => {
  const plan = await installation.upload(who, [`100;Acme AB;${number};Ny;Nysson;${email};Lager;Chef;`])
  await must(who, `bekräfta ${plan.data!.plan}`)
}

/** Types `koppla` and the code that was mailed, as whoever reads the mailbox can. */
async function linkByCode(who: Who): Promise<void> {
  expect((await must(who, 'koppla')).data).toEqual({ asked: 'code' })
  const [kept] = await rows<{ key_id: string; nonce: string }>(
    installation.database.db,
    sql`select key_id, encode(nonce, 'hex') as nonce from tie_codes t join identities i on i.id = t.identity_id
      where i."user" = ${who.user}`,
  )
  const made = { keyId: kept!.key_id, nonce: Buffer.from(kept!.nonce, 'hex') }
  await must(who, `koppla ${codeFrom(installation.app.service.keys, made)}`)
}

/** What a large plan of `requester` answers when `approver` approves it. */
async function approval(requester: Who, approver: Who): Promise<Card> {
  const plan = String((await must(requester, 'verifiera konton företag=9207 igen=ja')).data!.plan)
  await must(requester, `bekräfta ${plan}`)
  const card = await installation.card(approver, `godkänn ${plan}`)
  await installation.card(requester, `stoppa ${plan}`)
  return card
}

const apart: [Place, Place][] = [
  ['slack', 'teams'],
  ['teams', 'slack'],
]

describe('one human with two accounts and an own mailbox on a colleague’s record', () => {
  const cells = apart.flatMap(([one, two]) => Object.keys(ways).map((way) => ({ one, two, way })))

  it.each(sample(cells, 2))('$one and $two, $way: is one human in both directions', async ({ one, two, way }) => {
    const own = await admin(one)
    const number = await bare()
    await linkBySql(installation, own, 'A1')
    const mailbox = `private${count}@home.example`
    await ways[way]!(own, number, mailbox)
    const other = await admin(two, mailbox)
    await linkByCode(other)
    for (const [requester, approver] of [
      [own, other],
      [other, own],
    ] as const) {
      const card = await approval(requester, approver)
      const said = `${card.title} ${card.text}`
      expect([card.data!.refused, said]).toEqual(['own_plan', expect.stringMatching(/sparad av en av er/)])
      // Another code would prove as little, so it is not proposed.
      expect(JSON.stringify(card.buttons)).not.toContain('koppla')
    }
  })
})

/** Who may have stored the address of the approver: the codes count if it was certainly neither of the two. */
const setters: Record<
  string,
  { humans: 'two' | 'unclear'; setter(pair: [Who, Who], at: [Place, Place]): Promise<Who> }
> = {
  'the requester': { humans: 'unclear', setter: async ([requester]) => requester },
  'the approver': { humans: 'unclear', setter: async ([, approver]) => approver },
  'a third admin of the requester’s workspace': { humans: 'two', setter: (_, [one]) => admin(one) },
  'a third admin of the approver’s workspace': { humans: 'two', setter: (_, [, two]) => admin(two) },
  'an account without an address': { humans: 'unclear', setter: (_, [one]) => admin(one, '') },
  'an alias of the requester': {
    humans: 'unclear',
    setter: async ([{ email }], [one]) => admin(one, `adm-${email}`),
  },
  'the operator of the machine': { humans: 'two', setter: async () => operator },
}

describe('who has stored the address of a code', () => {
  const cells = apart.flatMap(([one, two]) => Object.keys(setters).map((who) => ({ one, two, who })))

  it.each(sample(cells, 2))('$one asks, $two approves, $who stored the approver’s', async ({ one, two, who }) => {
    const requester = await admin(one)
    const mailbox = `quite${count}@acme.example`
    const approver = await admin(two, mailbox)
    await linkBySql(installation, requester, 'A1')
    const { humans, setter } = setters[who]!
    await ways.verifiera!(await setter([requester, approver], [one, two]), await bare(), mailbox)
    await linkByCode(approver)
    const card = await approval(requester, approver)
    if (humans === 'two') return expect(card.data).toMatchObject({ state: 'running' })
    expect(card.data!.refused).toBe('own_plan')
  })

  it('is not known of addresses that are older than that it was kept', async () => {
    const requester = await admin('slack')
    const approver = await admin('teams', 'anna7@acme.example')
    await linkBySql(installation, requester, 'A1')
    await run(`update people set email_set_by = null, email_set_at = null where number = 'A7'`)
    await linkByCode(approver)
    expect((await approval(requester, approver)).data!.refused).toBe('own_plan')
    // An owner who is neither of them can vouch.
    await must(cast.owner, `roll intyga ${approver.platform}:${approver.workspace}/${approver.user}`)
    expect((await approval(requester, approver)).data).toMatchObject({ state: 'running' })
  })

  it('is asked anew once somebody else has stored another address', async () => {
    const requester = await admin('slack')
    const mailbox = `moved${count}@acme.example`
    const approver = await admin('teams', mailbox)
    const number = await bare()
    await linkBySql(installation, requester, 'A1')
    await ways.verifiera!(requester, number, mailbox)
    await linkByCode(approver)
    expect((await must(approver, 'koppla')).data).toEqual({ linked: true })
    await ways.verifiera!(cast.owner, number, `new-${mailbox}`)
    await linkByCode(approver)
    expect((await approval(requester, approver)).data).toMatchObject({ state: 'running' })
  })
})
