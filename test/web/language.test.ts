import { Hono } from 'hono'
import { expect, it } from 'vitest'
import { chooseLanguage } from '../../src/web/language.ts'

const app = new Hono().get('/', (c) => c.text(chooseLanguage(c, c.req.query('lang'), undefined)))
const choose = async (accept?: string) =>
  (await app.request('/', { headers: accept === undefined ? {} : { 'accept-language': accept } })).text()

it.each([
  ['nothing', undefined, 'sv'],
  ['an empty header', '', 'sv'],
  ['anything', '*', 'sv'],
  ['neither language', 'de, fr;q=0.8', 'sv'],
  ['English', 'en', 'en'],
  ['a region of English', 'en-GB', 'en'],
  ['English in capitals', 'EN-us', 'en'],
  ['Swedish first', 'sv-SE,sv;q=0.9,en-US;q=0.8,en;q=0.7', 'sv'],
  ['English first', 'en-US,en;q=0.9,sv;q=0.8', 'en'],
  ['English more, though last', 'sv;q=0.3, de, en;q=0.8', 'en'],
  ['both alike', 'en, sv', 'sv'],
  ['both alike by their qualities', 'en;q=0.5, sv;q=0.5', 'sv'],
  ['one of several regions more', 'en-GB;q=0.2, sv;q=0.5, en-US;q=0.7', 'en'],
  ['no English', 'en;q=0', 'sv'],
  ['no Swedish', 'sv;q=0, en;q=0.1', 'en'],
  ['a quality that is none', 'sv;q=0.5, en;q=x', 'en'],
  ['a language that begins like ours', 'enm, svx', 'sv'],
  ['rubbish', ';;,q=,=;"', 'sv'],
  ['very much', 'de,'.repeat(3000), 'sv'],
])('a browser that asks for %s', async (_, accept, language) => expect(await choose(accept)).toBe(language))

it('is overruled by a choice on the page, if it is one of ours', async () => {
  const headers = { 'accept-language': 'en' }
  expect(await (await app.request('/?lang=sv', { headers })).text()).toBe('sv')
  expect(await (await app.request('/?lang=de', { headers })).text()).toBe('en')
})
