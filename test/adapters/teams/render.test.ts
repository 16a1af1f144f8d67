import { createRequire } from 'node:module'
import { describe, expect, it, vi } from 'vitest'
import { clean } from '../../../adapters/teams/cards/text.ts'
import { type AdaptiveCard, render, summarise } from '../../../adapters/teams/render.ts'
import type { Card } from '../../../src/bot/index.ts'
import fc from '../../support/seeded.ts'
import { anyCard, mainCards } from '../../support/teams/cards.ts'

// Thousands of cases are tried here, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const official = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js')
const bytes = (card: unknown) => Buffer.byteLength(JSON.stringify(card))

/**
 * The errors that Microsoft's renderer finds in a card. It does not know the newer bar and chart, which have fallbacks.
 */
function errorsIn(card: AdaptiveCard): string[] {
  const context = new official.SerializationContext()
  const parsed = new official.AdaptiveCard()
  parsed.parse(card, context)
  const events = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message as string)
  for (const { message } of parsed.validateProperties().validationEvents) events.push(message)
  return events.filter((message) => !/^Unknown element type "(ProgressBar|Chart.Donut)". Fallback/.test(message))
}

/** Every element of a card with the given type. */
function elements(card: unknown, type: string): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = []
  JSON.stringify(card, (_, inner) => {
    if (inner?.type === type) found.push(inner)
    return inner
  })
  return found
}

describe('a rendered card', () => {
  it('is under 28 KB and valid for the official renderer, whatever is in it', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        const rendered = render(card, { language: 'sv', filesElsewhere: true })
        expect(bytes(rendered)).toBeLessThan(28 * 1024)
        expect(errorsIn(rendered)).toEqual([])
        expect(elements(rendered, 'TextBlock').concat(elements(rendered, 'FactSet'))).toEqual([])
        for (const { text } of elements(rendered, 'TextRun')) expect(text).toMatch(/^[^\n\u0000-\u001f]+$/u)
      }),
      { numRuns: 300 },
    )
  })

  it('has each button twice, for older clients too, with the whole line that it says', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        const lines = (card.buttons ?? []).flatMap((one) => ('say' in one ? [one.say] : []))
        for (const action of elements(render(card, { language: 'sv' }), 'Action.Execute')) {
          const { say } = action.data as { say: string }
          expect(lines).toContain(say)
          expect(action).toMatchObject({ verb: 'say', fallback: { type: 'Action.Submit', data: { say } } })
        }
        for (const { url } of elements(render(card, { language: 'sv' }), 'Action.OpenUrl'))
          expect(url).toMatch(/^https?:/)
      }),
      { numRuns: 100 },
    )
  })

  it('says how many rows were left out', () => {
    const body = Array.from({ length: 10_000 }, (_, i) => [`Namn Namnsson ${i}`, `person.${i}@acme.example`, String(i)])
    const rendered = render(
      { kind: 'notice', tone: 'info', title: 'Lista', rows: { head: ['Namn', 'E-post', 'Nr'], body } },
      { language: 'sv' },
    )
    const shown = elements(rendered, 'TableRow').length - 1
    expect(shown).toBeGreaterThan(30)
    expect(JSON.stringify(rendered)).toContain(`Visar ${shown} av 10\u00a0000 rader.`)
  })

  it('keeps all buttons, in rows of five', () => {
    const rendered = render(mainCards.help as Card, { language: 'sv' })
    expect(rendered.actions).toBeUndefined()
    expect(elements(rendered, 'ActionSet').map((set) => (set.actions as unknown[]).length)).toEqual([5, 3])
  })

  it('shows progress as a bar, as columns in older clients, and in words', () => {
    const rendered = render(mainCards.progress as Card, { language: 'sv' })
    expect(elements(rendered, 'ProgressBar')[0]).toMatchObject({ value: 96, max: 160, fallback: { type: 'ColumnSet' } })
    expect(JSON.stringify(rendered)).toContain('96 av 160 klara (60 %)')
  })

  it('shows a result as a donut chart, which clients without charts leave out', () => {
    const [ring] = elements(render(mainCards.result as Card, { language: 'sv' }), 'Chart.Donut')
    expect(ring!.fallback).toBe('drop')
    expect((ring!.data as { value: number }[]).map(({ value }) => value)).toEqual([146, 12, 2])
    expect(elements(render(mainCards.progress as Card, { language: 'sv' }), 'Chart.Donut')).toEqual([])
  })

  it('has a summary for notifications', () => {
    expect(summarise(mainCards.plan as Card)).toMatch(/^Skicka verifieringsmejl till 148 personer\?/)
  })

  it('removes characters that could act', () => {
    expect(clean('a\u202eb\u0000c\ud800d\r\ne')).toBe('abcd\ne')
  })
})
