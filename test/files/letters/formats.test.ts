import { expect, it } from 'vitest'
import { readPeopleFile } from '../../../src/files/people-file.ts'
import { zip } from '../../support/files/workbook.ts'

const compound = (stream: string) =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(stream, 'utf16le')])

it.each<[string, string, string | Uint8Array]>([
  ['a binary workbook', 'xlsb', zip([{ name: 'xl/workbook.bin', content: 'x' }])],
  ['a document of Word', 'document', zip([{ name: 'word/document.xml', content: '<a/>' }])],
  ['an old document of Word', 'document', compound('WordDocument')],
  ['a text with formats', 'document', '{\\rtf1\\ansi Anna}'],
  ['a mail of Outlook', 'mail', compound('__properties_version1.0')],
  ['a mail', 'mail', 'Return-Path: <a@acme.example>\r\nSubject: Lista\r\n\r\nHej'],
  ['a mail that was saved', 'mail', 'From: Anna <a@acme.example>\nTo: hr@acme.example\n\nHej'],
  ['an old workbook', 'xls', compound('Workbook')],
  ['a packed text', 'packed', Buffer.from('1f8b0800', 'hex')],
  ['JSON', 'records', '[\n  {"number": "001", "email": "a@acme.example"}\n]'],
  ['an address card', 'records', 'BEGIN:VCARD\nEMAIL:a@acme.example\nEND:VCARD\n'],
  ['SYLK', 'records', 'ID;PSCALC3\r\nC;X1;Y1;K"Anna"\r\nE'],
])('%s is named', async (_, format, content) => {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  expect(await readPeopleFile(bytes)).toEqual({ ok: false, problem: { code: 'not_text', format } })
})

const list = 'Företagsnr;Anställningsnr;E-post Visma Connect\n1;001;a@acme.example'
it.each(['From: 2026-01-01\nTo: 2026-12-31', 'Date: 2026-11-26', 'ID;Person', '[Lista]', 'To: HR'])(
  'a list below %j is one',
  async (title) => expect(await readPeopleFile(Buffer.from(`${title}\n${list}`))).toMatchObject({ ok: true }),
)
