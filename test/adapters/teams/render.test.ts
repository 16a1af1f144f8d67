import { createRequire } from 'node:module'
import { describe, expect, it, vi } from 'vitest'
import { clean } from '../../../adapters/teams/cards/text.ts'
import { type AdaptiveCard, render, summarise } from '../../../adapters/teams/render.ts'
import type { Card } from '../../../src/bot/index.ts'
import fc from '../../support/seeded.ts'
import { anyCard, mainCards } from '../../support/teams/cards.ts'
import { wordsIn } from '../../support/teams/harness.ts'

// Thousands of cases are tried here, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const official = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js')
const bytes = (card: unknown) => Buffer.byteLength(JSON.stringify(card))

/**
 * The errors that Microsoft's renderer finds in a card. It does not know the newer bar and charts, which have
 * fallbacks, and its check of `lang` fails every other time, because its expression keeps its place (`/gi` with
 * `exec`).
 */
function errorsIn(card: AdaptiveCard): string[] {
  const context = new official.SerializationContext()
  const parsed = new official.AdaptiveCard()
  parsed.parse(card, context)
  const events = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message as string)
  for (const { message } of parsed.validateProperties().validationEvents) events.push(message)
  return events.filter(
    (message) =>
      !/^Unknown element type "(ProgressBar|Chart\.[\w.]+)". Fallback/.test(message) && !/"lang"/.test(message),
  )
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

  it('asks for what completes a line in a form of its own, which hinders no other button', () => {
    const [shown] = elements(render(mainCards.person as Card, { language: 'sv' }), 'Action.ShowCard')
    expect(shown).toMatchObject({ title: 'Lägg till adress', style: 'positive' })
    const { body, actions } = shown!.card as { body: Record<string, unknown>[]; actions: Record<string, unknown>[] }
    expect(body[0]).toMatchObject({ type: 'Input.Text', id: 'typed', label: 'Ny e-postadress', isRequired: true })
    const data = { say: 'verifiera 0802 företag=200 epost=' }
    expect(actions).toMatchObject([{ type: 'Action.Execute', verb: 'say', data, fallback: { data } }])
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

  it('keeps all buttons, in rows that a telephone shows', () => {
    const rendered = render(mainCards.help as Card, { language: 'sv' })
    expect(elements(rendered, 'ActionSet').map((set) => (set.actions as unknown[]).length)).toEqual([2, 2, 2, 2])
  })

  it('shows progress as a bar, as columns in older clients, and in words', () => {
    const rendered = render(mainCards.progress as Card, { language: 'sv' })
    expect(elements(rendered, 'ProgressBar')[0]).toMatchObject({ value: 96, max: 160, fallback: { type: 'ColumnSet' } })
    expect(JSON.stringify(rendered)).toContain('96 av 160 klara (60 %)')
  })

  it('shows a result as fields in proportion, of which the smallest can still be seen', () => {
    const result = { ...(mainCards.result as Card), progress: undefined }
    const [bar] = elements(render(result, { language: 'sv' }), 'ColumnSet')
    const widths = (bar!.columns as { width: number; style: string }[]).map(({ width, style }) => [style, width])
    expect(widths).toEqual([
      ['good', 91],
      ['accent', 8],
      ['attention', 1],
    ])
  })

  it('puts the buttons that decide before what is folded, and the others last', () => {
    const { body } = render(mainCards.plan as Card, { language: 'sv' })
    const order = (body as { type: string; id?: string; actions?: { type: string; title: string }[] }[]).map(
      ({ type, id, actions }) => id ?? actions?.map(({ title }) => title).join(' · ') ?? type,
    )
    expect(order.slice(1)).toEqual([
      'ColumnSet',
      'RichTextBlock',
      'Skicka till 148 · Avbryt',
      '▸ Varför får 11 inget?',
      'facts',
      '▸ Mottagare: 160',
      'rows',
      'RichTextBlock',
      'Visa alla',
      'Ladda ner utan e-post',
    ])
    expect(JSON.stringify(body).match(/"isVisible":false/g)).toHaveLength(2)
  })

  it('stacks what belongs together in a cell, aligns numbers on the right, and lets rows be pressed', () => {
    const rows = {
      head: ['Namn', 'Antal'],
      body: [['Anna Ek\nanna@acme.example', '1']],
      numbers: [1],
      press: ['status 0017'],
    }
    const [table] = elements(render({ kind: 'list', tone: 'info', title: 'x', rows }, { language: 'sv' }), 'Table')
    expect(table!.columns).toMatchObject([{}, { horizontalCellContentAlignment: 'Right' }])
    const [cell] = elements(table, 'TableCell').filter(({ selectAction }) => selectAction)
    expect(cell!.items).toHaveLength(2)
    expect(cell!.selectAction).toMatchObject({ verb: 'say', data: { say: 'status 0017' } })
  })

  it('draws companies as bars and days as a curve, in clients without charts as fields and words', () => {
    const parts = [{ label: 'kopplade', value: 3, look: 'good' } as const]
    const charts: Card['charts'] = [
      { kind: 'stacked', title: 'Företagen', alt: 'Acme: 3', rows: [{ label: 'Acme', parts }] },
      {
        kind: 'curve',
        title: 'Per dag',
        alt: '24 november: 3',
        head: { day: 'Dag', value: 'Den dagen', sum: 'Sammanlagt' },
        days: [{ day: '2026-11-24', label: '24 november', value: 3, sum: 8 }],
      },
    ]
    const rendered = render({ kind: 'status', tone: 'info', title: 'x', charts }, { language: 'sv' })
    const [bars] = elements(rendered, 'Chart.HorizontalBar.Stacked')
    expect(bars).toMatchObject({ data: [{ title: 'Acme', data: [{ legend: 'kopplade', value: 3, color: 'good' }] }] })
    expect(elements(bars!.fallback, 'ColumnSet')).toHaveLength(1)
    const [curve] = elements(rendered, 'Chart.Line')
    expect(curve).toMatchObject({ data: [{ values: [{ x: '2026-11-24', y: 8 }] }] })
    expect(wordsIn(curve!.fallback)).toBe('Per dag █ 24 november: 3')
    const [behind] = elements(rendered, 'Container').filter(({ id }) => id === 'curve-1')
    expect(behind).toMatchObject({ isVisible: false })
    expect(JSON.stringify(behind)).toContain('24 november: 3')
  })

  it('has a summary for notifications', () => {
    expect(summarise({ kind: 'notice', tone: 'info', title: 'Verifiera.', text: 'Hej' })).toBe('Verifiera. Hej')
    expect(summarise(mainCards.plan as Card)).toMatch(/^Skicka till 148 personer på Acme Bygg AB\?/)
  })

  it('removes characters that could act', () => {
    expect(clean('a\u202eb\u0000c\ud800d\r\ne')).toBe('abcd\ne')
  })
})
