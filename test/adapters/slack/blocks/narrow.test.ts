import { describe, expect, it } from 'vitest'
import { narrow } from '../../../../adapters/slack/blocks/narrow.ts'

describe('a table of Slack', () => {
  it('keeps three columns that fit into 320 pixels', () => {
    const rows = { head: ['Kod', 'Läge', 'Antal'], body: [['K7QM', 'klart', '12']], numbers: [2] }
    expect(narrow(rows)).toEqual(rows)
  })

  it('puts what does not fit below the second column, and a number with what it counts', () => {
    const people = {
      head: ['Namn', 'Status', 'Företag'],
      body: [['Ida Ek\nida@be.example', '● ej skickad', 'Anläggning AB']],
      press: ['status 1'],
    }
    expect(narrow(people)).toMatchObject({
      head: ['Namn', 'Status\nFöretag'],
      body: [['Ida Ek\nida@be.example', '● ej skickad\nAnläggning AB']],
      press: ['status 1'],
    })
    const companies = {
      head: ['Företag', 'Kopplade', 'Personer'],
      body: [
        ['Anläggningsbolaget', '5\n36 %', '14'],
        ['Beta AB', '0\n0 %', '–'],
      ],
      numbers: [1, 2],
    }
    expect(narrow(companies)).toMatchObject({
      head: ['Företag', 'Kopplade'],
      body: [
        ['Anläggningsbolaget', '5\n36 %\nPersoner: 14'],
        ['Beta AB', '0\n0 %'],
      ],
      numbers: [1],
    })
  })

  it('is one column of whole words where two do not fit, and has in pieces only what no telephone can show', () => {
    const address = 'bo.bergstrom@bolaget.example'
    const longer = 'forstanamnet.efternamnsson-lindqvist@dotterbolaget.acme.example'
    const people = narrow({
      head: ['Namn', 'Status', 'Anst.nr'],
      body: [
        [`Anna Berg\n${address}`, '● köad', '0012'],
        [`Bo Ask\n${longer}`, '● skickad\nförfallen', '–'],
      ],
      numbers: [2],
      press: ['status 1', 'status 2'],
    })
    expect(people.head).toEqual(['Namn · Status'])
    expect(people.body[0]).toEqual([`Anna Berg · ● köad · Anst.nr: 0012\n${address}`])
    expect(people.press).toEqual(['status 1', 'status 2'])
    const [name, ...lines] = people.body[1]![0]!.split('\n')
    expect(name).toBe('Bo Ask · ● skickad')
    expect(lines.pop()).toBe('förfallen')
    expect(lines.join('')).toBe(longer)
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(33)
  })

  it('begins a sentence in a line of its own, and never breaks its words', () => {
    const { body } = narrow({
      head: ['Vad', 'Läge'],
      body: [['Klienthemligheten', 'Skapa en ny hos leverantören före dess\nIngen identitetsleverantör']],
    })
    expect(body).toEqual([['Klienthemligheten\nSkapa en ny hos leverantören före dess\nIngen identitetsleverantör']])
  })
})
