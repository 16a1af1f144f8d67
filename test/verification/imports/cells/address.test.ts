import { expect, it } from 'vitest'
import { readAddressCell } from '../../../../src/verification/imports/cells/address.ts'

it.each([
  ['anna,acme.se', 'anna@acme.se'],
  ['anna.berg, acme.se', 'anna.berg@acme.se'],
  ['anna"acme.se', 'anna@acme.se'],
  ['anna;acme.co.uk', 'anna@acme.co.uk'],
  ['anna(at)acme.se', 'anna@acme.se'],
  ['anna@acme,se', 'anna@acme.se'],
])('in %s, another sign stands for the @ or a dot: proposed, never corrected', (cell, proposal) =>
  expect(readAddressCell(cell)).toEqual({ why: 'typo', proposal }),
)

it.each(['anna.acme.se', 'Berg, Anna', 'anna, berg, acme.se', 'saknas', 'se lista.xlsx', 'Ek, Bo jr.'])(
  'nothing tells which address %s may be',
  (cell) => expect(readAddressCell(cell)).toEqual({ why: 'address' }),
)
