import { describe, expect, it } from 'vitest'
import {
  aboutKey,
  helpCard,
  keys,
  type Problem,
  type ProblemCode,
  pointAt,
  pressKey,
  pressLabel,
  problemCard,
  describe as readBack,
} from '#bot'
import { hasKey, type Key, type Language, speaker } from '#text'
import { mayAs, problemOf, read, registry, understood } from '../registry.ts'

const sv = speaker('sv')
const en = speaker('en')
const card = (text: string, extra = {}) => problemCard(problemOf(text, extra), registry, sv)
const help = (topic = '', as: 'owner' | 'admin' | 'employee' = 'owner', language: Language = 'sv') =>
  helpCard(registry, mayAs(as), language, speaker(language), topic)

describe('the card of a problem', () => {
  it('says what, where and the nearest, with the line as a button', () => {
    expect(card('verifiera konton frtag=Acme')).toMatchObject({
      tone: 'question',
      title: 'Jag känner inte till ”frtag”',
      text: expect.stringContaining('Menade du ”verifiera konton företag=Acme”?'),
      facts: [['Här', 'verifiera konton →frtag←=Acme'], expect.anything()],
      buttons: [
        { label: 'Planera utskick', say: 'verifiera konton företag=Acme', effect: 'primary' },
        { say: 'hjälp verifiera konton' },
      ],
      data: { refused: 'unknown_key', at: 17, length: 5 },
    })
  })

  it('offers help where nothing is near', () => {
    expect(card('xyzzy')).toMatchObject({
      tone: 'bad',
      buttons: [{ say: 'hjälp' }],
      data: { refused: 'unknown_command' },
    })
  })

  it('gives no details of what one may not do', () => {
    const refused = card('radera anna@x.se', { as: 'employee' })
    expect(refused).toMatchObject({ tone: 'bad', data: { refused: 'not_allowed' }, buttons: [{ say: 'hjälp' }] })
    expect(refused.facts).toBeUndefined()
    expect(JSON.stringify(refused)).not.toContain('anna')
  })

  it('lists what begins so', () => {
    expect(card('försök').text).toContain('försök igen')
    expect(card('försök').buttons).toContainEqual({ label: 'Hjälp om försök', say: 'hjälp försök' })
  })

  it('shows the place in a long line', () => {
    const line = `lista ${'a'.repeat(50)} frtag=${'b'.repeat(50)}`
    expect(pointAt({ line, at: 57, length: 5 })).toBe(`…${'a'.repeat(24)} →frtag←=${'b'.repeat(24)}…`)
    expect(pointAt({ line: '😀'.repeat(100), at: 0, length: 200 }).length).toBeLessThan(130)
  })

  it('has words for every code, in both languages', () => {
    const codes: Record<ProblemCode, Partial<Problem>> = {
      empty: {},
      too_long: { expected: ['4000'] },
      unknown_command: {},
      incomplete_command: { expected: ['domän lista'] },
      not_allowed: { need: 'owner' },
      unknown_key: { expected: ['företag'] },
      key_not_here: { key: 'status', expected: [] },
      key_twice: { key: 'status' },
      missing_key: { expected: ['företag'] },
      bad_operator: { key: 'status', expected: ['='] },
      missing_value: { key: 'status', expected: ['köad'] },
      too_many_values: { key: 'sida', expected: ['sida=2'] },
      unknown_value: { key: 'status', expected: ['köad'] },
      bad_date: { key: 'skickad' },
      bad_code: {},
      unclosed_quote: {},
      missing_argument: { wanted: 'code', command: 'bekräfta', usage: 'bekräfta <kod>' },
      unexpected_word: {},
      unknown_topic: {},
    }
    for (const [code, more] of Object.entries(codes)) {
      for (const say of [sv, en]) {
        const problem = { code: code as ProblemCode, line: 'abc x def', at: 4, length: 1, what: "x' {y} <b>", ...more }
        const made = problemCard(problem, registry, say)
        expect(made.title, code).toMatch(/\S/)
        expect(made.text, code).toMatch(/\S/)
        expect(made.title + made.text, code).not.toMatch(/problem\.|undefined|select/)
      }
    }
    for (const wanted of ['person', 'code', 'file', 'domain', 'language', 'words'] as const) {
      const problem: Problem = { code: 'missing_argument', line: 'x', at: 1, length: 0, what: '', wanted, command: 'x' }
      expect(problemCard(problem, registry, en).title).toMatch(/\S/)
    }
  })
})

describe('help', () => {
  it('shows what one may do, by rights, and nothing else', () => {
    const rows = (as: 'owner' | 'admin' | 'employee') => help('', as).rows!.body.map((row) => row[0])
    const toEmployees = [
      'status',
      'koppla [kod]',
      'skicka länk',
      'anmäl fel adress',
      'hjälp [kommando]',
      'språk sv | en',
      'startsida',
    ]
    expect(rows('employee').sort()).toEqual(toEmployees.sort())
    const begins = (as: 'owner' | 'admin', name: string) => rows(as).some((row) => String(row).startsWith(name))
    expect([begins('admin', 'verifiera konton'), begins('admin', 'radera'), begins('owner', 'radera')]).toEqual([
      true,
      false,
      true,
    ])
    expect(rows('owner')).toHaveLength(registry.commands.length)
  })

  it('has a button only for lines that mean something as they stand, and mail nobody else', () => {
    for (const as of ['owner', 'admin', 'employee'] as const) {
      for (const topic of ['', ...registry.commands.map((c) => c.name)]) {
        for (const button of help(topic, as).buttons ?? []) {
          expect('say' in button && read(button.say, { as }).kind).toBe('command')
        }
      }
    }
    expect(help('', 'admin').buttons!.map((b) => b.label)).not.toContain('verifiera konton')
    expect(help('', 'employee').buttons).toMatchObject([{ say: 'skicka länk', effect: 'primary' }, { say: 'status' }])
    // Five that one does most, and the five subjects.
    expect(help('', 'admin').buttons).toHaveLength(10)
    expect(help('lista').buttons).toEqual([{ label: 'Prova: utan e-postadress', say: 'lista epost=saknas' }])
  })

  it('tells everything of one command, by any of its names', () => {
    expect(help('Verify Accounts')).toMatchObject({
      title: 'verifiera konton',
      rows: { head: ['Villkor', 'Vad det gör'] },
    })
    expect(help('verifiera konton', 'owner', 'en').title).toBe('verify accounts')
    expect(help('verifiera').facts).toContainEqual(['Se även', 'verifiera konton'])
    expect(help('filter').rows!.body).toHaveLength(keys.length)
  })

  it('shows the commands that begin so', () => {
    expect(help('försök').rows!.body.map((row) => row[0])).toEqual(['försök igen <kod> [tveksamma]'])
    expect(help('domän')).toMatchObject({ title: 'domän lista' })
    expect(help('domän').facts).toContainEqual([
      'Se även',
      'domän lägg till, domän kontrollera, domän ta bort, domän tillåt',
    ])
  })

  it('names the nearest for an unknown topic, and refuses what is for others', () => {
    expect(help('verifera konton')).toMatchObject({
      data: { refused: 'unknown_topic' },
      buttons: [{ say: 'hjälp verifiera konton' }, {}],
    })
    expect(help('xyzzy')).toMatchObject({ tone: 'bad', data: { refused: 'unknown_topic' } })
    expect(help('radera', 'admin')).toMatchObject({ data: { refused: 'not_allowed' } })
    expect(help('raderra', 'admin').data!.nearest).not.toBe('hjälp radera')
    expect(help('försök', 'employee').data!.refused).toBe('unknown_topic')
  })

  it('speaks of one’s own to an employee', () => {
    const status = (as: 'admin' | 'employee') =>
      help('', as).rows!.body.find((row) => /^status\b/.test(String(row[0])))![1]
    expect(status('employee')).toBe('Visar hur det går för dig')
    expect(status('admin')).not.toBe(status('employee'))
    expect(help('', 'employee').note).not.toContain('filter')
  })

  it('has a text for every command', () => {
    expect(registry.commands.map(aboutKey).filter((key) => !hasKey(key))).toEqual([])
  })

  it('calls what a button does by the command, shortly in both languages', () => {
    expect(registry.commands.map(pressKey).filter((key) => !hasKey(key))).toEqual([])
    for (const [language, say] of [
      ['sv', sv],
      ['en', en],
    ] as const)
      for (const command of registry.commands)
        for (const line of [...command.examples[language], command.name]) {
          const label = pressLabel(line, registry, say)
          expect(label.length, label).toBeLessThanOrEqual(24)
          expect(label).toBe(say(pressKey(command) as Key))
        }
    expect(pressLabel('xyzzy företag=100', registry, sv)).toBe('Kör raden')
  })
})

describe('a filter in words', () => {
  const names = { company: { Acme: 'Acme Bygg AB (100)', Beta: 'Beta (200)' } }

  it.each([
    ['', 'alla', 'everybody'],
    [
      'företag=Acme,Beta status=utgången',
      'företag Acme Bygg AB (100) eller Beta (200), status utgången',
      'company Acme Bygg AB (100) or Beta (200), status expired',
    ],
    ['företag!=Acme', 'företag inte Acme Bygg AB (100)', 'company not Acme Bygg AB (100)'],
    ['företag=constructor', 'företag constructor', 'company constructor'],
    ['epost=saknas', 'utan e-postadress', 'without an e-mail address'],
    ['epost!=saknas', 'med e-postadress', 'with an e-mail address'],
    [
      'epost!=@a.example,@b.example',
      'e-post inte på a.example och e-post inte på b.example',
      'e-mail not at a.example and e-mail not at b.example',
    ],
    ['aktiv=nej', 'inte aktiva', 'not active'],
    ['skickad>7d', 'senast mejlade för mer än 7 dagar sedan', 'last e-mailed more than 7 days ago'],
    ['skickad<1d', 'mejlade det senaste dygnet', 'e-mailed within the last day'],
    ['skickad<36h', 'mejlade de senaste 36 timmarna', 'e-mailed within the last 36 hours'],
    ['skickad<2026-01-31', 'senast mejlade före 2026-01-31', 'last e-mailed before 2026-01-31'],
    ['skickad=igår', 'senast mejlade igår', 'last e-mailed yesterday'],
    ['utskick=k7qm igen=ja', 'utskick K7QM, även de som nyligen fått mejl', 'send K7QM, also those e-mailed recently'],
    ['anna "von X"', 'sökning ”anna” ”von X”', 'search ”anna” ”von X”'],
  ])('%s', (text, swedish, english) => {
    const { filter } = understood(`verifiera konton ${text}`)
    expect(readBack(filter, 'sv', sv, names)).toBe(swedish)
    expect(readBack(filter, 'en', en, names)).toBe(english)
  })
})
