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
    // The Baltic one of DOS is not.
    const bytes = iconv.encode(`${header}\n100;1;Jüri;Käär;\n100;2;Tõnu;Šmidt;\n100;3;Åsa;Öst;`, 'cp775')
    expect(await readPeopleFile(bytes)).toMatchObject({ file: { doubtful: expect.arrayContaining([3]) } })
  })
})
