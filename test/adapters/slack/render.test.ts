import type { types } from '@slack/bolt'
import { describe, expect, it, vi } from 'vitest'
import { lengthOfBlocks } from '../../../adapters/slack/blocks/blocks.ts'
import { cut, lengthOf } from '../../../adapters/slack/blocks/text.ts'
import { filterForm } from '../../../adapters/slack/filter-form/view.ts'
import { render } from '../../../adapters/slack/render.ts'
import { type Card, cardKinds } from '../../../src/bot/index.ts'
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
const cards: fc.Arbitrary<Card> = fc.record(
  {
    kind: fc.constantFrom(...cardKinds),
    tone: fc.constantFrom('info', 'good', 'warning', 'bad', 'question'),
    title: long,
    text: long,
    facts: fc.array(fc.tuple(word, long), { maxLength: 40 }),
    rows: fc.record({
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
        const { blocks } = render(card, { language: 'sv' })
        const values = JSON.parse(JSON.stringify(blocks)).flatMap(
          (block: { type: string; elements: { value?: string }[] }) =>
            block.type === 'actions' ? block.elements.map((element) => element.value) : [],
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

  it('of 10 000 people shows the first 25 and how many there are', () => {
    const { blocks } = render(card, { language: 'sv' })
    const table = blocks.find((block) => block.type === 'table')
    expect(table?.type === 'table' && table.rows.length).toBe(26)
    expect(wordsOf(blocks)).toContain('Visar 25 av 10')
    expect(findButton(blocks, 'Skicka till').button).toMatchObject({ value: 'bekräfta K7QM', style: 'primary' })
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
