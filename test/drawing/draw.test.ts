import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Resvg } from '@resvg/resvg-js'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { Chart, Curve, Look } from '../../src/bot/index.ts'
import { drawCurve } from '../../src/drawing/curve.ts'
import { createDrawer, drawChart } from '../../src/drawing/draw.ts'
import { drawStacked } from '../../src/drawing/stacked.ts'

type Stacked = Extract<Chart, { kind: 'stacked' }>

const steps = [
  ['kopplade', 'good'],
  ['verifierade', 'direct'],
  ['studsade', 'bad'],
  ['inte utskickade', 'open'],
] as const
const partsOf = (...values: number[]) =>
  steps.map(([label, look], at) => ({ label, look: look as Look, value: values[at] ?? 0 }))
const companies = (...names: string[]): Stacked => ({
  kind: 'stacked',
  title: 'Hur långt företagen har kommit',
  alt: 'i ord',
  rows: names.map((label, at) => ({ label, parts: partsOf(3 + at, 0, 1, 2) })),
})
const curve = (...sums: number[]): Curve => ({
  kind: 'curve',
  title: 'Kopplade per dag',
  alt: 'i ord',
  head: { day: 'Dag', value: 'Nya', sum: 'Kopplade' },
  days: sums.map((sum, at) => ({
    day: `2026-11-${String(at + 1).padStart(2, '0')}`,
    label: `${at + 1} nov.`,
    value: at % 2,
    sum,
  })),
})

/** How many pixels of a region have each of the colours that matter. */
async function pixels(png: Uint8Array, region?: { left: number; top: number; width: number; height: number }) {
  const image = sharp(png)
  const { data, info } = await (region ? image.extract(region) : image)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const counts = new Map<string, number>()
  for (let at = 0; at < data.length; at += info.channels) {
    const color = data.subarray(at, at + 3).toString('hex')
    counts.set(color, (counts.get(color) ?? 0) + 1)
  }
  return (color: string) => counts.get(color) ?? 0
}

const [green, red, grey, ink, paper] = ['1c6b3f', 'a1262c', '768890', '14232b', 'ffffff']

describe('a chart as a picture', () => {
  it('has its bars in proportion and its names in letters, at two pixels each, on paper', async () => {
    const { bytes, width, height } = await drawChart(companies('Åkeri Öst AB', 'Łódź Ελλάς Жук'), 'sv')
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', width, height })
    expect(width).toBe(800)
    expect(height).toBeGreaterThan(300)
    const of = await pixels(bytes)
    expect(of(paper!)).toBeGreaterThan((width * height) / 2)
    // 3 and 4 of 6 and 7 are connected; 1 has bounced, 2 are to be sent.
    expect(of(green!) / of(red!)).toBeGreaterThan(2.5)
    expect(of(green!) / of(grey!)).toBeGreaterThan(1.4)
    expect(of('2f5f8a')).toBe(0)
    expect(of(ink!)).toBeGreaterThan(1_000)
  })

  it('has letters because of its own font: without one there are none', async () => {
    const { svg } = drawStacked(companies('Åkeri Öst AB'), 'sv')
    const bare = new Resvg(svg, { font: { loadSystemFonts: false }, fitTo: { mode: 'zoom', value: 2 } }).render()
    expect((await pixels(bare.asPng()))(ink!)).toBe(0)
    const { bytes } = await drawChart(companies('Åkeri Öst AB'), 'sv')
    expect((await pixels(bytes))(ink!)).toBeGreaterThan(500)
  })

  it('can write what Swedish, Polish, Greek and Russian names are made of', async () => {
    const letters = ['Å', 'ö', 'Ł', 'ź', 'é', 'ß', 'Ω', 'ή', 'Ж', 'я', '&']
    const { bytes } = await drawChart(companies('漢', ...letters), 'sv')
    // The lines of the names stand below each other, and the first one shows how an unknown letter looks.
    const lines = await Promise.all(
      ['漢', ...letters].map((_, at) =>
        sharp(bytes)
          .extract({ left: 30, top: 112 + 108 * at, width: 300, height: 36 })
          .raw()
          .toBuffer(),
      ),
    )
    expect(lines.every((line) => line.some((value) => value < 128))).toBe(true)
    expect(new Set(lines.map((line) => line.toString('latin1'))).size).toBe(lines.length)
  })

  it('draws the sum of each day as a line that rises', async () => {
    const { bytes, width, height } = await drawChart(curve(1, 1, 5, 9, 20), 'sv')
    const half = { top: 130, height: height - 190 }
    const [early, late] = [
      await pixels(bytes, { left: 170, width: 250, ...half }),
      await pixels(bytes, { left: width - 300, width: 250, ...half }),
    ]
    expect(early(green!)).toBeGreaterThan(50)
    expect(late(green!)).toBeGreaterThan(early(green!))
  })

  it.each([
    ['no day', curve()],
    ['one day', curve(1_234_567)],
    ['only zeros', curve(0, 0, 0)],
    ['what is no number', curve(Number.NaN, Number.POSITIVE_INFINITY, -5)],
    ['ten thousand days', curve(...Array.from({ length: 10_000 }, (_, at) => at))],
    ['no company', companies()],
    ['a company without people', { ...companies(''), rows: [{ label: '', parts: [] }] }],
    ['a thousand companies', companies(...Array.from({ length: 1_000 }, (_, at) => `Företag ${at}`))],
  ] as [string, Chart][])('can be of %s', async (_, chart) => {
    const { bytes, height } = await drawChart(chart, 'en')
    expect((await sharp(bytes).metadata()).height).toBe(height)
    expect(height).toBeLessThanOrEqual(1_800)
  })
})

const hostile = [
  '</text></svg><script>alert(1)</script>',
  `" onload="alert(1)" x='`,
  ']]><!ENTITY a SYSTEM "file:///etc/passwd">&a;',
  '<image href="file:///etc/passwd"/><use xlink:href="#a"/>',
  'javascript:alert(1) url(http://evil.example/) @import',
  'x'.repeat(10_000),
  'A'.repeat(9_999).concat('\u0301'.repeat(500)),
  '\u0000\u0001\u001b[31m\ufffe\uffff\ud800\udc00\udfff',
  '\u202eabc\u2066def\u200bשלום بع',
  '👩‍👩‍👧‍👦🎉🏳️‍🌈',
  '&amp;lt;b&#0;&#xD800;&nosuch;',
  '\r\n\t \u2028\u2029',
  'ﷺ𒐫﷽꧅',
]

describe('a name that somebody has made up', () => {
  const everywhere = (name: string): Chart[] => {
    const { rows, ...bars } = companies(name, name)
    const days = curve(1, 2).days.map((day) => ({ ...day, label: name, day: name }))
    return [
      {
        ...bars,
        title: name,
        rows: rows.map(({ parts }) => ({ label: name, parts: parts.map((part) => ({ ...part, label: name })) })),
      },
      { ...curve(), title: name, head: { day: name, value: name, sum: name }, days },
    ]
  }

  it('stands between tags as text and nowhere else', () => {
    for (const one of hostile.flatMap(everywhere)) {
      const { svg } = one.kind === 'stacked' ? drawStacked(one, 'sv') : drawCurve(one, 'sv')
      const tags = [...svg.matchAll(/<([^>]*)>/g)].map(([, inside]) => inside!)
      const allowed = /^(?:\/(?:svg|text)|(?:svg|text|rect|circle|polygon|polyline)(?: [a-z-]+="[\w#.,:/ -]*")+\/?)$/
      expect(tags.filter((tag) => !allowed.test(tag))).toEqual([])
      expect(tags.join(' ').replace('http://www.w3.org/2000/svg', '')).not.toMatch(/href|url|:\/\/|style|script|on\w+=/)
      expect(svg.length).toBeLessThan(20_000)
    }
  })

  it('is drawn like any other', async () => {
    for (const one of [companies(...hostile), ...everywhere(hostile.join(' '))]) {
      expect((await sharp((await drawChart(one, 'sv')).bytes).metadata()).width).toBe(800)
    }
  })
})

describe('the thread that draws', () => {
  const chart = companies('Acme AB')
  const scratch = (code: string) => {
    const path = join(tmpdir(), `drawing-${process.pid}-${Math.round(performance.now() * 1_000)}.mjs`)
    writeFileSync(path, code)
    return pathToFileURL(path)
  }

  it('is ended when it hangs, and nobody waits for it longer than that', async () => {
    const draw = createDrawer({ milliseconds: 500 }, scratch(`for (;;);`))
    const begun = performance.now()
    await expect(draw(chart, 'sv')).rejects.toThrow('took too long')
    expect(performance.now() - begun).toBeLessThan(6_000)
    // It ended, so that the next one is begun; it hangs as well.
    await expect(draw(chart, 'sv')).rejects.toThrow('took too long')
  })

  it('may not fill the memory, break, send too much, or end without a word', async () => {
    const outcome = (code: string, limits = {}) => createDrawer(limits, scratch(code))(chart, 'sv')
    await expect(
      outcome('const all = []; for (;;) all.push(new Array(100).fill(all.length))', { heapMegabytes: 8 }),
    ).rejects.toThrow(/memory/)
    await expect(outcome('throw new Error("broken")')).rejects.toThrow('broken')
    await expect(outcome('')).rejects.toThrow('without a picture')
    await expect(createDrawer({ bytes: 100 })(chart, 'sv')).rejects.toThrow('too large')
  })

  it('draws one picture after another, and turns away what would wait too long', async () => {
    const draw = createDrawer({ waiting: 3 })
    const asked = await Promise.allSettled(Array.from({ length: 5 }, () => draw(chart, 'sv')))
    expect(asked.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'rejected'])
    expect((await draw(chart, 'sv')).bytes.length).toBeGreaterThan(1_000)
  })
})
