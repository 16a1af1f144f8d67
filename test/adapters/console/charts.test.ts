import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { Chart, Part } from '#bot'
import type { CardJson } from '../../../adapters/console/card.ts'
import { renderText } from '../../../adapters/console/render.ts'
import { lookOf } from '../../../adapters/console/terminal.ts'

const parts = (...values: number[]): Part[] =>
  (['good', 'direct', 'waiting', 'bad', 'open'] as const).map((look, at) => ({
    label: ['kopplade', 'verifierade', 'väntar på klick', 'studsade', 'ej mejlade'][at]!,
    value: values[at] ?? 0,
    look,
  }))
const bars: Chart = {
  kind: 'stacked',
  title: 'Hur långt företagen har kommit',
  alt: '',
  rows: [
    { label: 'Acme AB', parts: parts(8, 0, 41, 3, 20) },
    { label: 'Norrsken Vård och Omsorg i Nordvästra Mellansverige AB', parts: parts(49, 4, 12_345, 0, 1) },
    { label: 'Tomma\u001b[2J bolaget', parts: parts() },
  ],
}
const curve: Chart = {
  kind: 'curve',
  title: 'Kopplade de senaste 30 dagarna',
  alt: '3 nov 2, 26 nov 58. Sammanlagt 60 kopplade.',
  head: { day: 'Dag', value: 'Nya', sum: 'Sammanlagt' },
  days: Array.from({ length: 30 }, (_, at) => ({
    day: `2026-11-${at + 1}`,
    label: `${at + 1} nov`,
    value: 0,
    sum: at * 2,
  })),
}
const card: CardJson = { title: 'Acme: 57 av 200', charts: [bars, curve], parts: parts(57, 4, 53, 3, 20) }
const widest = (text: string) => Math.max(...text.split('\n').map((line) => [...line].length))

describe('bars in the terminal', () => {
  it('are in proportion, with the numbers beside them, each with the sign of its part', () => {
    const lines = renderText(card, { width: 140 }).split('\n')
    const acme = lines.find((line) => line.includes('Acme AB '))!
    expect(acme).toMatch(
      /^ {2}Acme AB {17} {2}█{3}▒{17}╳░{9} {2}█ 8 kopplade · ▒ 41 väntar på klick · ╳ 3 studsade · ░ 20 ej mejlade$/,
    )
    expect(lines.find((line) => line.includes('Norrsken'))).toMatch(/▒ 12\s345 väntar på klick/)
    expect(lines.find((line) => line.includes('Tomma'))).toBe('  Tomma[2J bolaget')
  })

  it.each([60, 80, 100])('fit into %i columns: what does not fit beside the bar stands below it', (width) => {
    const text = renderText({ ...card, charts: [bars] }, { width })
    expect(widest(text)).toBeLessThanOrEqual(width)
    for (const number of ['8 kopplade', '41 väntar', '345 väntar', '4 verifierade']) expect(text).toContain(number)
  })

  it('have the numbers of one whole below, unless the words of the card give them', () => {
    expect(renderText(card)).toContain('█ 57 kopplade · ▓ 4 verifierade')
    const named = renderText({ title: 'x', parts: parts(57, 4), namesItsParts: true })
    expect(named).toContain('█'.repeat(28))
    expect(named).not.toContain('kopplade')
  })
})

describe('a curve in the terminal', () => {
  it('rises from the first day to the last, with its end and its words', () => {
    const lines = renderText({ title: 'x', charts: [curve] }).split('\n')
    const from = lines.indexOf('  Kopplade de senaste 30 dagarna')
    expect(lines.slice(from + 1, from + 5).map((line) => line.length)).toEqual([36, 36, 36, 36])
    expect(lines[from + 1]).toMatch(/^ {2}58 ┤ +[▁-█]+$/)
    expect(lines[from + 4]).toMatch(/^ {5}│ ?[▁-█]+$/)
    expect(lines[from + 6]).toMatch(/^ {6}1 nov +30 nov$/)
    expect(lines[from + 7]).toBe(`  ${curve.alt}`)
  })

  it.each([20, 30, 60])('fits into %i columns and keeps the last day', (width) => {
    const short = { ...curve, title: 'x', alt: 'y' } as Chart
    const text = renderText({ title: 'x', charts: [short] }, { width })
    expect(widest(text)).toBeLessThanOrEqual(width)
    expect(text).toContain('30 nov')
  })
})

it('colours pictures only where that is asked for, and says the same without', () => {
  const coloured = renderText(card, { colour: true, width: 100 })
  expect(coloured).toContain('\u001b[32m█')
  expect(stripVTControlCharacters(coloured)).toBe(renderText(card, { width: 100 }))
  const terminal = { isTTY: true, columns: 100, hasColors: () => process.env.NO_COLOR === undefined }
  expect(lookOf({ output: terminal } as never).width).toBe(100)
})
