import { describe, expect, it } from 'vitest'
import { findMeaning } from '#bot'
import { examples } from '#text'
import { blind } from './blind-lines.ts'
import { lines } from './lines.ts'

const all = Object.entries(examples).flatMap(([intent, text]) => text.split(' | ').map((line) => ({ intent, line })))

describe('the examples', () => {
  it('mean what lines can mean, and none stands there twice', () => {
    const known = new Set<string>(all.map(({ line }) => findMeaning(line)?.intent ?? ''))
    expect(Object.keys(examples).filter((intent) => !known.has(intent))).toEqual([])
    const typed = all.map(({ intent, line }) => `${intent} ${line}`)
    expect(typed.filter((line, i) => typed.indexOf(line) !== i)).toEqual([])
  })
})

describe('a line that the rules may misread', () => {
  it.each([
    ['how many have we got left to do', 'progress'],
    ['vilka är det vi fortfarande väntar på', 'not_verified'],
    ['vems länk har hunnit bli ogiltig', 'expired'],
    ['skicka nya länkar till de som har gamla', 'remind'],
    ['kan jag skicka det till mig själv först', 'test_letter'],
  ])('is offered what like lines mean: %s', (line, intent) => {
    const { intent: first, nearly } = findMeaning(line)!
    expect([first, ...nearly.slice(0, 2)]).toContain(intent)
  })

  it.each(['hur', 'vad', 'jag', 'kan du det'])('says too little: %s', (line) =>
    expect(findMeaning(line)?.nearly ?? []).toEqual([]),
  )
})

describe('a not', () => {
  it.each([
    ['vilka har fått mejl men inte verifierat', 'not_answered'],
    ['who got the mail but did not click', 'not_answered'],
    ['vilka har fått mejl men inte loggat in', 'not_verified'],
    ['who got the email but has not logged in', 'not_verified'],
    ['vilka har inte fått något mejl', 'not_mailed'],
    ['alla har fått mejl men inte jag', 'not_mailed'],
    ['mejla dem som inte har verifierat sig', 'send'],
  ])('is about its own clause: %s', (line, intent) => expect(findMeaning(line)?.intent).toBe(intent))
})

describe('the lines of the tests', () => {
  it('are not what the bot has learnt from', () => {
    const learnt = new Set(all.map(({ line }) => line.toLowerCase()))
    const tested = blind.flatMap((one) => one.lines.trim().split('\n'))
    expect(tested.filter((line) => learnt.has(line.toLowerCase())).length).toBeLessThan(tested.length / 5)
    expect(Object.keys(lines).length).toBeGreaterThan(40)
  })
})
