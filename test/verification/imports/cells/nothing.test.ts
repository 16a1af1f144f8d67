import { expect, it } from 'vitest'
import { isNoName } from '../../../../src/verification/imports/cells/nothing.ts'

it.each([
  ...['-', '--', '–', '?', '...', 'N/A', 'n/a', 'NULL', 'null', '(null)', '(tom)', '(blank)', '[saknas]', '<null>'],
  ...['saknas', 'Saknas', 'okänd', 'Ej angivet', 'unknown', 'undefined', 'NaN'],
])('%j stands in place of a name', (text) => expect(isNoName(text)).toBe(true))

it.each(['Null', 'Tom', 'tom', 'Inga', 'Nil', 'Nan', 'Na', 'Blank', 'X', 'Xx', '(Lo) Berg', 'Ek', '李', '😀', '0'])(
  '%j may be a name, or is told to be none',
  (text) => expect(isNoName(text)).toBe(false),
)
