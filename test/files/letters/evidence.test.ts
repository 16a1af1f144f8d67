import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { bestOf } from '../../../src/files/letters/evidence.ts'
import { readPeopleFile } from '../../../src/files/people-file.ts'

const header = 'Foretagsnr;Anstallningsnr;Fornamn;Efternamn;E-post Visma Connect'

describe('the letters of an old encoding', () => {
  it.each([
    ['Windows-1257', 'windows-1257', ['Kęstutis;Kazlauskas', 'Žydrūnė;Kazlauskienė', 'Šarūnas;Jasikevičius']],
    ['Windows-1257', 'windows-1257', ['Jānis;Bērziņš', 'Kārlis;Ozoliņš', 'Ģirts;Ķeirāns', 'Inese;Šķēle']],
    ['Windows-1251', 'windows-1251', ['Иван;Петров', 'Анна;Щукина']],
    ['IBM775', 'cp775', ['Žydrūnė;Kazlauskienė', 'Šarūnas;Jasikevičius', 'Åsa;Öberg']],
    ['Windows-1253', 'windows-1253', ['Γιώργος;Παπαδόπουλος', 'Μαρία;Ιωάννου']],
    ['Windows-1250', 'windows-1250', ['Dvořák;Jiří', 'Růžena;Šťastná']],
    ['Windows-1252', 'windows-1252', ['Björn;Ek', 'Åsa;Öberg', 'ÖRJAN;ÅKERLÖF']],
    ['Windows-1252', 'windows-1252', ['Guðrún;Þórsdóttir', 'Daði;Freyr', 'Ragnheiður;Ævarsdóttir']],
    ['Windows-1252', 'windows-1252', ['Benoît;Ek']],
    ['Windows-1252', 'windows-1252', ['Gëzim;Hoxha', 'Përparim;Krasniqi', 'Shpëtim;Berisha', 'Arbër;Çela']],
    ['Windows-1252', 'windows-1252', ['João;Gonçalves', 'JOÃO;MAGALHÃES', 'Conceição;Simões']],
    ['Windows-1252', 'windows-1252', ['Nicolò;Città', 'Mario;Forlì', 'Andrè;Ciampì']],
    ['Mac Roman', 'macroman', ['Niccolò;Forlì']],
    ['Windows-1252', 'windows-1252', ['Jørgen;Kjær', 'Søren;Ågård', 'Bjørn;Ødegård']],
  ] as const)('are those of %s', async (name, label, names) => {
    const lines = names.map((each, i) => `100;${i};${each};p${i}@acme.example`)
    const bytes = iconv.encode([header, ...lines].join('\n'), label)
    expect(bestOf(bytes)).toMatchObject({ name })
    const read = await readPeopleFile(bytes)
    if (!read.ok || read.file.format !== 'csv') throw new Error('not read')
    expect(read.file).toMatchObject({ encoding: name, doubtful: [] })
    expect([...read.file.rows].map(({ cells }) => `${cells.givenName};${cells.familyName}`)).toEqual(names)
  })

  it('are not doubted because single cells were encoded twice', async () => {
    const right = ['Noël;Åkesson', 'Frédéric;Ek', 'Nuñez;Öberg', 'Renée;Ask']
    const lines = [right, right, 'BjÃ¶rn;Ek', right, right]
      .flat()
      .map((each, i) => `100;${i};${each};p${i}@acme.example`)
    const bytes = iconv.encode([header, ...lines].join('\n'), 'windows-1252')
    expect(bestOf(bytes)).toEqual({ name: 'Windows-1252', unsure: new Set() })
    expect(await readPeopleFile(bytes)).toMatchObject({ file: { encoding: 'Windows-1252', doubtful: [10] } })
  })

  it('are doubtful where too few speak for one', async () => {
    const bytes = iconv.encode(`${header}\n100;1;Õnne;Mõttus;\n100;2;Žanna;Šmigun;`, 'windows-1257')
    expect(await readPeopleFile(bytes)).toMatchObject({ file: { doubtful: expect.arrayContaining([3]) } })
  })

  it('are read as a Swedish program writes them, and doubtful, where one letter is all there is', async () => {
    const read = await readPeopleFile(iconv.encode(`${header}\n100;1;Anna;Forlì;`, 'windows-1252'))
    if (!read.ok) throw new Error('not read')
    expect(read.file).toMatchObject({ encoding: 'Windows-1252', doubtful: [2] })
    expect([...read.file.rows][0]?.cells.familyName).toBe('Forlì')
  })

  it('are doubtful where they make no word in any encoding that is known', async () => {
    // The Turkish and Icelandic ones of DOS and a Baltic one are not, nor those of Russia.
    const unknown = [
      ['cp857', 'Şükrü;Çağlar', 'Ayşe;Güneş'],
      ['cp861', 'Þór;Guðmundsson', 'Sigríður;Ek'],
      ['iso-8859-4', 'Jānis;Bērziņš', 'Rūta;Čepaitė'],
      ['iso-8859-9', 'İpek;Yıldız', 'Ayşe;Güneş'],
      ['koi8-r', 'Иван;Петров', 'Ольга;Смирнова'],
    ] as const
    for (const [label, ...names] of unknown) {
      const rows = [label === 'koi8-r' ? 'Bo;Ek' : 'Åsa;Öst', ...names].map((name, i) => `100;${i};${name};`)
      const read = await readPeopleFile(iconv.encode([header, ...rows].join('\n'), label))
      expect(read, label).toMatchObject({ file: { doubtful: expect.arrayContaining([3, 4]) } })
    }
  })

  it.each(['Rûta Ek', 'Jenõ Ek', 'Bçrziòð Ek'])('are doubtful where they are no letters of names: %s', async (name) => {
    const rows = ['Åsa;Öst', name.replace(' ', ';'), 'José;Núñez'].map((each, i) => `100;${i};${each};`)
    const read = await readPeopleFile(iconv.encode([header, ...rows].join('\n'), 'windows-1252'))
    expect(read).toMatchObject({ file: { doubtful: expect.arrayContaining([3]) } })
  })
})
