import { describe, expect, it } from 'vitest'
import { columnOf } from '../../../src/files/table/columns.ts'
import { propose } from '../../../src/files/table/propose.ts'

describe('a header that speaks of protection', () => {
  it.each([
    'Skyddad',
    'Skyddad id',
    'SKYDDAD IDENTITET',
    'Skyddade personuppgifter',
    'Sekretess',
    'Sekretessmarkerad',
    'Sekretessmarkering',
    'Sekretesskydd',
    'Protected person',
    'Confidential',
  ])('is taken at its word: %s', (header) => expect(columnOf(header)).toBe('protected'))

  it.each(['Skyddsombud', 'Skyddsskor', 'Sekretessavtal', 'Sekretessavtal undertecknat', 'Aktiv'])(
    'is not %s',
    (header) => expect(columnOf(header)).not.toBe('protected'),
  )
})

describe('a column of yes and no without a header', () => {
  const known = { companyNumbers: new Set<string>(), companyNames: new Set<string>(), remembered: new Map() }
  const guessed = (...answers: string[][]) =>
    propose(
      [],
      answers.map((cells, n) => ['100', 'Acme AB', `00${n + 1}`, 'Åsa', 'Öberg', `p${n}@acme.example`, ...cells]),
      null,
      known,
    )
      ?.columns.map(({ column }) => column)
      .slice(6)

  it('says who is active where most say yes', () =>
    expect(guessed(['Ja'], ['Ja'], ['Nej'], ['Ja'])).toEqual(['active']))
  it('says who is protected where most say no, for nobody must be shown by a guess', () =>
    expect(guessed(['Nej'], ['Ja'], ['Nej'], ['Nej'])).toEqual(['protected']))
  it('may stand beside another', () =>
    expect(guessed(['Ja', 'Nej'], ['Ja', 'Nej'], ['Nej', 'Nej'])).toEqual(['active', 'protected']))
})
