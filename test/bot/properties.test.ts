import { describe, expect, it, vi } from 'vitest'
import { clean, problemCard } from '#bot'
import { speaker } from '#text'
import fc from '../support/seeded.ts'
import { read, registry } from './registry.ts'

// Thousands of cases are tried here, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

/** Hostile text: any UTF-16 unit, control characters, markup, and words of the grammar in any order. */
const pieces = fc.constantFrom(
  ...[
    'verifiera',
    'verifiera konton',
    'lista',
    'status',
    'hjälp',
    'roll ge',
    'bekräfta',
    'domän',
    'samma person',
    'konton',
    'försök igen',
  ],
  ...[
    'företag=',
    'foretag',
    'status=',
    'status!=',
    'epost=',
    'skickad<',
    'skickad>',
    'utskick=',
    'igen=',
    'aktiv:',
    'roll=',
  ],
  ...[
    'Acme',
    '"Acme Bygg AB"',
    'saknas',
    'ej',
    'skickad',
    'utgången',
    'saknar e-post',
    '7d',
    '2026-01-31',
    'K7QM',
    'ja',
    'idag',
  ],
  ...[
    'anna@x.se',
    '<mailto:anna@x.se|anna@x.se>',
    '<@U1|anna>',
    '<@U2>',
    '<at>Bot</at>',
    '<http://x.se|x.se>',
    '@x.se',
    '<#C1|hr>',
  ],
  ...[
    '&amp;',
    '&lt;',
    '&gt;',
    '&quot;',
    '&nbsp;',
    '&#229;',
    '&amp;lt;',
    '&amp;amp;',
    '<b>',
    '</b>',
    '<script>',
    '<@',
    '<!channel>',
  ],
  ...[
    '=',
    '!=',
    '<',
    '>',
    '==',
    '<>',
    '≠',
    '<=',
    ',',
    '"',
    '""',
    "'",
    '`',
    ':',
    '!',
    '?',
    '/',
    '#',
    '-',
    '--',
    '–',
    '—',
    '\\',
    ';',
    '[a](http://b)',
  ],
  ...[
    '”',
    '“',
    '«',
    '»',
    '’',
    '\u00a0',
    '\u200b',
    '\ufeff',
    '\u00ad',
    'a\u030a',
    '\u0308',
    '\n',
    '\r\n',
    '\t',
    '\0',
    '\x1b',
    '\ud800',
    '\udc00',
    '😀',
  ],
  ...["'; drop table people; --", '%', '_', '*', 'İ', 'ß', '__proto__', 'constructor', 'toString', '\u1fef', '\u037e'],
)
const mess = fc
  .array(
    fc.oneof({ weight: 5, arbitrary: pieces }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) }),
    { maxLength: 14 },
  )
  .chain((parts) =>
    fc
      .array(fc.constantFrom(' ', '', ' ', '\u00a0'), { minLength: parts.length, maxLength: parts.length })
      .map((gaps) => parts.map((p, i) => p + gaps[i]).join('')),
  )
const anything = fc.oneof(
  { weight: 4, arbitrary: mess },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
)
const options = fc.record({
  language: fc.constantFrom('sv' as const, 'en' as const),
  as: fc.constantFrom('owner' as const, 'admin' as const, 'employee' as const),
  slash: fc.boolean(),
})
const runs = { numRuns: 1500 }

describe('any text at all', () => {
  it('is answered: a command, or a card that says what was wrong and where', () => {
    fc.assert(
      fc.property(anything, options, (text, how) => {
        const parsed = read(text, how)
        if (parsed.kind === 'command') return
        const { problem } = parsed
        expect(problem.at).toBeGreaterThanOrEqual(0)
        expect(problem.at + problem.length).toBeLessThanOrEqual(problem.line.length)
        const card = problemCard(problem, registry, speaker(how.language))
        expect(card.data!.refused).toBe(problem.code)
        expect(card.title.length).toBeGreaterThan(0)
      }),
      runs,
    )
  })

  it('gets only suggestions that are understood, and that this person may say', () => {
    fc.assert(
      fc.property(anything, options, (text, how) => {
        const parsed = read(text, how)
        if (parsed.kind === 'command' || !parsed.problem.nearest) return
        expect(read(parsed.problem.nearest, how), parsed.problem.nearest).toMatchObject({ kind: 'command' })
      }),
      runs,
    )
  })

  it('has one canonical line that is understood the same', () => {
    fc.assert(
      fc.property(anything, options, (text, how) => {
        const parsed = read(text, how)
        if (parsed.kind === 'problem') return
        const again = read(parsed.input.line, { ...how, slash: false })
        if (again.kind === 'problem') throw new Error(`${parsed.input.line}: ${JSON.stringify(again.problem)}`)
        expect(again.command.name).toBe(parsed.command.name)
        expect(again.input.line).toBe(parsed.input.line)
        expect(again.input.words).toEqual(parsed.input.words)
        expect(again.input.filter.terms.map(meaning)).toEqual(parsed.input.filter.terms.map(meaning))
        expect(again.input.filter.words).toEqual(parsed.input.filter.words)
      }),
      { numRuns: 3000 },
    )
  })

  it('is clean once it has been cleaned, and nothing a database refuses is left', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const line = clean(text)
        expect(line).not.toMatch(/[\x00-\x1f\x7f\u200b\ufeff\u00a0]|\p{Surrogate}|^ | $| {2}/u)
        if (!/[&<\]`/]/.test(line)) expect(clean(line)).toBe(line)
      }),
      runs,
    )
  })
})

const meaning = ({ key, operator, values }: { key: string; operator: string; values: string[] }) => ({
  key,
  operator,
  values,
})
