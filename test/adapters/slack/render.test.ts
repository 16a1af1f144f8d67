import type { types } from '@slack/bolt'
import { describe, expect, it, vi } from 'vitest'
import { lengthOfBlocks } from '../../../adapters/slack/blocks/blocks.ts'
import { cut, lengthOf } from '../../../adapters/slack/blocks/text.ts'
import { filterForm } from '../../../adapters/slack/forms/filter.ts'
import { render } from '../../../adapters/slack/render.ts'
import { type Card, type Chart, cardKinds, type Part } from '../../../src/bot/index.ts'
import fc from '../../support/seeded.ts'
import { brokenLimits } from '../../support/slack/limits.ts'
import { findButton, wordsOf } from '../../support/slack/people.ts'

// Thousands of cases are tried here, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const nasty = fc.constantFrom(
  '<!channel> *fet* _kursiv_ ~struken~ `kod`',
  '<@U123> & <https://x.example|klicka>',
  ':tada: 👩‍👩‍👧‍👦🏳️‍🌈 Ångström',
  '\u202Egnp.exe\u0000\u0007',
  'e\u0301'.repeat(200),
  '&'.repeat(900),
  '\uD83D',
  '',
)
const word = fc.oneof(
  nasty,
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
)
const long = fc.oneof(
  word,
  fc.array(word, { maxLength: 40 }).map((words) => words.join(' ').repeat(4)),
)
const row = fc.array(word, { minLength: 0, maxLength: 6 })
const part: fc.Arbitrary<Part> = fc.record({
  label: word,
  value: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 200_000 })),
  look: fc.constantFrom('good', 'direct', 'waiting', 'bad', 'open'),
})
const chart: fc.Arbitrary<Chart> = fc.oneof(
  fc.record({
    kind: fc.constant('stacked' as const),
    title: long,
    alt: long,
    rows: fc.array(fc.record({ label: word, parts: fc.array(part, { maxLength: 6 }) }), { maxLength: 20 }),
  }),
  fc.record({
    kind: fc.constant('curve' as const),
    title: long,
    alt: long,
    head: fc.record({ day: word, value: word, sum: word }),
    days: fc.array(fc.record({ day: word, label: word, value: fc.nat(), sum: fc.nat() }), { maxLength: 60 }),
  }),
)
const cards: fc.Arbitrary<Card> = fc.record(
  {
    kind: fc.constantFrom(...cardKinds),
    tone: fc.constantFrom('info', 'good', 'warning', 'bad', 'question'),
    title: long,
    text: long,
    facts: fc.array(fc.tuple(word, long), { maxLength: 40 }),
    parts: fc.array(part, { maxLength: 6 }),
    charts: fc.array(chart, { maxLength: 4 }),
    fold: fc.record({ facts: long, rows: long }, { requiredKeys: [] }),
    rows: fc.record({
      press: fc.array(word, { maxLength: 60 }),
      numbers: fc.array(fc.nat(5)),
      head: fc.array(word, { maxLength: 25 }),
      body: fc
        .tuple(fc.array(row, { maxLength: 8 }), fc.constantFrom(0, 3, 30, 10_000))
        .map(([body, times]) => [
          ...body,
          ...Array.from({ length: times }, (_, at) => [`Anna Andersson-Öberg ${at} <b>`, 'a***@acme.example', '*']),
        ]),
    }),
    progress: fc.record({ done: fc.nat(), total: fc.nat() }),
    buttons: fc.array(
      fc.oneof(
        fc.record({ label: long, say: fc.oneof(word, fc.string({ minLength: 1990, maxLength: 2100 })) }),
        fc.record({ label: long, open: fc.webUrl() }),
      ),
      { maxLength: 40 },
    ),
    files: fc.array(
      word.map((name) => ({ name, type: 'text/csv', bytes: new Uint8Array() })),
      { maxLength: 3 },
    ),
    note: long,
  },
  { requiredKeys: ['kind', 'tone', 'title'] },
)

interface Pressed {
  value?: string
  options?: { value: string }[]
}
const saidBy = ({ value, options = [] }: Pressed) => [value, ...options.map((option) => option.value)]

describe('every card', () => {
  it.each(['message', 'home'] as const)('keeps the limits of a %s', (surface) => {
    fc.assert(
      fc.property(cards, fc.boolean(), fc.constantFrom('sv' as const, 'en' as const), (card, isClassic, language) => {
        const classic = isClassic || surface === 'home'
        const { text, blocks } = render(card, { language, asker: 'U0ANNA', classic })
        expect(brokenLimits(blocks, surface, classic)).toEqual([])
        expect(blocks.length).toBeLessThanOrEqual(45)
        expect(lengthOfBlocks(blocks)).toBeLessThanOrEqual(9_000)
        expect(text.length).toBeGreaterThan(0)
        expect(text.length).toBeLessThanOrEqual(3_000)
        expect(text).not.toMatch(/<|>|&(?!amp;|lt;|gt;)/)
      }),
      { numRuns: 300 },
    )
  })

  it('has no button with a command cut short', () => {
    fc.assert(
      fc.property(cards, (card) => {
        const said = (card.buttons ?? []).flatMap((button) => ('say' in button ? [button.say] : []))
        said.push(...(card.rows?.press ?? []))
        const { blocks } = render(card, { language: 'sv' })
        const values = JSON.parse(JSON.stringify(blocks)).flatMap((block: { type: string; elements: Pressed[] }) =>
          block.type === 'actions' ? block.elements.flatMap(saidBy) : [],
        )
        for (const value of values) if (value !== undefined) expect(said).toContain(value)
      }),
    )
  })

  it('is the same whenever it is rendered', () => {
    fc.assert(
      fc.property(cards, (card) => {
        expect(render(card, { language: 'sv' })).toEqual(render(card, { language: 'sv' }))
      }),
      { numRuns: 30 },
    )
  })
})

describe('a card', () => {
  const body = Array.from({ length: 10_000 }, (_, at) => [`Person ${at}`, `p${at}@acme.example`])
  const card: Card = {
    kind: 'plan',
    tone: 'question',
    title: 'Skicka till 9 800?',
    text: 'Företag = Acme',
    facts: [['Matchar', '10 000']],
    rows: { head: ['Namn', 'E-post'], body },
    buttons: [{ label: 'Skicka till 9 800', say: 'bekräfta K7QM', effect: 'primary' }],
    note: 'Länken gäller t.o.m. 2026-03-29',
  }

  it('of 10 000 people shows the first 60 and how many there are', () => {
    const { blocks } = render(card, { language: 'sv' })
    const table = blocks.find((block) => block.type === 'table')
    expect(table?.type === 'table' && table.rows.length).toBe(61)
    expect(wordsOf(blocks)).toContain('Visar 60 av 10')
    expect(findButton(blocks, 'Skicka till').button).toMatchObject({ value: 'bekräfta K7QM', style: 'primary' })
  })

  const status: Card = {
    kind: 'status',
    tone: 'info',
    title: '69 av 203 kopplade',
    parts: [
      { label: 'kopplade', value: 69, look: 'good' },
      { label: 'har fått mejl', value: 1, look: 'waiting' },
      { label: 'studsade', value: 0, look: 'bad' },
      { label: 'ej skickade', value: 10_000, look: 'open' },
    ],
    charts: [
      {
        kind: 'curve',
        title: 'Kopplade de senaste 30 dagarna',
        alt: '13 november: 3. Sammanlagt 69 kopplade.',
        head: { day: 'Dag', value: 'Den dagen', sum: 'Sammanlagt' },
        days: Array.from({ length: 30 }, (_, at) => ({
          day: `2026-11-${at + 1}`,
          label: `${at + 1} november`,
          value: 1,
          sum: 40 + at,
        })),
      },
    ],
    rows: {
      head: ['Namn', 'Antal'],
      body: [
        ['Acme AB', '69'],
        ['Beta AB', '0'],
      ],
      numbers: [1],
      press: ['status företag=100', 'status företag=200'],
    },
    buttons: [
      { label: 'Mer', say: 'lista' },
      { label: 'Planera', say: 'verifiera konton', effect: 'primary' },
    ],
  }
  const typesOf = (blocks: { type: string }[]) => blocks.map(({ type }) => type)

  it('has the picture and the button that decides first, then the curve with its numbers, and its rows can be opened', () => {
    const { blocks, text } = render(status, { language: 'sv' })
    expect(typesOf(blocks)).toEqual([
      ...['header', 'section', 'actions', 'data_visualization', 'context', 'table', 'actions', 'actions'],
    ])
    const [, picture] = blocks
    expect(picture).toMatchObject({
      text: { text: `🟩🟨${'⬜'.repeat(8)}\n🟩 69 kopplade · 🟨 1 har fått mejl · ⬜ 10\u00a0000 ej skickade` },
    })
    const curve = blocks.find((block) => block.type === 'data_visualization')
    const { series } = (curve as { chart: { series: { data: { label: string; value: number }[] }[] } }).chart
    expect(series[0]!.data).toHaveLength(15)
    expect(series[0]!.data.at(-1)).toEqual({ label: '30 november', value: 69 })
    expect(text).toContain('13 november: 3')
    expect(JSON.stringify(blocks)).toContain('"value":"status företag=200"')
    const table = blocks.find((block) => block.type === 'table')
    expect(table).toMatchObject({ column_settings: [{ is_wrapped: true }, { is_wrapped: true, align: 'right' }] })
  })

  it('has its numbers in words where a workspace knows no charts', () => {
    const { blocks } = render(status, { language: 'sv', classic: true })
    expect(typesOf(blocks)).not.toContain('data_visualization')
    expect(wordsOf(blocks)).toMatch(/Kopplade de senaste 30 dagarna: [▁-█]{15} 13 november: 3/)
  })

  it('folds what it says is folded, and never rounds somebody away', () => {
    const folded: Card = { ...card, fold: { facts: 'Varför får 200 inget?', rows: 'Mottagare' } }
    const { blocks } = render(folded, { language: 'sv' })
    expect(typesOf(blocks)).toEqual(['header', 'section', 'actions', 'container', 'container', 'context', 'context'])
    expect(blocks[3]).toMatchObject({ is_collapsible: true, default_collapsed: true })
    const almost = { done: 9_999, total: 10_000 }
    const { blocks: sending } = render({ kind: 'send', tone: 'info', title: 'x', progress: almost }, { language: 'sv' })
    expect(wordsOf(sending)).toContain('(> 99 %)')
    expect(wordsOf(sending)).toContain('🟩⬜')
  })

  it('cuts text between graphemes only', () => {
    expect(cut('👩‍👩‍👧‍👦'.repeat(30), 75)).toMatch(/^(👩‍👩‍👧‍👦)+…$/u)
    expect(lengthOf(cut('&'.repeat(100), 75))).toBeLessThanOrEqual(75)
  })

  it('removes bidirectional and control characters', () => {
    const { blocks } = render({ kind: 'notice', tone: 'info', title: 'a\u202Eb\u0007c' }, { language: 'sv' })
    expect(wordsOf(blocks)).toBe('abc')
  })
})

describe('the form', () => {
  it.each(['sv', 'en'] as const)('keeps the limits in %s', (language) => {
    fc.assert(
      fc.property(fc.option(cards), (card) => {
        const { blocks, title } = filterForm(language, card ?? undefined) as types.ModalView
        expect(brokenLimits(blocks, 'modal')).toEqual([])
        expect(title.text.length).toBeLessThanOrEqual(24)
      }),
      { numRuns: 50 },
    )
  })
})
