import { expect, it } from 'vitest'
import { readAddressCell } from '../../../../src/verification/imports/cells/address.ts'

it.each([
  ['anna,acme.se', 'anna@acme.se'],
  ['anna.berg, acme.se', 'anna.berg@acme.se'],
  ['anna"acme.se', 'anna@acme.se'],
  ['anna;acme.co.uk', 'anna@acme.co.uk'],
  ['anna(at)acme.se', 'anna@acme.se'],
  ['anna@acme,se', 'anna@acme.se'],
  ['anna@@acme.se', 'anna@acme.se'],
  ['anna.berg@acme..se', 'anna.berg@acme.se'],
])('in %s, another sign stands for the @ or a dot, or one stands twice: proposed, never corrected', (cell, proposal) =>
  expect(readAddressCell(cell)).toEqual({ why: 'typo', proposal }),
)

it.each([
  ['anna.bergacme.example', 'anna.berg@acme.example'],
  ['Anna.Berg.Acme.example', 'Anna.Berg@acme.example'],
  ['bolund.acme.example', 'bo@lund.acme.example'],
])('the @ is missing in %s before a domain that others have: proposed', (cell, proposal) =>
  expect(readAddressCell(cell, ['lund.acme.example', 'acme.example'])).toEqual({ why: 'typo', proposal }),
)

it.each([
  'acme.example',
  'www.acme.example',
  'https://acme.example',
  'anna berg acme.example',
  'anna.bergbeta.example',
])('and not in %s', (cell) => expect(readAddressCell(cell, ['acme.example'])).toEqual({ why: 'address' }))

it.each(['anna.acme.se', 'Berg, Anna', 'anna, berg, acme.se', 'saknas', 'se lista.xlsx', 'Ek, Bo jr.'])(
  'nothing tells which address %s may be',
  (cell) => expect(readAddressCell(cell)).toEqual({ why: 'address' }),
)

it.each([
  'SMTP:anna@acme.se',
  'E-post: anna@acme.se',
  'e-mail : <anna@acme.se>',
  'anna@acme.se (jobb)',
  'mejl:anna@acme.se (Work)',
])('a word that says no more than the header does is left out, and shown: %s', (cell) =>
  expect(readAddressCell(cell)).toMatchObject({ address: { email: 'anna@acme.se' }, why: 'cleaned' }),
)

it.each(['anna@acme.se (slutat)', 'anna@acme.se (privat)', 'ny: anna@acme.se', 'gmail: anna@acme.se'])(
  'other words may mean that it is not the one: %s',
  (cell) => expect(readAddressCell(cell).address).toBeUndefined(),
)

it.each(['="anna@acme.se"', 'anna＠acme.se'])(
  'what only a spreadsheet or a keyboard has added is left out: %s',
  (cell) => expect(readAddressCell(cell)).toMatchObject({ address: { email: 'anna@acme.se' }, why: 'cleaned' }),
)
