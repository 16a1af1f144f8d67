import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { resolveCloud } from '../../../../adapters/teams/cloud.ts'
import { signingKeys } from '../../../../adapters/teams/gate/keys.ts'
import { type Claims, type Refusal, readToken } from '../../../../adapters/teams/gate/token.ts'
import { type FakeCloud, fakeCloud } from '../../../support/teams/cloud.ts'

const quiet = { debug() {}, info() {}, warn() {}, error() {} }
const hour = 60 * 60_000
let cloud: FakeCloud
let now: Date
beforeEach(async () => {
  cloud = await fakeCloud()
  now = new Date()
})
afterEach(() => cloud.close())

/** Reads tokens with keys of its own, an hour of whose clock does not outdate a token. */
function reader(metadataUrl = `${cloud.url}/metadata`) {
  const keys = signingKeys(metadataUrl, () => now, quiet)
  const resolved = resolveCloud(cloud.config)
  return (token = cloud.token()): Promise<Claims | Refusal> => readToken(`Bearer ${token}`, resolved, keys, new Date())
}
const pass = (milliseconds: number) => {
  now = new Date(now.getTime() + milliseconds)
}
const accepted = { serviceUrl: expect.any(String), endorsements: ['msteams'] }

describe('the signing keys', () => {
  it('are fetched once, and again in the background after a day', async () => {
    const read = reader()
    await Promise.all([read(), read(), read()])
    pass(23 * hour)
    expect(await read()).toEqual(accepted)
    expect(cloud.counts.keys).toBe(1)
    pass(2 * hour)
    expect(await read()).toEqual(accepted)
    await expect.poll(() => cloud.counts.keys).toBe(2)
  })

  it('stay in use while new ones cannot be fetched', async () => {
    const read = reader()
    await read()
    const token = cloud.token()
    await cloud.close()
    pass(25 * hour)
    expect(await read(token)).toEqual(accepted)
    expect(await read(token)).toEqual(accepted)
    cloud = await fakeCloud()
  })

  it('are gone once Microsoft no longer publishes them', async () => {
    const key = cloud.publish('key-2')
    const token = cloud.token({}, { kid: 'key-2' }, key)
    const read = reader()
    expect(await read(token)).toEqual(accepted)
    cloud.withdraw('key-2')
    pass(25 * hour)
    await read()
    await expect.poll(() => read(token)).toMatchObject({ status: 401 })
  })

  it('are asked for once a minute, however many tokens name an unknown one', async () => {
    const read = reader()
    await read()
    for (let minute = 1; minute <= 3; minute += 1) {
      pass(61_000)
      const tokens = Array.from({ length: 20 }, (_, i) => cloud.token({}, { kid: `unknown-${minute}-${i}` }))
      for (const token of tokens) expect(await read(token)).toMatchObject({ status: 401 })
      expect(cloud.counts.keys).toBe(1 + minute)
    }
  })

  it('may sign only for the channels that they are endorsed for', async () => {
    const key = cloud.publish('key-2', ['directline'])
    expect(await reader()(cloud.token({}, { kid: 'key-2' }, key))).toMatchObject({ endorsements: ['directline'] })
  })

  it('come over https only, except from this machine', async () => {
    cloud.jwksUri = 'http://keys.example/keys'
    expect(await reader()()).toEqual({ status: 503, reason: 'no keys yet' })
    expect(cloud.counts).toMatchObject({ metadata: 1, keys: 0 })
  })
})
