import { expect, it } from 'vitest'
import { kindOfRow } from '../../../../src/verification/imports/cells/row-kinds.ts'

const columns = ['companyNumber', 'company', 'number', 'givenName', 'familyName', 'email'] as const
const kindOf = (row: string) =>
  kindOfRow(Object.fromEntries(row.split(';').map((cell, i) => [columns[i], cell])))?.why ?? null

it.each([
  ['Summa;;1', 'total'],
  ['Totalt', 'total'],
  ['Antal: 500', 'total'],
  ['Totalt 500 personer;;', 'total'],
  ['Totalt antal anställda: 12', 'total'],
  ['Summa Acme AB;;12', 'total'],
  [';Delsumma:;500 st', 'total'],
  ['100;Summa;12', 'total'],
  [';;Total;500', 'total'],
  [';;;Grand total;500', 'total'],
  ['-;-;-', 'ruled'],
  ['---;----;---;--', 'ruled'],
  ['====', 'ruled'],
  ['Sida 1', 'page'],
  ['Sida 2 av 12', 'page'],
  [';;;;;Page 3 of 5', 'page'],
  ['Sid. 2(5)', 'page'],
  ['text;nummer;e-post', 'kinds'],
  ['string;varchar(255);int', 'kinds'],
  [';Text;Numeriskt (6);Fritext;Text;E-postadress', 'kinds'],
  ['Obligatorisk;Valfri;Obligatorisk;Valfri;Valfri;Obligatorisk*', 'kinds'],
  ['100;text;number', null],
  ['text;Nummer', null],
  ['100;Text AB;17;Text;Ek', null],
  ['Sida 2;;17', null],
  ['Sida', null],
  ['100;Acme AB;17', null],
  ['100;Total AB;17', null],
  ['100;Total;17;Anna;Ek', null],
  ['100;Total;17;;;total@acme.example', null],
  ['100;Antal i Norr AB;17;Anna;Ek', null],
  ['100;Acme AB;17;Sum;Ek', null],
  ['100;Acme AB;-;Anna;Ek', null],
  ['', null],
])('the row %s is %s', (row, kind) => expect(kindOf(row)).toBe(kind))
