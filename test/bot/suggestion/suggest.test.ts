import { describe, expect, it } from 'vitest'
import { createRegistry, nearest } from '#bot'
import { mayAs, problemOf, registry } from '../registry.ts'

describe('the nearest line that this person may say', () => {
  it.each([
    ['verfiera konton företag=Acme', 'verifiera konton företag=Acme'],
    ['verifiera kontona företag=Acme', 'verifiera konton företag=Acme'],
    ['verify account company=Acme', 'verify accounts company=Acme'],
    ['verifierakonton', 'verifiera konton'],
    ['verfiera kontona', 'verifiera konton'],
    ['verifiera företag=Acme', 'verifiera konton företag=Acme'],
    ['verifiera status=utgången', 'verifiera konton status=utgången'],
    ['verifiera 1001 Acme Bygg', 'verifiera 1001 företag="Acme Bygg"'],
    ['verifiera 1001 ny@x.se', 'verifiera 1001 epost=ny@x.se'],
    ['verifiera anna@x.se, bo@x.se', 'verifiera konton epost=anna@x.se,bo@x.se'],
    ['verifiera anna@x.se Acme', 'verifiera anna@x.se företag=Acme'],
    ['verifiera 1001 tack', 'verifiera 1001'],
    ['statsu anna@x.se', 'status anna@x.se'],
    ['hlep', 'help'],
    ['hjlp', 'hjälp'],
    ['bekräfa k7qm', 'bekräfta k7qm'],
    ['stopa K7QM', 'stoppa K7QM'],
    ['exp status=kopplad', 'exportera status=kopplad'],
    ['domän acme.example', 'domän lägg till acme.example'],
    ['domän kontroll acme.example', 'domän kontrollera acme.example'],
    ['domän läg till acme.example', 'domän lägg till acme.example'],
    ['försök K7QM', 'försök igen K7QM'],
    ['roll get <@U1> admin', 'roll ge <@U1> admin'],
    ['kan du verifiera konton företag=Acme', 'verifiera konton företag=Acme'],
    ['snälla lista epost=saknas', 'lista epost=saknas'],
    ['företag=Acme', 'lista företag=Acme'],
    ['anna@x.se', 'lista anna@x.se'],
    ['K7QM', 'utskick K7QM'],
    ['lsita staus=utgangen', 'lista status=utgangen'],
    ['språk svensak', 'språk svenska'],
  ])('%s → %s', (typed, line) => {
    expect(problemOf(typed).nearest).toBe(line)
  })

  it.each(['lsita', 'verifiera-kontona', 'försök', 'företag=Acme', 'anna@x.se', 'snälla lista Acme', 'K7QM2'])(
    '%s: nothing for an employee',
    (typed) => {
      const { nearest: line, meant, expected } = problemOf(typed, { as: 'employee' })
      expect([line, meant, expected]).toEqual([undefined, undefined, undefined])
    },
  )

  it('speaks the language of the reader', () => {
    const english = (text: string) => problemOf(text, { language: 'en' }).nearest
    expect(english('company=Acme')).toBe('list company=Acme')
    expect(english('K7QM')).toBe('sends K7QM')
    expect(english('verify 1001 Acme')).toBe('verify 1001 company=Acme')
    expect(english('lst company=Acme')).toBe('list company=Acme')
    expect(english('list state=expird')).toBe('list state=expired')
  })

  it('never gives one person the address of another', () => {
    expect(problemOf('verifiera anna@x.se bo@x.se').nearest).toBe('verifiera konton epost=anna@x.se,bo@x.se')
  })

  it('an existing command says only whom it is for', () => {
    expect(problemOf('lista företg=Acme', { as: 'employee' })).toMatchObject({ code: 'not_allowed', need: 'admin' })
    expect(problemOf('radera', { as: 'admin' })).toMatchObject({ code: 'not_allowed', need: 'owner' })
    expect(problemOf('radera', { as: 'admin' }).usage).toBeUndefined()
  })

  it('names the command with what it wants, where a whole line cannot be given', () => {
    expect(problemOf('verfiera')).toMatchObject({
      code: 'unknown_command',
      meant: 'verifiera <e-post | anst.nr> [epost=ny@företag.se]',
      nearest: undefined,
    })
  })

  it('never proposes everybody for an empty quote', () => {
    expect(problemOf('verifiera konton "').nearest).toBeUndefined()
    expect(problemOf('verifiera konton ""').nearest).toBeUndefined()
  })

  it.each([
    ['verifiera', 'person'],
    ['bekräfta', 'code'],
    ['importera', 'file'],
    ['domän tillåt', 'domain'],
    ['språk', 'language'],
  ])('%s asks for its %s', (typed, wanted) => {
    expect(problemOf(typed)).toMatchObject({ code: 'missing_argument', wanted })
  })

  it.each([
    ['utdrag 1001 1002', 'unexpected_word', '1002'],
    ['domän lista acme.example', 'unexpected_word', 'acme.example'],
    ['verifiera konton ""', 'unexpected_word', '""'],
    ['lista , Björn', 'unexpected_word', ','],
    ['exportera ,', 'unexpected_word', ','],
    ['bekräfta K7QM nu genast', 'unexpected_word', 'nu genast'],
    ['bekräfta KIQM', 'bad_code', 'KIQM'],
    ['hjälp företag=Acme', 'key_not_here', 'företag'],
    ['DROP TABLE people; --', 'unknown_command', 'DROP'],
    ['<script>alert(1)</script>', 'unknown_command', '<'],
    ['😀a😀', 'unknown_command', '😀a😀'],
  ])('%s is %s at %s', (typed, code, what) => {
    expect(problemOf(typed)).toMatchObject({ code, what })
  })
})

describe('the nearest of some names', () => {
  const companies = ['Acme Bygg AB', 'Beta Åkeri AB', 'Ömans Rör', 'Björks Måleri']

  it.each([
    ['Acme Byg AB', 'Acme Bygg AB'],
    ['acme', 'Acme Bygg AB'],
    ['Acmee', 'Acme Bygg AB'],
    ['akeri', 'Beta Åkeri AB'],
    ['Bjorks', 'Björks Måleri'],
    ['omans ror', 'Ömans Rör'],
    ['Gamma', undefined],
    ['', undefined],
    ['x'.repeat(5000), undefined],
  ])('%s', (typed, name) => {
    expect(nearest(typed, companies)).toBe(name)
  })
})

describe('the registry', () => {
  it('refuses two commands with one spelling', () => {
    const first = registry.find('hjälp')
    expect(() => createRegistry([first!, { ...first!, name: 'annat', also: { sv: [], en: ['HJALP'] } }])).toThrow(
      /hjalp/,
    )
  })

  it('finds by any spelling', () => {
    expect(registry.find('Försök-Igen')?.name).toBe('försök igen')
    expect(registry.find('verify accounts')?.name).toBe('verifiera konton')
    expect(registry.find('x'.repeat(100))).toBeUndefined()
    expect(registry.commands.filter(mayAs('employee')).map((c) => c.name)).toContain('skicka länk')
  })
})
