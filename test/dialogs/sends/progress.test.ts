import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Card } from '#bot'
import { rows } from '../../../src/db/open.ts'
import type { Mailer } from '../../../src/mail/mailer.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'
import { until } from '../../support/until.ts'

const people = 60
let product: Product
/** What holds up letters whose commit check has passed: the server's answer to the final dot. */
let answer: Promise<void> = Promise.resolve()

const mailer: Mailer = {
  slots: 2,
  open: () => ({
    async send(_, mayCommit) {
      await new Promise((later) => setTimeout(later, 50))
      if (!(await mayCommit())) return { kind: 'withheld' }
      await answer
      return { kind: 'accepted', code: 250 }
    },
    close() {},
  }),
  close: async () => {},
}

const say = (line: string) => product.say('owner', line)
const fact = (card: Card, label: string) => card.facts?.find(([name]) => name === label)?.[1]
const sentOf = async (code: string) => Number((await say(`utskick ${code}`)).data!.sent)

/** Letters of the send that are being handed over. */
const held = async (code: string) =>
  (
    await rows(
      product.database.db,
      sql`select 1 from deliveries d join sends s on s.id = d.send_id where s.code = ${code} and d.state = 'committing'`,
    )
  ).length

async function startSend(line: string): Promise<string> {
  const code = String((await say(line)).data!.plan)
  await say(`bekräfta ${code}`)
  return code
}

beforeAll(async () => {
  product = await startProduct({ mailer })
  const lines = Array.from({ length: people }, (_, n) => `100;Acme AB;${n};Per;Nr ${n};p${n}@acme.example`)
  const more = Array.from({ length: 5 }, (_, n) => `200;Beta AB;${n};Eva;Nr ${n};e${n}@beta.example`)
  const plan = await product.say('owner', 'importera', [csv([header, ...lines, ...more])])
  await say(`bekräfta ${plan.data!.plan}`)
})
afterAll(() => product.stop())

describe('a send that was paused', () => {
  it('is expected to go on as fast as it went, however long the pause was', async () => {
    const code = await startSend('verifiera konton företag=100')
    await until(async () => (await sentOf(code)) >= 10)
    await say(`pausa ${code}`)
    product.clock.forward(10 * 60_000)
    await say(`återuppta ${code}`)
    const before = await sentOf(code)
    await until(async () => (await sentOf(code)) >= before + 4)
    const card = await say(`utskick ${code}`)
    // If the pause counted, all that were sent would have taken the whole minute before.
    const pace = Number.parseInt(String(fact(card, 'Takt')).replace(/\D/g, ''), 10)
    expect(pace).toBeGreaterThan(1.5 * Number(card.data!.sent))
    await say(`stoppa ${code}`)
    // Its last letters would keep the slots of the next test's mailer.
    await until(async () => (await held(code)) === 0)
  })
})

describe('a send that is stopped', () => {
  it('does not count letters as unsent that are being handed over', async () => {
    let accept = () => {}
    answer = new Promise((resolve) => {
      accept = resolve
    })
    const code = await startSend('verifiera konton företag=200')
    await until(async () => (await held(code)) === 2)
    const stopped = await say(`stoppa ${code}`)
    expect(stopped.title).toContain('0 av 5 skickades')
    // A stop is final: nothing is left to wait for but the two.
    expect(stopped.data).toMatchObject({ skipped: 3, queued: 2, sent: 0 })
    expect(fact(stopped, 'Hoppades över')).toBe('3')
    expect(stopped.text).toContain('2 mejl var redan på väg')
    const labels = (card: Card) => card.buttons!.map(({ label }) => label)
    expect(labels(stopped)).toContain('Skicka till 3 som inte fick mejl')
    // Nobody who may have got a letter is planned as one who did not.
    expect((await say(`försök igen ${code}`)).data).toMatchObject({ matching: 3, mail: 3 })
    accept()
    await until(async () => (await sentOf(code)) === 2)
    const ended = await say(`utskick ${code}`)
    expect(ended.title).toContain('2 av 5 skickades')
    expect(ended.text ?? '').not.toContain('på väg')
    expect(labels(ended)).toContain('Skicka till 3 som inte fick mejl')
  })
})
