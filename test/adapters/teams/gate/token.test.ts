import { afterAll, beforeAll, expect, it } from 'vitest'
import { resolveCloud } from '../../../../adapters/teams/cloud.ts'
import { type SigningKeys, signingKeys } from '../../../../adapters/teams/gate/keys.ts'
import { readToken } from '../../../../adapters/teams/gate/token.ts'
import { type FakeCloud, fakeCloud } from '../../../support/teams/cloud.ts'

const quiet = { debug() {}, info() {}, warn() {}, error() {} }
const now = new Date('2026-03-09T08:00:00Z')
const seconds = now.getTime() / 1000
const appId = 'abcdef01-2222-4333-8444-555555555555'
const valid = { aud: appId, nbf: seconds - 60, exp: seconds + 3600 }
let cloud: FakeCloud
let keys: SigningKeys
beforeAll(async () => {
  cloud = await fakeCloud()
  keys = signingKeys(`${cloud.url}/metadata`, () => now, quiet)
})
afterAll(() => cloud.close())

const read = (claims: Record<string, unknown>) =>
  readToken(`Bearer ${cloud.token({ ...valid, ...claims })}`, resolveCloud({ ...cloud.config, appId }), keys, now)

it.each([
  ['ended less than five minutes ago', { exp: seconds - 299 }],
  ['begins in five minutes', { nbf: seconds + 300 }],
  ['has no beginning', { nbf: undefined }],
  ['names the bot in capitals', { aud: appId.toUpperCase() }],
])('a token that %s is accepted', async (_, claims) =>
  expect(await read(claims)).toEqual({ serviceUrl: `${cloud.url}/`, endorsements: ['msteams'] }),
)

it.each([
  ['ended more than five minutes ago', { exp: seconds - 301 }, 'ERR_JWT_EXPIRED'],
  ['begins in more than five minutes', { nbf: seconds + 301 }, 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
  ['never ends', { exp: undefined }, 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
  ['has another issuer', { iss: 'https://sts.windows.net/x/' }, 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
  ['is for another bot', { aud: 'ffffffff-2222-4333-8444-555555555555' }, 'audience'],
  ['is for several bots', { aud: [appId, 'other'] }, 'claims'],
  ['names no service', { serviceurl: undefined }, 'claims'],
])('a token that %s is refused', async (_, claims, reason) =>
  expect(await read(claims)).toEqual({ status: 401, reason }),
)
