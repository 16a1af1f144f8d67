import { describe, expect, it } from 'vitest'
import { Pacer } from '../../../../adapters/slack/outgoing/pacer.ts'

describe('the pacer', () => {
  const retryAfter = (error: unknown) => (error as { wait?: number }).wait

  it('keeps the order of messages and sends each once, the latest frame of each', async () => {
    const pacer = new Pacer<string>(5, retryAfter)
    const sent: string[] = []
    const push = (key: string, value: string) => {
      const send = async () => {
        sent.push(value)
        return value
      }
      return pacer.push('T', { key, send })
    }
    const results = await Promise.all([
      push('a', 'a1'),
      push('b', 'b1'),
      push('a', 'a2'),
      push('c', 'c1'),
      push('b', 'b2'),
    ])
    expect(sent).toEqual(['a2', 'b2', 'c1'])
    expect(results).toEqual(['a2', 'b2', 'a2', 'c1', 'b2'])
  })

  it('takes a frame again after a wait, unless a newer one came', async () => {
    const pacer = new Pacer<string>(5, retryAfter)
    let tries = 0
    const refused = pacer.push('T', {
      key: 'a',
      send: async () => {
        tries += 1
        if (tries === 1) throw Object.assign(new Error('later'), { wait: 0.01 })
        return 'old'
      },
    })
    expect(await refused).toBe('old')
    expect(tries).toBe(2)
  })

  it('rejects what waits when it is stopped', async () => {
    const pacer = new Pacer<string>(1_000, retryAfter)
    await pacer.push('T', { key: 'a', send: async () => 'a' })
    const waiting = pacer.push('T', { key: 'b', send: async () => 'b' })
    pacer.stop()
    await expect(waiting).rejects.toThrow('closed')
    await expect(pacer.push('T', { key: 'c', send: async () => 'c' })).rejects.toThrow('closed')
  })
})
