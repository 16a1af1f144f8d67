// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples are code
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { registry } from '../src/commands/index.ts'
import { en } from '../src/text/en/index.ts'
import { sv } from '../src/text/sv/index.ts'
import { withTable } from './support/architecture/readme.ts'
import {
  type File,
  judge,
  judgeCircles,
  judgeComments,
  judgeFolders,
  judgeLengths,
  readFiles,
  wordsOfLines,
} from './support/architecture/rules.ts'
import { judgeTexts, unsaid } from './support/architecture/texts.ts'
import { brokenLines } from './support/cards/buttons.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const files = readFiles(root, ['src', 'adapters'])

describe('the architecture', () => {
  it.each(['ts', 'mjs', 'js'])('has files: .%s', (end) =>
    expect(files.filter(({ path }) => path.endsWith(`.${end}`)).length).toBeGreaterThan(5),
  )
  it('keeps to the table of who may import whom, reads the environment once, and speaks in src/text', () => {
    expect(judge(files, wordsOfLines(files))).toEqual([])
  })
  it('is drawn as it is checked: npm run docs brings the map up to date', () => {
    const map = readFileSync(`${root}src/README.md`, 'utf8')
    expect(withTable(map)).toBe(map)
  })
  it('has short files', () => expect(judgeLengths(files)).toEqual([]))
  it('has comments that fit into 120 columns, the tests too', () =>
    expect(judgeComments([...files, ...readFiles(root, ['manifest', 'test'])])).toEqual([]))
  it('has no folder that has become a bag', () => expect(judgeFolders(files)).toEqual([]))
  it('has no circles, neither of files nor of the folders of the rules', () => expect(judgeCircles(files)).toEqual([]))
  it('has no text that nobody says', () => expect(unsaid(sv, [...files, ...readFiles(root, ['manifest'])])).toEqual([]))
  it('has no button that says what is not understood', () => expect(brokenLines(files, registry)).toEqual([]))
  it('says the same in both languages, with the same blanks', () => expect(judgeTexts(sv, en)).toEqual([]))
})

/** Mistakes that the checker has to find. */
describe('the checker sees', () => {
  const bad: [what: string, path: string, text: string, finding: RegExp][] = [
    ['a command that queries', 'src/commands/x.ts', `import { sql } from 'drizzle-orm'`, /may not import drizzle-orm/],
    [
      'a command that reaches for the database',
      'src/commands/x.ts',
      `import { rows } from '../db/open.ts'`,
      /may not import ..\/db/,
    ],
    ['also for a type of it', 'src/commands/x.ts', `import type { Db } from '../db/open.ts'`, /may not import ..\/db/],
    [
      'a command that speaks by itself',
      'src/commands/x.ts',
      `import { type Key, say } from '#text'`,
      /other than its types/,
    ],
    ['a rule that knows the bot', 'src/verification/x.ts', `export * from '#bot'`, /may not import #bot/],
    [
      'a rule that sends',
      'src/verification/x.ts',
      `const { send } = await import('../mail/smtp/smtp.ts')`,
      /may not import ..\/mail/,
    ],
    ['a bot that reads files', 'src/bot/x.ts', `import { readFileSync } from 'node:fs'`, /may not import node:fs/],
    [
      'an adapter that imports another',
      'adapters/slack/x.ts',
      `import { render } from '../teams/render.ts'`,
      /may not import/,
    ],
    [
      'an adapter that skips the host',
      'adapters/slack/x.ts',
      `import { rows } from '../../src/db/open.ts'`,
      /may not import/,
    ],
    [
      'an adapter with the SDK of another',
      'adapters/teams/x.ts',
      `import { App } from '@slack/bolt'`,
      /may not import @slack/,
    ],
    [
      'a job that imports a command',
      'src/jobs/x.ts',
      `import {\n  a,\n} from '../commands/verify.ts'`,
      /may not import/,
    ],
    ['an app that knows adapters', 'src/app.ts', `import { chat } from '../adapters/slack/chat.ts'`, /may not import/],
    ['anything that imports main', 'src/app.ts', `import './main.ts'`, /may not import/],
    ['a thread that reads the settings', 'src/files/x.mjs', `import { a } from '../config/x.ts'`, /may not import/],
    ['a page with a package of its own', 'adapters/slack/x.js', `import { a } from 'react'`, /may not import react/],
    ['nodemailer elsewhere', 'src/mail/outbox.ts', `import nodemailer from 'nodemailer'`, /may not import nodemailer/],
    ['a folder that nobody has planned', 'src/utils/x.ts', '', /has no place/],
    ['a second reader of the environment', 'src/jobs/x.ts', 'const { PORT } = process.env', /process\.env/],
    ['the same in disguise', 'src/jobs/x.ts', `const a = process['env']`, /process\.env/],
    ['a clock in a rule', 'src/verification/x.ts', 'const now = new Date()', /time or chance/],
    ['chance in a rule', 'src/verification/x.ts', 'randomBytes(16)', /time or chance/],
    ['a Swedish word', 'src/web/x.ts', `const a = 'Försök'`, /x\.ts:1 says "Försök"/],
    [
      'an English sentence',
      'adapters/slack/x.ts',
      '\nconst a = { text: `There are ${n} people left` }',
      /x\.ts:2 says/,
    ],
    ['a sentence between tags', 'src/web/x.ts', 'html`<p class="a b c">Something went wrong</p>`', /says/],
    [
      'a sentence behind a regular expression',
      'src/web/x.ts',
      `a.replace(/['"]/g, '') + 'Try again later'`,
      /says "Try/,
    ],
  ]
  it.each(bad)('%s', (_, path, text, finding) => expect(judge([{ path, text }]).join('\n')).toMatch(finding))

  const good: [what: string, path: string, text: string][] = [
    ['SQL', 'src/verification/x.ts', 'rows<Row>(db, sql<Row>`select one from two where ${sql`three is not null`}`)'],
    ['an error for developers', 'src/db/x.ts', `throw new Error('The lock could not be taken')`],
    ['a line of the log', 'src/jobs/x.ts', `log.info({ send }, 'the send is done')`],
    [
      'a comment',
      'src/jobs/x.ts',
      `// import x from '../bot/x.ts', process.env, Försök en gång till\n/* new Date() */`,
    ],
    [
      'a line that a button says',
      'src/commands/x.ts',
      `const b = { label: say('x'), say: 'domän lägg till acme.example' }`,
    ],
    [
      'classes and styles',
      'src/web/x.ts',
      'html`<style>a { color: red }</style><p class="one two three">${say(k)}</p>`',
    ],
    ['a date that is handed in', 'src/verification/x.ts', 'const end = new Date(at.getTime() + 1)'],
    ['a dynamic type', 'src/bot/x.ts', `export type A = import('node:http').Server`],
    ['a type of the texts', 'src/errors.ts', `import type { Key } from '#text'`],
  ]
  it.each(good)('nothing wrong in %s', (_, path, text) => expect(judge([{ path, text }])).toEqual([]))

  const file = (lines: number): File => ({ path: `src/${lines}.ts`, text: 'a\n'.repeat(lines) })
  it('a text that nobody says', () => {
    const files = [{ path: 'src/web/x.ts', text: 'say("a.b"); say(`c.${d}`); say(`e.${f}.g`)' }]
    expect(unsaid({ 'a.b': '', 'a.c': '', 'c.d': '', c: '', 'e.f.g': '', 'e.f': '' }, files)).toEqual([
      'a.c',
      'c',
      'e.f',
    ])
  })
  it('a button that says nonsense', () => {
    const text =
      'const buttons = [{ label, say: `bekrafta mig ${code}` }, { label, say: `utskick ${code}` }, { say: "x y" }]'
    expect(brokenLines([{ path: 'src/web/x.ts', text }], registry)).toHaveLength(2)
  })
  it('a file that is too long', () =>
    expect(judgeLengths([file(250), file(251), file(3), file(4), file(5)])).toEqual([
      'src/251.ts has more than 250 lines',
    ]))
  it('a comment that is too wide', () => {
    const wide = `/** ${'a '.repeat(60)}*/`
    expect(judgeComments([{ path: 'src/x.ts', text: `const a = 1\n  ${wide}\n// a\nconst b = '${wide}'` }])).toEqual([
      'src/x.ts:2 has a comment wider than 120 columns',
    ])
  })
  it('a folder with too many files', () => {
    const side = (folder: string) => Array.from({ length: 16 }, (_, i) => ({ path: `${folder}/${i}.ts`, text: '' }))
    expect(judgeFolders([...side('src/jobs'), ...side('src/text/sv')])).toEqual([
      'src/jobs holds 16 files side by side',
    ])
  })
  it('circles', () => {
    const one = { path: 'src/verification/a/x.ts', text: `import type { Y } from '../b/y.ts'` }
    const other = { path: 'src/verification/b/z.ts', text: `import { w } from '../a/w.ts'` }
    expect(judgeCircles([one, other])).toEqual([
      'circle: src/verification/a -> src/verification/b -> src/verification/a',
    ])
    expect(judgeCircles([one])).toEqual([])
    const back = { path: 'src/verification/b/y.ts', text: `import { x } from '../a/x.ts'` }
    expect(judgeCircles([one, back])).toHaveLength(2)
  })
  it('files that are long on the whole', () =>
    expect(judgeLengths([file(10), file(100), file(120)])).toEqual(['the median file has 100 lines']))

  it.each([
    ['a text that one language lacks', { a: 'Hej' }, {}, /a is missing in en/],
    ['a blank with another name', { a: 'Hej {namn}' }, { a: 'Hello {name}' }, /a has other blanks/],
    [
      'a plural that lost its number',
      { a: '{n, plural, one {# rad} other {# rader}}' },
      { a: '{n} rows' },
      /a has other blanks/,
    ],
    ['a text that does not compile', { a: 'Hej {' }, { a: 'Hello' }, /a \(sv\)/],
    ['a text with a quote that hides a blank', { a: "Det '{n}'" }, { a: 'It {n}' }, /a has other blanks/],
    ['an empty text', { a: '' }, { a: 'Hello' }, /a \(sv\) is empty/],
  ])('%s', (_, one, other, finding) =>
    expect(judgeTexts(one as Record<string, string>, other as Record<string, string>).join('\n')).toMatch(finding),
  )
})
