import { expect, it } from 'vitest'
import { numberAndName } from '../../../../src/verification/imports/cells/company.ts'

it.each([
  ['0700 Stad & Land AB', '0700', 'Stad & Land AB', true],
  ['700 - Stad & Land AB', '700', 'Stad & Land AB', true],
  ['700: Stad & Land AB', '700', 'Stad & Land AB', true],
  ['100, Acme AB', '100', 'Acme AB', true],
  ['Stad & Land AB (0700)', '0700', 'Stad & Land AB', true],
  ['Acme AB - 100', '100', 'Acme AB', true],
  // These may be names.
  ['24 Timmar AB', '24', 'Timmar AB', false],
  ['7-Eleven AB', '7', 'Eleven AB', false],
  ['Butik (2)', '2', 'Butik', false],
])('%s is a number and a name', (text, number, name, isSure) =>
  expect(numberAndName(text)).toEqual({ number, name, isSure }),
)

it.each(['Acme AB', '0700', 'Studio 54', 'A-100', '556677-8899', '', '100 B'])('%s is not', (text) =>
  expect(numberAndName(text)).toBeNull(),
)
