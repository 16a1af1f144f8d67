import { caniemail } from 'caniemail'
import { describe, expect, it } from 'vitest'
import { everyLetter } from './every-letter.ts'

type Program = Parameters<typeof caniemail>[0]['clients'][number]

const programs: Program[] = [
  'outlook.windows',
  'outlook.macos',
  'outlook.outlook-com',
  'outlook.ios',
  'outlook.android',
  'gmail.desktop-webmail',
  'gmail.ios',
  'gmail.android',
  'apple-mail.macos',
  'apple-mail.ios',
]

/** What a program may not know, because the letter stands without it. Whatever is not listed must work everywhere. */
const dispensable: Record<string, string> = {
  'color-scheme CSS property': 'the program keeps its own idea of dark mode',
  'color-scheme meta tag': 'the program keeps its own idea of dark mode',
  '@media': 'the letter stays light',
  'border-radius': 'corners are square',
  'max-height property': 'display:none hides the preheader everywhere',
  opacity: 'display:none hides the preheader everywhere',
  overflow: 'display:none hides the preheader everywhere',
  'table-layout': 'Word lays out tables by their width attributes',
  'word-wrap': 'the links have word-break, and Word breaks long words by itself',
  'overflow-wrap': 'the links have word-break',
  hyphens: 'nothing is hyphenated by default',
  'white-space': 'a word may break after its hyphen',
  '<body> element': 'its colour stands in the table, too',
}

/** Titles of the features that the program does not support, by caniemail.com. */
function unsupported(program: Program, html: string): string[] {
  for (let left = html; ; ) {
    try {
      const { issues } = caniemail({ clients: [program], html: left })
      return [...new Set([...issues.errors.values()].flat().map(({ title }) => title))]
    } catch (error) {
      // The package stops at what nobody has measured for a program.
      const unknown = /^Feature "(.+)" not found/.exec((error as Error).message)?.[1]
      const without = unknown && left.replace(new RegExp(`${unknown}\\s*:[^;"}]*;?`, 'g'), '')
      if (!without || without === left) throw error
      left = without
    }
  }
}

describe.each(programs)('%s', (program) => {
  it.each(everyLetter)('shows all that the letter needs: %s', (_, { parts }) => {
    expect(unsupported(program, parts.html).filter((title) => !(title in dispensable))).toEqual([])
  })
})

it('would find what Outlook and Gmail do not show', () => {
  const html = '<div style="display:flex;background-image:url(x.png);position:absolute"><svg></svg></div>'
  expect(unsupported('outlook.windows', html)).toEqual(expect.arrayContaining(['background-image', 'position']))
  expect(unsupported('gmail.ios', html)).toContain('position')
})

it('dispenses with nothing that is not there', () => {
  const met = new Set(
    programs.flatMap((program) => everyLetter.flatMap(([, { parts }]) => unsupported(program, parts.html))),
  )
  expect(Object.keys(dispensable).filter((title) => !met.has(title))).toEqual([])
})
