import { describe, expect, it } from 'vitest'
import { divided, dividedAs, namesApart } from '../../../../src/verification/imports/cells/whole-name.ts'

const read = (text: string, turned = false) => {
  const { isGuess, ...names } = divided(text, turned)
  return `${namesApart(names)}${isGuess ? ' ?' : ''}`
}

describe('a whole name', () => {
  it.each([
    ['Anna Berg', 'Anna | Berg'],
    ['ANNA BERG', 'ANNA | BERG'],
    ['Berg, Anna', 'Anna | Berg'],
    ['Berg,Anna Maria', 'Anna Maria | Berg'],
    ['von Essen, Carl-Johan', 'Carl-Johan | von Essen'],
    ['Carl-Johan von Essen', 'Carl-Johan | von Essen'],
    ['Carl Johan von Essen', 'Carl Johan | von Essen'],
    ['Anna de la Gardie', 'Anna | de la Gardie'],
    ['Lê Van', 'Lê | Van'],
    ['Berg,', '– | Berg'],
    [', Anna', 'Anna | –'],
  ])('is divided where one reading is usual: %s', (text, as) => expect(read(text)).toBe(as))

  it.each([
    ['Anna Maria Berg', 'Anna Maria | Berg ?'],
    ['von Essen Carl-Johan', 'Carl-Johan | von Essen ?'],
    ['Berg, Anna, IT', 'Anna, IT | Berg ?'],
    ['Anna', 'Anna | – ?'],
  ])('is said to be a guess where there are several: %s', (text, as) => expect(read(text)).toBe(as))

  it.each([
    ['Berg Anna', 'Anna | Berg'],
    ['von Essen Carl-Johan', 'Carl-Johan | von Essen'],
    ['De la Gardie Anna Maria', 'Anna Maria | De la Gardie'],
    ['Berg Anna Maria', 'Anna Maria | Berg ?'],
    ['Lisa af Klint', 'Lisa | af Klint ?'],
    ['Berg, Anna', 'Anna | Berg'],
  ])('is divided the other way round where the family name stands first: %s', (text, as) =>
    expect(read(text, true)).toBe(as),
  )
})

describe('the whole name of somebody who is known', () => {
  const as = (text: string, givenName: string, familyName: string, turned = false) => {
    const found = dividedAs(text, turned, { givenName, familyName })
    return found && `${namesApart(found)}${found.isTurned ? ' turned' : ''}`
  }

  it.each([
    ['Anna Berg Lindqvist', 'Anna', 'Berg Lindqvist', 'Anna | Berg Lindqvist'],
    ['Anna Maria Berg', 'Anna Maria', 'Berg', 'Anna Maria | Berg'],
    ['Berg Lindqvist Anna', 'Anna', 'Berg Lindqvist', 'Anna | Berg Lindqvist turned'],
    ['ANNA ÅBERG', 'Anna', 'Åberg', 'ANNA | ÅBERG'],
    ['Anna Berg', 'Anna Berg', '', 'Anna Berg | –'],
    ['Anna Berg', '', 'Anna Berg', '– | Anna Berg'],
    ['Li Li', 'Li', 'Li', 'Li | Li'],
    ['Anna Maria Berg Ek', 'Anna', 'Berg Ek', 'Anna Maria | Berg Ek'],
    ['Anna Ek Lind', 'Anna', 'Berg', 'Anna | Ek Lind'],
  ])('is divided as theirs: %s of %s | %s', (text, given, family, divided) =>
    expect(as(text, given, family)).toBe(divided),
  )

  it('is divided by the order where none of their names stands in it, or a comma does', () => {
    expect(as('Eva Ek', 'Anna', 'Berg')).toBeNull()
    expect(as('Berg, Anna', 'Berg', 'Anna')).toBeNull()
    expect(as('Aberg Anna', 'Anna', 'Åberg', true)).toBe('Anna | Aberg')
  })
})
