import { describe, expect, it } from 'vitest'
import { readWhen, whenOf } from '#bot'
import { problemOf, understood } from '../registry.ts'

const terms = (text: string) =>
  understood(`verifiera konton ${text}`).filter.terms.map((t) => `${t.key}${t.operator}${t.values.join('|')}`)

describe('the filter', () => {
  it.each([
    ['företag=Acme', ['company=Acme']],
    ['foretag=Acme', ['company=Acme']],
    ['FÖRETAG = Acme', ['company=Acme']],
    ['företag: Acme', ['company=Acme']],
    ['--company=Acme', ['company=Acme']],
    ['företag="Acme Bygg AB",Beta', ['company=Acme Bygg AB|Beta']],
    ['företag = Acme , Beta , "C D" enhet!=Lager', ['company=Acme|Beta|C D', 'unit!=Lager']],
    ['företag=Acme, status=utgången', ['company=Acme', 'status=expired']],
    ['företag=Björk', ['company=Björk']],
    ['företag=100,100', ['company=100']],
    ['företag<>Acme', ['company!=Acme']],
    ['företag≠Acme', ['company!=Acme']],
    ['status==utgangen', ['status=expired']],
    ['status=saknar e-post', ['status=missing_email']],
    ['status=saknar-epost,ej skickad', ['status=missing_email|not_sent']],
    ['status="koppling misslyckades"', ['status=connect_failed']],
    ['status=kopplad direkt', ['status=connected']],
    ['status=Köad,UTGÅNGNA,studsat', ['status=queued|expired|bounced']],
    ['state=not sent,connect_failed', ['status=not_sent|connect_failed']],
    ['status=ej_skickad', ['status=not_sent']],
    ['status=overifierad', ['status=missing_email|not_sent|queued|sent|expired|bounced']],
    ['status!=verifierad,kopplad', ['status!=verified|connected']],
    ['status=skickad skickad>7d', ['status=sent', 'sent>7d']],
    ['epost=saknas', ['email=missing']],
    ['e-post=finns', ['email=present']],
    ['email=exists', ['email=present']],
    ['mail=@ACME.example', ['email=@acme.example']],
    ['epost=Anna.Berg@Acme.example', ['email=Anna.Berg@Acme.example']],
    ['aktiv=ja', ['active=yes']],
    ['active=No', ['active=no']],
    ['skickad<2026-01-31', ['sent<2026-01-31']],
    ['skickad < 20260131', ['sent<2026-01-31']],
    ['skickad=2026-1-3', ['sent=2026-01-03']],
    ['skickad>7d', ['sent>7d']],
    ['skickad<24h', ['sent<24h']],
    ['skickad>2v', ['sent>14d']],
    ['skickad>7 dagar', ['sent>7d']],
    ['skickad=idag', ['sent=today']],
    ['skickad<igår', ['sent<yesterday']],
    ['utskick=k7qm', ['send=K7QM']],
    ['import=K7QM igen=ja', ['import=K7QM', 'again=yes']],
  ])('%s', (text, expected) => {
    expect(terms(text)).toEqual(expected)
  })

  it('points at each term in the line as typed', () => {
    const { filter, typed } = understood('lista  anna  företag = "Acme Bygg" status=utgången')
    expect(filter.terms.map(({ at, length }) => typed.slice(at, at + length))).toEqual([
      'företag = "Acme Bygg"',
      'status=utgången',
    ])
  })

  it.each([
    ['frtag=Acme', 'unknown_key', 'verifiera konton företag=Acme'],
    ['compny=Acme', 'unknown_key', 'verifiera konton company=Acme'],
    ['xyzzy=1', 'unknown_key', undefined],
    ['"företag"=Acme', 'unknown_key', 'verifiera konton företag=Acme'],
    ['status=utgånen', 'unknown_value', 'verifiera konton status=utgången'],
    ['status=ej skikad', 'unknown_value', undefined],
    ['status="ej skikad"', 'unknown_value', 'verifiera konton status="ej skickad"'],
    ['epost=sakans', 'unknown_value', 'verifiera konton epost=saknas'],
    ['epost=acme.example', 'unknown_value', 'verifiera konton epost=@acme.example'],
    ['aktiv=kanske', 'unknown_value', undefined],
    ['företag<Acme', 'bad_operator', 'verifiera konton företag=Acme'],
    ['skickad>=7d', 'bad_operator', 'verifiera konton skickad>7d'],
    ['skickad!=idag', 'bad_operator', undefined],
    ['skickad=7d', 'bad_operator', 'verifiera konton skickad<7d'],
    ['skickad>2026-02-30', 'bad_date', undefined],
    ['skickad=idga', 'bad_date', 'verifiera konton skickad=idag'],
    ['skickad>7x', 'bad_date', undefined],
    ['utskick=K0QM', 'bad_code', undefined],
    ['företag=', 'missing_value', undefined],
    ['företag= status=utgången', 'missing_value', undefined],
    ['företag=""', 'missing_value', undefined],
    ['=Acme', 'missing_key', undefined],
    // What others write for *not* is never read as its opposite.
    ['-företag=100', 'unknown_key', 'verifiera konton företag!=100'],
    ['-status=skickad,köad anna', 'unknown_key', 'verifiera konton status!=skickad,köad anna'],
    ['-skickad>7d', 'unknown_key', undefined],
    ['status=-skickad', 'unknown_value', undefined],
    ['aktiv=-ja', 'unknown_value', undefined],
    ['företag=A företag=B', 'key_twice', 'verifiera konton företag=A,B'],
    ['företag=A enhet=X company = "B C"', 'key_twice', 'verifiera konton företag=A,"B C" enhet=X'],
    ['företag="Acme Bygg', 'unclosed_quote', 'verifiera konton företag="Acme Bygg"'],
    ['företag="Acme status=utgången', 'unclosed_quote', 'verifiera konton företag="Acme status=utgången"'],
  ])('%s is %s', (text, code, nearest) => {
    expect(problemOf(`verifiera konton ${text}`)).toMatchObject({ code, nearest })
  })

  it('takes several terms of one key where they do not contradict', () => {
    expect(terms('skickad>7d skickad<30d')).toEqual(['sent>7d', 'sent<30d'])
    expect(terms('status!=kopplad status!=verifierad')).toEqual(['status!=connected', 'status!=verified'])
  })
})

describe('moments', () => {
  it.each([
    ['2024-02-29', '2024-02-29'],
    ['2025-02-29', undefined],
    ['2026-13-01', undefined],
    ['0000-01-01', undefined],
    ['31/1', undefined],
    ['36 tim', '36h'],
    ['1 vecka', '7d'],
    ['12345d', undefined],
    ['constructor', undefined],
    ['7 constructor', undefined],
    ['Igår', 'yesterday'],
  ])('%s', (text, value) => {
    expect(readWhen(text)).toBe(value)
  })

  it('mean a day, a day counted from today, or an age', () => {
    expect([whenOf('2026-01-31'), whenOf('today'), whenOf('yesterday'), whenOf('7d'), whenOf('24h')]).toEqual([
      { day: '2026-01-31' },
      { daysAgo: 0 },
      { daysAgo: 1 },
      { hours: 168 },
      { hours: 24 },
    ])
  })
})
