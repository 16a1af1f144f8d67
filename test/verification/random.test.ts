import { describe, expect, it } from 'vitest'
import { createRandom } from '../../src/verification/random.ts'

describe('random bytes', () => {
  it('never come twice, whatever is asked for', () => {
    const random = createRandom(64)
    const counts = Array.from({ length: 2000 }, (_, n) => [16, 32, 18, 64, 100][n % 5]!)
    const given = counts.map((count) => Buffer.from(random(count)).toString('hex'))
    expect(given.map((hex) => hex.length / 2)).toEqual(counts)
    expect(new Set(given.flatMap((hex) => hex.match(/.{32}/g))).size).toBe(
      given.reduce((sum, hex) => sum + Math.floor(hex.length / 32), 0),
    )
  })

  it('are the asker’s own: what is done to them changes nothing that comes after', () => {
    const random = createRandom(64)
    const first = random(16)
    first.fill(0)
    expect(random(16).some((byte) => byte !== 0)).toBe(true)
  })
})
