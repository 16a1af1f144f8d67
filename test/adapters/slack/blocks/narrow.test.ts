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
      body: [['Ida Ek\nida@acme.example', '● ej skickad', 'Anläggning AB']],
      press: ['status 1'],
    }
    expect(narrow(people)).toMatchObject({
      head: ['Namn', 'Status\nFöretag'],
      body: [['Ida Ek\nida@acme.example', '● ej skickad\nAnläggning AB']],
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

  it('leaves an address in one piece where there is room, and nothing unseen in any', () => {
    const address = 'anna.berg@acme.example'
    const longer = 'forstanamnet.efternamnsson-lindqvist@dotterbolaget.acme.example'
    const { body } = narrow({
      head: ['Namn', 'Status'],
      body: [
        [`Anna Berg\n${address}`, 'köad'],
        [longer, 'köad'],
      ],
    })
    expect(body[0]![0]).toContain(address)
    expect(body[1]![0]!.replaceAll('\n', '')).toBe(longer)
    expect(Math.max(...body[1]![0]!.split('\n').map((line) => line.length))).toBeLessThanOrEqual(23)
  })
})
