import { describe, expect, it } from 'vitest'
import { longestLine } from '#bot'
import { problemOf, understood } from '../registry.ts'

const said = (text: string, extra = {}) => {
  const { name, words, filter } = understood(text, extra)
  return [name, ...words, ...filter.terms.map((t) => `${t.key}${t.operator}${t.values.join('|')}`)]
}

describe('the name of a command', () => {
  it.each([
    ['hjälp verifiera konton', ['hjälp', 'verifiera', 'konton']],
    ['HJALP', ['hjälp']],
    ['hjälp!', ['hjälp']],
    ['status ?', ['status']],
    ['verifiera konton', ['verifiera konton']],
    ['Verifiera-Konton', ['verifiera konton']],
    ['verify accounts', ['verifiera konton']],
    ['verifiera anna@x.se', ['verifiera', 'anna@x.se']],
    ['forsok igen k7qm tveksamma', ['försök igen', 'K7QM', 'tveksamma']],
    ['retry K7QM', ['försök igen', 'K7QM']],
    ['domän lägg till @Acme.example', ['domän lägg till', 'acme.example']],
    ['doman lagg till http://acme.example/', ['domän lägg till', 'acme.example']],
    ['domain check acme.example', ['domän kontrollera', 'acme.example']],
    ['domaner', ['domän lista']],
    ['koppla', ['koppla']],
    ['koppla 123456', ['koppla', '123456']],
    ['koppla från 002837', ['koppla från', '002837']],
    ['koppla godkänn 12', ['koppla godkänn', '12']],
    ['samma person 100 anna@x.se', ['samma person', '100', 'anna@x.se']],
    ['roll', ['roll']],
    ['roll ge <@U1|anna> admin företag=Acme', ['roll ge', '<@U1>', 'admin', 'company=Acme']],
    ['skicka om', ['skicka länk']],
    ['språk Svenska', ['språk', 'sv']],
    ['language english', ['språk', 'en']],
    ['bekräfta #k7qm.', ['bekräfta', 'K7QM']],
    ['historik kontrollera', ['historik kontrollera']],
    ['historik "kontrollera"', ['historik', 'kontrollera']],
    ['/verifiera konton företag=Acme', ['verifiera konton', 'company=Acme']],
    ['/verify status', ['status']],
    ['/status', ['status']],
  ])('%s', (text, expected) => {
    expect(said(text)).toEqual(expected)
  })
})

describe('bare words', () => {
  it('are one thing where the command wants one', () => {
    expect(said('utdrag Anna Berg')).toEqual(['utdrag', 'Anna Berg'])
    expect(said("utdrag 'Anna Berg'")).toEqual(['utdrag', 'Anna Berg'])
    expect(said("status O'Brien")).toEqual(['status', "O'Brien"])
  })

  it('search where the command searches, and keep their letters', () => {
    expect(understood('lista Björn, "af Ek" 002837').filter.words).toEqual(['Björn', 'af Ek', '002837'])
    expect(understood('utdrag Björn').filter.words).toEqual([])
  })

  it('lose the signs of the sentence, not of the name', () => {
    expect(said('status anna@x.se?')).toEqual(['status', 'anna@x.se'])
    expect(said('samma person a@x.se. b@x.se!')).toEqual(['samma person', 'a@x.se', 'b@x.se'])
    expect(said('lista Inc.')).toEqual(['lista', 'Inc.'])
  })

  it('behind a value are remembered: perhaps they belong to it', () => {
    expect(understood('lista företag=Acme Bygg AB').filter.terms[0]!.following).toEqual(['Bygg', 'AB'])
  })
})

describe('behind /verifiera', () => {
  it.each([
    ['konton företag=Acme', ['verifiera konton', 'company=Acme']],
    ['accounts company=Acme', ['verifiera konton', 'company=Acme']],
    ['anna@x.se', ['verifiera', 'anna@x.se']],
    ['002837 företag=Acme', ['verifiera', '002837', 'company=Acme']],
    ['verifiera konton', ['verifiera konton']],
    ['status anna@x.se', ['status', 'anna@x.se']],
    ['', ['hjälp']],
    ['hjälp', ['hjälp']],
  ])('%s', (text, expected) => {
    expect(said(text, { slash: true })).toEqual(expected)
  })

  it('a mistyped command is not taken for a person', () => {
    expect(problemOf('stauts', { slash: true }).nearest).toBe('status')
    expect(problemOf('kontn företag=Acme', { slash: true }).nearest).toBe('verifiera konton företag=Acme')
    expect(problemOf('företag=Acme', { slash: true }).nearest).toBe('verifiera konton företag=Acme')
    expect(problemOf('konton staus=utgången', { slash: true })).toMatchObject({
      code: 'unknown_key',
      nearest: 'verifiera konton status=utgången',
    })
  })

  it('says that it is for admins, to somebody else', () => {
    expect(problemOf('konton', { slash: true, as: 'employee' })).toMatchObject({ code: 'not_allowed', need: 'admin' })
    expect(problemOf('anna@x.se', { slash: true, as: 'employee' })).toMatchObject({
      code: 'not_allowed',
      need: 'admin',
    })
  })
})

describe('nothing much', () => {
  it.each(['', ' ', 'hej', 'Hej!', 'hallå', 'Hello', 'good morning', '?', '...', 'vad kan du?', '<@U0BOT>'])(
    '%s asks for help',
    (text) => {
      expect(understood(text).name).toBe('hjälp')
      expect(understood(text, { as: 'employee', slash: true }).name).toBe('hjälp')
    },
  )

  it('a file alone is an import, for those who may', () => {
    const files = [{ name: 'people.csv', ref: {} }]
    expect(understood('', { files }).name).toBe('importera')
    expect(understood('', { files, as: 'employee' }).name).toBe('hjälp')
    expect(understood('importera', { files }).files).toBe(files)
  })

  it('too much is refused', () => {
    expect(problemOf('verifiera '.repeat(10_240)).code).toBe('too_long')
    expect(problemOf('x'.repeat(longestLine + 1)).code).toBe('too_long')
    expect(problemOf('x'.repeat(longestLine)).code).toBe('unknown_command')
  })
})

describe('the canonical line', () => {
  it.each([
    [
      'VERIFY ACCOUNTS company = acme , "Beta AB" state=expired',
      'verifiera konton företag=acme,"Beta AB" status=utgången',
    ],
    ['lista status=not_sent,bounced skickad>2v anna', 'lista anna status="ej skickad",studsad skickad>14d'],
    ['lista e-post=SAKNAS', 'lista epost=saknas'],
    ['lista skickad=today', 'lista skickad=idag'],
    ['status anna "af ek"', 'status anna "af ek"'],
    ['utdrag anna berg', 'utdrag "anna berg"'],
    ['historik "kontrollera"', 'historik "kontrollera"'],
    ['lista "5"" skruv" "a=b"', 'lista "5"" skruv" "a=b"'],
    ['confirm k7qm', 'bekräfta K7QM'],
    ['roll ge <@U1|x> owner', 'roll ge <@U1> owner'],
  ])('%s', (text, line) => {
    expect(understood(text).line).toBe(line)
  })
})
