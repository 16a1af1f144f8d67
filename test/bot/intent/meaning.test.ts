import { describe, expect, it } from 'vitest'
import { considerMeaning, findMeaning, parse } from '#bot'
import { phraseBook } from '#text'
import { rules } from '../../../src/bot/intent/rules.ts'
import { registry } from '../../../src/commands/index.ts'
import { lines, named } from './lines.ts'

const all = Object.entries(lines).flatMap(([intent, text]) =>
  text
    .trim()
    .split('\n')
    .map((line): [string, string] => [line, intent === 'own_address' ? 'address' : intent]),
)

describe('a natural line', () => {
  it('means what it says', () => {
    expect(all.map(([line]) => [line, findMeaning(line)?.intent])).toEqual(all)
  })

  it.each(named)('%s of %s: %s', (intent, name, line) => {
    const meaning = findMeaning(line)
    expect(meaning?.intent).toBe(intent)
    expect(meaning!.names.map(({ text }) => text.replace(/s$/, ''))).toContain(name.replace(/s$/, ''))
  })

  it('is read the same in capitals, with signs around it and with spaces', () => {
    for (const [line, intent] of all.slice(0, 100)) {
      expect([line, findMeaning(`  ${line.toUpperCase()} !!`)?.intent]).toEqual([line, intent])
    }
  })

  it.each(['', '?', 'vad kostar det egentligen att köpa en båt', 'x'.repeat(5000), '"""', '@@@', '’s'])(
    'that means nothing here is left alone: %s',
    (line) => expect(['person', undefined]).toContain(findMeaning(line)?.intent),
  )
})

/** Common names, so that none is taken for a word. */
const people =
  'Anna Eva Maria Karin Kristina Lena Sara Kerstin Emma Ingrid Malin Jenny Hanna Lisa Linda Elin Sofia Johanna Maja Mila Stina Petra Helena Erika Josefin Monica Annika Lars Mikael Anders Johan Erik Per Peter Karl Jan Thomas Daniel Fredrik Hans Mats Andreas Stefan Bengt Bo Nils Sven Magnus Martin Göran Jonas Mattias Leif Ulf Björn Håkan Åsa Östen Mohammed Ali Ahmed Fatima Amina Piotr Jelena Olga Linnea Alva Signe Wilma Elsa Astrid Oscar William Lucas Liam Hugo Elias Emil Isak Axel Gustav Viktor Filip Noah Jakob Sanna Lina Tina Mia Nina Moa Ida Klara Tove Agnes Alice Berg Ek Ask Lind Lindberg Lindgren Nilsson Andersson Johansson Karlsson Svensson Persson Holm Dahl Ström Sjö Öberg Nyström Lundin Sandberg Wallin Forsberg Nord Brandt Åberg'

describe('a line about something else', () => {
  it.each([
    'vad kostar det egentligen att köpa en båt',
    'vem är min chef',
    'vem är statsminister',
    'hur många apor finns det i skogen',
    'kan du berätta en rolig historia',
    'tell me a joke',
    'who is the king of Norway',
    'how many bananas are there',
    'när går bussen till stan',
    'jag gillar katter',
    'vilken färg har himlen',
    'är du kär',
    'vad tycker du om politik',
    'lorem ipsum dolor sit amet',
  ])('is not taken for a question to the bot: %s', (line) => {
    const meaning = findMeaning(line)
    // What is meant only if its words are somebody's names is not answered where they are nobody's.
    expect(meaning && !meaning.weak ? meaning.intent : 'person').toBe('person')
  })
})

describe('a word', () => {
  it.each([
    ['adresslösa', 'missing_email'],
    ['påminnelsemejl', 'remind'],
    ['inloggningsproblem', 'cannot_login'],
    ['lösenordsåterställning', 'password'],
    ['statusuppdatering', 'progress'],
    ['påminelserna', 'remind'],
    ['utgångnna länkar', 'expired'],
    ['vad är semesterlönetillägget i procent', 'elsewhere'],
    ['kom något mejl tillbaka', 'bounced'],
  ])('is known by its parts, its ending or in spite of a slip: %s', (line, intent) =>
    expect(findMeaning(line)?.intent).toBe(intent),
  )

  it.each(['kundtjänst', 'lagret', 'stina', 'hanna', 'annas', 'sanna', 'linas', 'marias', 'acme', 'beta'])(
    'may be a name: %s',
    (name) => expect(findMeaning(`skicka igen till ${name}`)?.names.map(({ text }) => text)).toEqual([name]),
  )

  it('may be as long and as nested as it likes', () => {
    const start = performance.now()
    findMeaning('alltalla'.repeat(49))
    findMeaning('mejladressmejl'.repeat(28))
    expect(performance.now() - start).toBeLessThan(50)
  })
})

describe('what stands around a sentence', () => {
  it.each([
    ['Hej Verifiera! Vilka saknar mejl?', 'missing_email'],
    ['Hej, hur går det? /Lena', 'progress'],
    ['jag kommer inte in. Mvh Karin Öberg', 'cannot_login'],
    ['How is it going? Kind regards, Peter', 'progress'],
  ])('says nothing: %s', (line, intent) => expect(findMeaning(line)).toMatchObject({ intent, names: [] }))

  it.each([
    ['jag kommer inte in <3', 'cannot_login'],
    ['Anna Ek <anna@acme.example> skriver "jag kommer inte in', 'cannot_login'],
  ])('makes no filter of it: %s', (line, intent) => {
    const parsed = parse(line, registry, { language: 'sv', may: () => true })
    expect(considerMeaning(line, parsed, registry)?.intent).toBe(intent)
  })
})

describe('a name', () => {
  it.each(people.split(' '))('%s is never a word of a sentence', (name) => {
    const meaning = findMeaning(`hur går det för ${name}`)
    expect(meaning).toMatchObject({ intent: 'progress', names: [{ text: name }] })
    expect(findMeaning(`skicka igen till ${name}`)?.names[0]?.text).toBe(name)
  })

  it('may be made of known words, if it has a capital letter', () => {
    expect(findMeaning('påminn adresskontoret')?.names).toEqual([])
    expect(findMeaning('påminn Adresskontoret')?.names.map(({ text }) => text)).toEqual(['Adresskontoret'])
  })

  it.each([
    ['har Tom Sand fått mejl?', 'Tom Sand'],
    ['har Saga klickat på länken?', 'Saga'],
    ['hur går det för Saga Ahmadi', 'Saga Ahmadi'],
    ['har Jan Fel verifierat sig', 'Jan Fel'],
    ['Saga Ahmadi', 'Saga Ahmadi'],
    ['Stina Prov', 'Stina Prov'],
  ])('is whole, also where its parts are known words: %s', (line, name) => {
    expect(findMeaning(line)?.names.map(({ text }) => text)).toContain(name)
  })

  it.each([
    ['påminn dem som inte svarat på 3 dagar', 'remind'],
    ['remind those who have not clicked in 3 days', 'remind'],
    ['Hur Går Det Just Nu', 'progress'],
  ])('is none where a span of time is said, or every word has a capital letter: %s', (line, intent) => {
    expect(findMeaning(line)).toMatchObject({ intent, names: [] })
  })

  it('may be an address beside the new one', () => {
    expect(findMeaning('byt adress på Anna till anna@ny.example')).toMatchObject({
      intent: 'address',
      email: 'anna@ny.example',
      names: [{ text: 'Anna' }, { text: 'anna@ny.example' }],
    })
  })
})

describe('a command', () => {
  const meaning = (line: string) =>
    considerMeaning(line, parse(line, registry, { language: 'sv', may: () => true }), registry)?.intent

  it.each([
    'lista',
    'lista Anna Berg',
    'lista epost=saknas',
    'status anna@acme.example',
    'status Klara Lind',
    'verifiera Anna Berg',
    'verifiera konton företag=Acme',
    'verifiera konton företag=Akme status=utgågen',
    'utskick K7QM',
    'stoppa K7QM',
    'stoppa k7qm',
    'försök igen K7QM tveksamma',
    'hjälp verifiera konton',
    'hjälp filter',
    'koppla 123456',
    'roll ge <@U012> admin',
    'domän lägg till acme.example',
    'språk svenska',
    'lista "alla"',
    'historik Anna',
    'statsu',
    'verifera konton',
  ])('stays one: %s', (line) => expect(meaning(line)).toBeUndefined())

  it.each([
    ['lista alla i Göteborg', 'list'],
    ['lista utgångna', 'expired'],
    ['status för Acme', 'progress'],
    ['verifiera alla på Acme', 'send'],
    ['stoppa allt', 'stop'],
    ['avbryt planen', 'no'],
    ['bekräfta planen', 'yes'],
    ['hjälp, jag kan inte logga in', 'cannot_login'],
    ['koppla mig', 'link_me'],
    ['skicka länk till Anna', 'new_link'],
    ['/verifiera alla på Acme', 'send'],
  ])('with a sentence behind its name is a sentence: %s', (line, intent) => expect(meaning(line)).toBe(intent))
})

describe('a compound of many words', () => {
  // Each part can be split off in two ways: tried one by one, they would take years.
  it.each(['sends', 'mejls', 'länks', 'anställds'])('is looked at once: %s again and again', (part) => {
    for (const times of [8, 14, 20, 40]) {
      const line = `${part.repeat(times)}qqzx`
      const parsed = parse(line, registry, { language: 'sv', may: () => true })
      expect(considerMeaning(line, parsed, registry)?.intent).not.toBe('send')
    }
  })
})

describe('a command that is not allowed', () => {
  const meaning = (line: string) => {
    const may = ({ need }: { need: string }) => need === 'all' || need === 'employee'
    return considerMeaning(line, parse(line, registry, { language: 'sv', may }), registry)?.intent
  }

  it.each(['lista', 'lista Anna', 'samma person 1 2', 'roll ge <@U012> admin', 'verifiera konton', 'stoppa K7QM'])(
    'is refused: %s',
    (line) => expect(meaning(line)).toBeUndefined(),
  )
  it.each([
    ['verifiera min adress', 'am_i'],
    ['lista alla', 'list'],
  ])('is a sentence if it reads as one: %s', (line, intent) => expect(meaning(line)).toBe(intent))
})

describe('the table', () => {
  it('uses every concept, and has words for each in both languages', () => {
    const used = new Set(rules.flatMap(({ needed, without }) => [...needed.flat(), ...without]))
    for (const { phrases } of phraseBook) {
      expect(Object.keys(phrases).filter((concept) => !used.has(concept as never))).toEqual([])
      const concepts = [...used].filter((feature) => feature !== 'name' && feature !== 'place' && feature !== 'email')
      expect(concepts.filter((concept) => !phrases[concept])).toEqual([])
    }
  })

  it('names no word twice for the same concept, and none that means something among those that mean nothing', () => {
    for (const { phrases, filler } of phraseBook) {
      const meant = new Set(Object.values(phrases).flatMap((text) => text.split(' ')))
      expect(filler.split(' ').filter((word) => meant.has(word))).toEqual([])
      for (const text of [...Object.values(phrases), filler]) {
        const words = text.split(' ')
        expect(words.filter((word, i) => words.indexOf(word) !== i)).toEqual([])
      }
    }
  })

  it('has no rule that another always beats', () => {
    const keys = rules.map(({ needed, without, only }) => JSON.stringify([needed.map(String).sort(), without, only]))
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([])
  })
})
