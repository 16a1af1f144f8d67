import { registry } from '../../../src/commands/index.ts'
import fc from '../seeded.ts'
import { odd } from './payloads.ts'

const names = fc.constantFrom(...registry.commands.flatMap(({ name, also }) => [name, ...also.sv, ...also.en]))

/**
 * What may follow a command: keys, operators, values, people, codes and times as people write them. `KODn` is for a
 * code.
 */
const words = fc.constantFrom(
  ...['KOD1', 'KOD2', 'KOD3', 'utskick=KOD2', 'import=KOD1', 'grunda', 'alla', 'nya', 'hidden', 'kolumn'],
  ...[
    'skickad>99999999d',
    'skickad<0000-01-01',
    'skickad=2026-02-30',
    '+275760-09-14',
    '0d',
    'sida=99999999999',
    'sida=0',
  ],
  ...['färg=#ffffff', 'färg=', 'namn=', 'kontakt=hr@acme.example', 'svara=', 'text="a b"', 'blad=2', '999999999', '-1'],
  ...['företag=', 'epost!=', 'skickad>', 'aktiv=ja,', 'sida=2', 'utskick=K7QM', 'roll=', 'status=', 'igen=ja'],
  ...['100', 'Acme', '"Acme AB"', 'saknas', 'A1', '001', 'K7QM', '7d', '2026-01-31', 'ja', 'sv', '4711-abcdefgh'],
  ...[
    'anna@acme.example',
    '<mailto:a@b.example|a@b.example>',
    '<@U1>',
    'slack:T1/U1',
    'acme.example',
    '1981-12-28-9874',
  ],
  ...[
    ',',
    '"',
    "'",
    '=',
    '!=',
    '<',
    '>',
    '&#0;',
    '&#xd800;',
    '\0',
    '\ud800',
    '\u202e',
    '😀',
    'constructor',
    '__proto__',
  ],
)
const word = fc.oneof(
  { weight: 6, arbitrary: words },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  { weight: 1, arbitrary: odd },
)

/** Lines that begin with a command, or with anything at all. */
export const lines: fc.Arbitrary<string> = fc
  .record({
    first: fc.oneof({ weight: 5, arbitrary: names }, { weight: 1, arbitrary: word }),
    rest: fc.array(word, { maxLength: 6 }),
    between: fc.constantFrom(' ', ' ', ''),
  })
  .map(({ first, rest, between }) => [first, rest.join(between)].join(' '))
