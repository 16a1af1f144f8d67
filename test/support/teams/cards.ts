import { type Button, type Card, type Chart, cardKinds, type Part } from '../../../src/bot/index.ts'
import fc from '../seeded.ts'

/** Texts that must not break a card: Markdown, HTML, templates, emoji, lone surrogates, right-to-left, very long. */
const nasty = fc.constantFrom(
  '**fet** _kursiv_ [länk](https://evil.example) `kod`',
  '# Rubrik\n- punkt\n1. ett',
  '<at>alla</at> <script>alert(1)</script> &amp;',
  '{{DATE(2026-01-01T00:00:00Z, SHORT)}}',
  '👩‍👩‍👧‍👦'.repeat(40),
  'åäö ÅÄÖ \u0301\u202e txet \u0000\u0007\ud800',
  'x'.repeat(6000),
  '"\\"\\\n'.repeat(400),
  '',
)
const text = fc.oneof(
  nasty,
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
)

const button: fc.Arbitrary<Button> = fc.oneof(
  fc.record(
    {
      label: text,
      say: fc.oneof(fc.string({ minLength: 1, maxLength: 60 }), nasty),
      effect: fc.constantFrom('primary', 'safe', 'dangerous'),
    },
    { requiredKeys: ['label', 'say'] },
  ) as fc.Arbitrary<Button>,
  fc.record({
    label: text,
    open: fc.constantFrom('https://verifiera.example/v/x', 'javascript:alert(1)', 'http://127.0.0.1:3000/'),
  }),
)

const rows = fc
  .tuple(
    fc.array(text, { minLength: 1, maxLength: 8 }),
    fc.array(text, { maxLength: 8 }),
    fc.constantFrom(0, 1, 7, 400, 10_000),
  )
  .map(([head, row, count]) => ({ head, body: Array.from({ length: count }, () => row) }))

const part: fc.Arbitrary<Part> = fc.record({
  label: text,
  value: fc.integer({ min: 0, max: 20_000 }),
  look: fc.constantFrom('good', 'direct', 'waiting', 'bad', 'open'),
})
const chart: fc.Arbitrary<Chart> = fc.oneof(
  fc.record({
    kind: fc.constant('stacked' as const),
    title: text,
    alt: text,
    rows: fc.array(fc.record({ label: text, parts: fc.array(part, { maxLength: 6 }) }), { maxLength: 20 }),
  }),
  fc.record({
    kind: fc.constant('curve' as const),
    title: text,
    alt: text,
    head: fc.record({ day: text, value: text, sum: text }),
    days: fc.array(
      fc.record({ day: fc.constant('2026-11-24'), label: text, value: fc.nat(1000), sum: fc.nat(100_000) }),
      { maxLength: 60 },
    ),
  }),
)

/** Any card, including some that the bot would never say. */
export const anyCard: fc.Arbitrary<Card> = fc.record(
  {
    kind: fc.constantFrom(...cardKinds),
    tone: fc.constantFrom('info', 'good', 'warning', 'bad', 'question'),
    title: text,
    text,
    facts: fc.array(fc.tuple(text, text), { maxLength: 60 }),
    rows,
    progress: fc.record({ done: fc.integer({ min: -1, max: 20_000 }), total: fc.integer({ min: 0, max: 10_000 }) }),
    buttons: fc.array(button, { maxLength: 30 }),
    note: text,
    parts: fc.array(part, { maxLength: 6 }),
    charts: fc.array(chart, { maxLength: 3 }),
    fold: fc.record({ facts: text, rows: text }, { requiredKeys: [] }),
  },
  { requiredKeys: ['kind', 'tone', 'title'] },
)

/** Typical cards, for rendering and screenshots. */
export const mainCards: Record<string, Card> = {
  plan: {
    kind: 'plan',
    tone: 'question',
    title: 'Skicka till 148 personer på Acme Bygg AB?',
    parts: [
      { label: 'Får mejl', value: 148, look: 'good' },
      { label: 'Kopplas direkt', value: 12, look: 'direct' },
      { label: 'Får inget', value: 11, look: 'open' },
    ],
    text: '148 personer får mejl · 12 kopplas direkt · 11 får inget',
    facts: [
      ['Stämmer med urvalet', '171'],
      ['Får mejl', '148'],
      ['Kopplas direkt', '12 (acme.example)'],
      ['Lämnas utanför', '11'],
      ['· saknar e-post', '7'],
      ['· redan kopplad', '4'],
      ['Länken gäller t.o.m.', '2026-12-02'],
      ['Sista mejlet', 'ca 2026-11-28 09:05'],
    ],
    rows: {
      head: ['Namn', 'Åtgärd'],
      body: [
        ['Anna *Ek*\nanna_ek_1@acme.example', 'mejl'],
        ['Bo Alm\nbo@acme.example', 'mejl'],
        ['Åsa Öberg\nasa.oberg@acme.example', 'kopplas direkt'],
      ],
    },
    fold: { facts: 'Varför får 11 inget?', rows: 'Mottagare: 160' },
    buttons: [
      { label: 'Skicka till 148', say: 'bekräfta K7QM', effect: 'primary' },
      { label: 'Avbryt', say: 'stoppa K7QM', effect: 'safe' },
      { label: 'Visa alla', say: 'lista utskick=K7QM' },
      { label: 'Ladda ner utan e-post', say: 'exportera utskick=K7QM epost=saknas' },
    ],
    note: 'Planen K7QM gäller i tio minuter och kan bekräftas en gång, av dig.',
  },
  progress: {
    kind: 'notice',
    tone: 'info',
    title: 'Skickar: 96 av 160',
    facts: [
      ['Takt', '30 i minuten'],
      ['Klart om', 'ca 2 minuter'],
    ],
    progress: { done: 96, total: 160 },
    buttons: [{ label: 'Stoppa', say: 'stoppa K7QM', effect: 'dangerous' }],
  },
  result: {
    kind: 'notice',
    tone: 'good',
    title: 'Klart: 158 av 160',
    parts: [
      { label: 'Skickade', value: 146, look: 'good' },
      { label: 'Kopplade direkt', value: 12, look: 'direct' },
      { label: 'Misslyckades', value: 2, look: 'bad' },
    ],
    facts: [
      ['Skickade', '146'],
      ['Kopplade direkt', '12'],
      ['Misslyckades', '2'],
    ],
    rows: { head: ['Orsak', 'Antal'], body: [['Adressen finns inte', '2']] },
    buttons: [{ label: 'Försök igen med 2', say: 'försök igen K7QM', effect: 'primary' }],
    progress: { done: 160, total: 160 },
  },
  person: {
    kind: 'person',
    tone: 'info',
    title: 'Ida Lind · ❔ saknar e-post',
    facts: [['Företag', 'Acme Bygg AB (200)']],
    buttons: [
      { label: 'Lägg till adress', say: 'verifiera 0802 företag=200 epost=', input: 'address', effect: 'primary' },
      { label: 'Historik', say: 'historik 0802 företag=200' },
    ],
  },
  refusal: {
    kind: 'refusal',
    tone: 'bad',
    title: 'Bara den som frågade kan bekräfta',
    text: 'Be om en egen plan: verifiera konton företag=Acme',
    data: { refused: 'not_yours' },
  },
  help: {
    kind: 'notice',
    tone: 'info',
    title: 'Det här kan du göra',
    text: 'verifiera konton företag=Acme\nstatus anna@acme.example\nimportera + fil',
    buttons: Array.from({ length: 8 }, (_, i) => ({ label: `Exempel ${i + 1}`, say: `hjälp ${i}` })),
  },
}
