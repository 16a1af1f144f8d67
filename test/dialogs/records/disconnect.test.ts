import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Directory } from '../../../src/directory/directory.ts'
import { localDirectory } from '../../../src/directory/local.ts'
import { testDatabase } from '../../support/database/database.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'
import { until } from '../../support/until.ts'

// Making the embedded database takes seconds, and half a minute on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let product: Product
afterEach(() => product.stop())

const state = async () => {
  const { data } = await product.say('admin', 'status anna@acme.example')
  return (data!.person as { state: string }).state
}
const confirmed = async (line: string) => {
  const { data } = await product.say('owner', line)
  return product.say('owner', `bekräfta ${data!.plan}`)
}

/** An identity provider that reports each request to disconnect, and answers it only when the test allows it. */
function provider() {
  let answer: () => void = () => {}
  const asked: string[] = []
  const directory: Directory = {
    ...localDirectory,
    disconnect: async ({ number }) => {
      asked.push(number)
      await new Promise<void>((resolve) => {
        answer = resolve
      })
      return { ok: true }
    },
  }
  return { directory, asked, answer: () => answer() }
}

describe('a connection', () => {
  it('is removed when the provider agrees, and nothing waits for it meanwhile', { timeout: 60_000 }, async () => {
    const { directory, asked, answer } = provider()
    product = await startProduct({ directory, database: await testDatabase({ max: 12 }) })
    await connectAnna()
    expect((await confirmed('koppla från anna@acme.example')).data).toMatchObject({ done: true })
    await until(async () => asked.length === 1)
    // The provider has not answered yet: the person still counts as connected, and other commands work.
    expect(await state()).toBe('connected')
    expect(JSON.stringify(await product.say('admin', 'status anna@acme.example'))).toContain('pågår')
    answer()
    await until(async () => (await state()) !== 'connected')
    const history = await product.say('owner', 'historik anna@acme.example')
    expect(JSON.stringify(history.rows)).toContain('tog bort kopplingen')
  })

  it('is removed by the next process when one dies between record and call', { timeout: 60_000 }, async () => {
    const database = await testDatabase({ max: 12 })
    const first = await startProduct({ directory: provider().directory, database, idle: true })
    product = first
    await connectAnna()
    await confirmed('koppla från anna@acme.example')
    const { directory, asked, answer } = provider()
    // The first process had no worker, so it recorded the request and died without calling the provider.
    product = await startProduct({ directory, database })
    await until(async () => asked.length === 1)
    answer()
    await until(async () => (await state()) !== 'connected')
    expect(asked).toEqual(['1'])
  })
})

describe('without a provider outside', () => {
  it('nobody is said to have been told, in the plan, after it, or when one connects again', async () => {
    product = await startProduct({ database: await testDatabase({ max: 12 }), idle: true })
    await connectAnna()
    const plan = await product.say('owner', 'koppla från anna@acme.example')
    expect(plan.text).toContain('Inloggningen i Visma Connect ändras inte')
    expect((await product.say('owner', `bekräfta ${plan.data!.plan}`)).text).toContain('får inget besked')
    const other = await product.say('owner', 'koppla igen anna@acme.example')
    expect(JSON.stringify(other)).not.toContain('får nu besked')
  })
})

async function connectAnna(): Promise<void> {
  const plan = await product.say('owner', 'importera', [csv([header, '100;Acme AB;1;Anna;Ek;anna@acme.example'])])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
  await product.database.db.execute(
    "update people set verified_at = now(), connected_at = now(), connected_by = 'link' where number = '1'",
  )
}
