import { describe, expect, it } from 'vitest'
import { judge } from '../../src/mail/judgement.ts'
import { refusal } from '../../src/mail/smtp/outcome.ts'
import { answers } from './answers/answers.ts'
import { sources } from './answers/sources.ts'

describe('whose fault it is', () => {
  it.each(answers)('%s: at %s, %s (%s)', (fault, stage, words, _source, wait) => {
    const judgement = judge(refusal(stage, words))
    expect(judgement.fault).toBe(fault)
    if (wait) expect(judgement.wait).toBe(wait)
  })

  it('is judged for at least 120 different answers, each from a page that can be read', () => {
    const different = new Set(answers.map(([, stage, words]) => `${stage} ${words}`))
    console.log(
      `${different.size} different answers from ${new Set(answers.map(([, , , source]) => source)).size} sources`,
    )
    expect(different.size).toBe(answers.length)
    expect(answers.length).toBeGreaterThanOrEqual(120)
    for (const [, , words, source] of answers)
      expect([words, sources[source]]).toEqual([words, expect.stringMatching(/^https?:\/\//)])
  })

  it.each([
    ['450 4.2.0 Greylisted for 300 seconds', 300],
    ['451 greylisted, come back in 00:04:59', 299],
    ['450 Greylisted, try again in 5 minutes', 300],
    ['450 4.2.0 Greylisted', undefined],
    ['450 Greylisted, try again in 90000 seconds', 3600],
  ])('waits as long as asked: %s', (words, wait) => {
    expect(judge(refusal('rcpt', words))).toEqual({ fault: 'recipient_later', wait })
  })
})
