import { type Meaning, type Name, nearest, placeKey, quote } from '#bot'
import { companiesInScope, findCompany, foldName } from '../../verification/people/companies.ts'
import { findPeople, type Person, valuesInScope } from '../../verification/people/people.ts'
import type { Turn } from '../context.ts'
import { ofCompany } from '../words.ts'

/** What the names in a line stand for, within the speaker's scope. */
export interface Named {
  /** Terms for a filter, with the space before them: ` företag=100`. */
  where: string
  /** The same for each of several companies that one name may mean. */
  each: { name: string; number: string; where: string }[]
  people: Person[]
  /** The name by which they were found. */
  typed: string
  /** A name that stands for nothing here, and the nearest that does. */
  unknown?: { typed: string; nearest?: string; where?: string }
  /** Words that stand for nothing here, and are no names. */
  rest: string[]
}

const mostPeople = 6
/** More words than that are no name. */
const mostWords = 4

/**
 * Finds what the names mean: after *på*, *i* and the like first a company, a unit or a role, otherwise a person too. A
 * word in lower case that means nothing is left out: it was only part of the sentence.
 */
export async function readNames(turn: Turn, { names, email }: Meaning): Promise<Named> {
  const named: Named = { where: '', each: [], people: [], typed: '', rest: [] }
  // An address beside a name is the name's new address.
  const sure = names.filter(({ perhaps }) => !perhaps)
  const others = sure.filter(({ text }) => text !== email)
  for (const { text } of names.filter(({ perhaps }) => perhaps).slice(0, 2))
    named.where ||= (await unitOf(turn, text))?.where ?? ''
  for (const name of (others.length ? others : sure).slice(0, 3)) {
    const found = (await placeOf(turn, name)) ?? (await personOf(turn, name)) ?? (await partOf(turn, name))
    if (!found) {
      if (name.of === 'place' || /^\p{Lu}|@|\d/u.test(name.text)) named.unknown ??= await nearestPlace(turn, name.text)
      else named.rest.push(name.text)
      continue
    }
    named.where += found.where ?? ''
    named.each.push(...(found.each ?? []))
    if (found.people && !named.people.length) Object.assign(named, { people: found.people, typed: found.typed })
  }
  if (named.each.length === 1) named.where += named.each.pop()!.where
  return named
}

/** Whether these words are a company, a unit or a role, and nobody's name. */
export async function isPlaceOnly(turn: Turn, words: string[]): Promise<boolean> {
  if ((await findPeople(turn.ctx, words, {}, 1)).length) return false
  return (await placeOf(turn, { text: words.join(' '), of: 'any' })) !== undefined
}

/** A company by its number, its name or the beginning of it; a unit or a role by its name. */
async function placeOf(turn: Turn, { text, of }: Name): Promise<Partial<Named> | undefined> {
  const all = await companiesInScope(turn.ctx)
  const wanted = foldName(text)
  const begins = of === 'place' ? [] : all.filter((c) => foldName(c.name).startsWith(wanted) || c.number === text)
  const found = of === 'place' ? findCompany(all, text) : { several: begins }
  if ('company' in found) return { where: ` ${ofCompany(found.company.number)}` }
  if ('several' in found && found.several.length)
    return { each: found.several.map((c) => ({ name: c.name, number: c.number, where: ` ${ofCompany(c.number)}` })) }
  return unitOf(turn, text)
}

/** A unit or a role by its name. */
async function unitOf(turn: Turn, text: string): Promise<Partial<Named> | undefined> {
  const wanted = foldName(text)
  for (const [key, of] of [
    ['enhet', 'unit'],
    ['roll', 'role'],
  ] as const) {
    const value = (await valuesInScope(turn.ctx, of)).find((v) => isCalled(wanted, foldName(v)))
    if (value) return { where: ` ${key}=${quote(value)}` }
  }
  return undefined
}

/**
 * Whether somebody says a name or its plural, `chefer` for `chef`, or what it is: `ekonomiavdelningen` for `Ekonomi`.
 */
const isCalled = (typed: string, name: string): boolean =>
  placeKey(typed) === placeKey(name) ||
  (name.length > 3 && typed.startsWith(name) && afterName.test(typed.slice(name.length)))

const afterName = /^(ar|er|or|are|n|na|s|es|s?(avdelning(en)?|enhet(en)?|kontor(et)?|team(et)?|grupp(en)?))$/

/** The people of this name, number or address; `Annas` is also Anna. */
async function personOf(turn: Turn, { text }: Name): Promise<Partial<Named> | undefined> {
  for (const typed of spelledAs(text)) {
    if (typed.length < 2) continue
    const people = await findPeople(turn.ctx, typed.split(' '), {}, mostPeople)
    if (people.length) return { people, typed }
  }
  return undefined
}

/**
 * A name as it may be spelled: with a genitive s on a word or on all, and beside words that nobody knows, `anna påstår`
 * or `Sandra Ek sist`.
 */
function spelledAs(text: string): string[] {
  const words = text.split(' ').slice(0, mostWords)
  const capital = words.filter((word) => /^\p{Lu}/u.test(word)).join(' ')
  const pairs = words.slice(1).map((word, i) => `${words[i]} ${word}`)
  const parts = capital ? [capital] : [...pairs, ...words]
  return [...new Set([text, ...parts].flatMap((name) => [name, name.replace(/s$/, ''), name.replace(/s(?= |$)/g, '')]))]
}

/** A word inside the name of a company or a unit: `Hamnen` in `Butik Hamnen`. */
async function partOf(turn: Turn, { text, of }: Name): Promise<Partial<Named> | undefined> {
  if (text.length < 3) return undefined
  const wanted = foldName(text)
  const units = (await valuesInScope(turn.ctx, 'unit')).filter((v) => foldName(v).includes(wanted))
  if (units.length && of === 'place') return { where: ` enhet=${units.map(quote).join(',')}` }
  const found = findCompany(await companiesInScope(turn.ctx), text)
  return 'company' in found ? { where: ` ${ofCompany(found.company.number)}` } : undefined
}

async function nearestPlace(turn: Turn, typed: string): Promise<NonNullable<Named['unknown']>> {
  const companies = (await companiesInScope(turn.ctx)).map((c) => ({ name: c.name, where: ` ${ofCompany(c.number)}` }))
  const units = (await valuesInScope(turn.ctx, 'unit')).map((name) => ({ name, where: ` enhet=${quote(name)}` }))
  const all = [...companies, ...units]
  const near = nearest(
    typed,
    all.map(({ name }) => name),
  )
  return { typed, nearest: near, where: all.find(({ name }) => name === near)?.where }
}
