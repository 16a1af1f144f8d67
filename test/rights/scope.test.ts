import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beta, cast, type House, shielded, startHouse, wordsOf } from './house.ts'

let house: House
beforeAll(async () => {
  house = await startHouse()
})
afterAll(() => house.stop())

/** Everything that a limited admin can ask for; none of it may name anybody or anything of the other company. */
const lines = [
  'status',
  'status Bo',
  'status B1',
  'status bo1@betabolaget.example',
  'status B1 företag=9207',
  'status företag=Betabolaget',
  'status företag=Betabolage',
  'status enhet=Betaenhete',
  'status status=ej_skickad',
  'lista',
  'lista Betasson',
  'lista företag=9207',
  'lista företag!=100',
  'lista enhet=Betaenheten',
  'lista roll=Betaroll',
  'lista epost=@betabolaget.example',
  'lista epost=finns',
  'exportera',
  'exportera Betasson',
  'exportera epost=@betabolaget.example',
  'verifiera B1',
  'verifiera bo1@betabolaget.example',
  'verifiera Bo Betasson1',
  'verifiera B1 epost=annan@acme.example',
  'verifiera konton',
  'verifiera konton Betasson',
  'verifiera konton företag=9207',
  'koppla från B1',
  'historik B1',
  'historik bo1@betabolaget.example',
  'historik',
  'utskick',
  'hjälp',
]

describe('the scope of a limited admin', () => {
  it.each(lines)('narrows %s', async (line) => {
    const echo =
      /["”]?(Betabolaget?|B1|9207|Betasson\w*|Betaenhete\w*|Betaroll|bo1@betabolaget\.example|@betabolaget\.example)["”]?/g
    const typed = line.match(echo)?.map((word) => word.replace(/["”]/g, '')) ?? []
    let said = wordsOf(await house.card(cast.acme, line))
    for (const word of typed) said = said.replaceAll(word, '')
    // A domain that was typed may be read back; nobody's name, number or company.
    expect(said.match(beta)).toBeNull()
    expect(said.match(shielded)).toBeNull()
  })
})
