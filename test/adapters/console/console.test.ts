import { mkdtempSync, statSync, writeFileSync } from 'node:fs'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Card, Said } from '#bot'
import type { ConsoleRequest } from '../../../adapters/console/card.ts'
import { createConsoleChat } from '../../../adapters/console/chat.ts'
import { serveConsole } from '../../../adapters/console/receive.ts'
import { renderText } from '../../../adapters/console/render.ts'
import { runConsole } from '../../../adapters/console/run.ts'
import { askConsole, completeThere, isServed } from '../../../adapters/console/socket/client.ts'

const person: Card = {
  kind: 'person',
  tone: 'info',
  title: 'Ida Lind',
  buttons: [{ label: 'Lägg till adress', say: 'verifiera 0802 företag=200 epost=', input: 'address' }],
}
const plan: Card = {
  kind: 'plan',
  tone: 'question',
  title: 'Skicka till 148 personer?',
  text: 'Acme Bygg AB (100)',
  facts: [
    ['Träffar', '200'],
    ['Får mejl', '136'],
  ],
  rows: {
    head: ['Namn', 'E-post'],
    body: [
      ['Anna Åkesson', 'anna@acme.example'],
      ['Bo', 'bo\u001b[2J@acme.example'],
    ],
  },
  progress: { done: 37, total: 148 },
  buttons: [
    { label: 'Skicka till 148', say: 'bekräfta K7QM' },
    { label: 'Läs mer', open: 'https://docs.example/' },
  ],
  files: [{ name: 'plan.csv', type: 'text/csv; charset=utf-8', bytes: Buffer.from('\ufeffNamn\r\n') }],
  note: 'Gäller i tio minuter.',
}

it('colours only where that is asked for, and cuts tables to the width', () => {
  const card = {
    title: 'Klart',
    tone: 'good',
    rows: { head: ['Namn', 'E-post'], body: [['A'.repeat(60), 'b'.repeat(60)]] },
  }
  expect(renderText(card)).not.toContain('\u001b')
  expect(renderText(card)).toContain('b'.repeat(60))
  expect(renderText(card, { colour: true })).toContain('\u001b[')
  const widest = Math.max(
    ...renderText(card, { width: 60 })
      .split('\n')
      .map((line) => line.length),
  )
  expect(widest).toBeLessThanOrEqual(60)
})

it('shows how it is used, and that is no failure', async () => {
  const output = new PassThrough()
  const terminal = { input: Readable.from([]), output, error: new PassThrough(), interactive: false }
  expect(await runConsole(['--help'], async () => ({ title: '' }), terminal)).toBe(0)
  expect(String(output.read())).toContain('npm run chat')
})

it('passes progress and completions through the socket', async () => {
  const own = mkdtempSync(join(tmpdir(), 'console-'))
  const server = await serveConsole(
    own,
    async (_, meanwhile) => {
      meanwhile?.({ title: 'Arbetar', progress: { done: 1, total: 2 } })
      return { title: 'Färdig' }
    },
    async (line) => [`${line}iera konton `],
  )
  const shown: string[] = []
  const card = await askConsole(own, { line: 'x' }, ({ title }) => shown.push(title))
  expect([card?.title, ...shown]).toEqual(['Färdig', 'Arbetar'])
  expect((await askConsole(own, { line: 'x' }))?.title).toBe('Färdig')
  expect(await completeThere(own, 'verif', 'sv')).toEqual(['verifiera konton '])
  await server.close()
  await rm(own, { recursive: true, force: true })
})

let folder: string
let heard: Said[]
let chat: ReturnType<typeof createConsoleChat>
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'console-'))
  heard = []
  chat = createConsoleChat()
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Answers lines by repeating them, `nej` with a refusal, and `plan` with the plan. */
function startAnswering(): void {
  chat.onSaid(async (said) => {
    heard.push(said)
    const bytes = said.files[0] && (await chat.fetchFile(said.files[0]))
    if (said.text === 'fel') throw new Error('deep inside')
    if (said.text === 'plan') return { card: plan, private: true }
    if (said.text === 'person') return { card: person, private: true }
    const text = `${said.text} ${bytes ? Buffer.from(bytes).toString() : ''}`.trim()
    const data = said.text === 'nej' ? { refused: 'not_understood' } : undefined
    return { card: { kind: 'notice', tone: 'info', title: 'Hörde', text, data }, private: true }
  })
}

async function run(args: string[], input = '') {
  const output = new PassThrough()
  const error = new PassThrough()
  const terminal = { input: Readable.from([input]), output, error, interactive: false }
  const code = await runConsole(args, chat.ask, terminal)
  return { code, output: String(output.read() ?? ''), error: String(error.read() ?? '') }
}

describe('one line in the terminal', () => {
  it('comes from the operator and is answered as plain text', async () => {
    startAnswering()
    const { code, output } = await run(['plan'])
    expect(code).toBe(0)
    expect(output).toBe(`? Skicka till 148 personer?

Acme Bygg AB (100)

  Träffar   200
  Får mejl  136

  ████████░░░░░░░░░░░░░░░░░░░░░░ 37 / 148 (25 %)

  Namn          E-post
  ────────────────────────────────
  Anna Åkesson  anna@acme.example
  Bo            bo[2J@acme.example

[1] Skicka till 148 → bekräfta K7QM
[2] Läs mer → https://docs.example/
[3] ↓ plan.csv

Gäller i tio minuter.

Spara med --save MAPP
`)
    expect(heard[0]?.who).toEqual({ platform: 'console', workspace: 'local', user: 'operator', standing: 'member' })
    expect(heard[0]?.where.private).toBe(true)
  })

  it('prints one line of JSON and nothing else when asked to', async () => {
    startAnswering()
    const { output, error } = await run(['--json', 'plan'])
    expect(output.split('\n')).toHaveLength(2)
    expect(JSON.parse(output)).toMatchObject({ card: { title: plan.title, buttons: [{ say: 'bekräfta K7QM' }, {}] } })
    expect(error).toBe('')
  })

  it('ends with 2 when refused, on bad arguments and without the file, and with 1 after a fault', async () => {
    startAnswering()
    expect((await run(['nej'])).code).toBe(2)
    expect((await run(['--json', 'nej'])).code).toBe(2)
    expect((await run(['--wrong', 'x'])).code).toBe(2)
    expect((await run(['--file'])).code).toBe(2)
    expect((await run(['--file', join(folder, 'none.csv'), 'importera'])).error).toContain('none.csv')
    const fault = await run(['--json', 'fel'])
    expect([fault.code, fault.output]).toEqual([1, ''])
    expect(fault.error).not.toContain('deep inside')
  })

  it('can have a file, and gets back the quotes that the shell removed', async () => {
    startAnswering()
    const path = join(folder, 'personal å.csv')
    writeFileSync(path, 'Anställningsnr\r\n0012')
    expect((await run(['--file', path, 'importera'])).output).toContain(
      'importera Anställningsnr\r\n0012'.replace('\r', ''),
    )
    expect(heard[0]?.files[0]).toMatchObject({ name: 'personal å.csv', size: 21 })
    await run(['verifiera', 'konton', 'företag=Acme Bygg AB', 'enhet!=a b', 'status=sent'])
    expect(heard[1]?.text).toBe('verifiera konton företag="Acme Bygg AB" enhet!="a b" status=sent')
    await run(['--lang', 'en', 'help'])
    expect(heard[2]?.language).toBe('en')
  })

  it('saves the files of the answer', async () => {
    startAnswering()
    const { error } = await run(['--save', folder, 'plan'])
    expect(error).toContain('plan.csv')
    expect(await readFile(join(folder, 'plan.csv'), 'utf8')).toBe('\ufeffNamn\r\n')
    // A folder that is not there is made; where that is impossible, the answer was given all the same.
    expect((await run(['--save', join(folder, 'new', 'er'), 'plan'])).code).toBe(0)
    expect(await readFile(join(folder, 'new', 'er', 'plan.csv'), 'utf8')).toContain('Namn')
    const impossible = await run(['--save', join(folder, 'plan.csv'), 'plan'])
    expect(impossible).toMatchObject({ code: 1, error: expect.stringContaining('gick inte att spara') })
  })
})

describe('a conversation', () => {
  it('lasts until the end of the input, and a number presses a button of the last card', async () => {
    startAnswering()
    const { code, output } = await run([], '7\nplan\n2\n1\n\nfel\nhej\navsluta\nefter\n')
    expect(code).toBe(0)
    expect(heard.map(({ text }) => text)).toEqual(['7', 'plan', 'bekräfta K7QM', 'fel', 'hej'])
    expect(output).toContain('https://docs.example/\n')
    expect(output).toContain('Något gick fel')
  })
})

describe('a button that asks for the rest of its line', () => {
  const begun = 'verifiera 0802 företag=200 epost='

  it('is shown with the beginning, and is not said before it is whole', async () => {
    startAnswering()
    const { output } = await run([], 'person\n1\navsluta\n')
    expect(output).toContain(`[1] Lägg till adress → ${begun}…`)
    expect(heard.map(({ text }) => text)).toEqual(['person'])
  })

  it('stands in the line to be typed on, for a person', async () => {
    startAnswering()
    const [input, output] = [new PassThrough(), new PassThrough()]
    const conversation = runConsole([], chat.ask, { input, output, error: new PassThrough(), interactive: true })
    const shows = async (words: RegExp) => {
      let all = ''
      await expect.poll(() => (all += String(output.read() ?? '')), { timeout: 5_000 }).toMatch(words)
    }
    input.write('person\n')
    await shows(/Lägg till adress/)
    input.write('1\n')
    await shows(new RegExp(`${begun}$`))
    input.write('ida@acme.example\n')
    await expect.poll(() => heard.at(-1)?.text, { timeout: 5_000 }).toBe(`${begun}ida@acme.example`)
    input.write('avsluta\n')
    expect(await conversation).toBe(0)
  })
})

describe('the socket', () => {
  it('carries lines to the server of the folder, and only its user may open it', async () => {
    expect(await askConsole(folder, { line: 'hej' })).toBeNull()
    expect(await isServed(folder)).toBe(false)
    const served = await serveConsole(folder, chat.ask)
    try {
      expect(statSync(join(folder, 'console.sock')).mode & 0o777).toBe(0o600)
      const early = askConsole(folder, { line: 'hej' })
      startAnswering()
      expect(await early).toMatchObject({ title: 'Hörde', text: 'hej' })
      const bytes = Buffer.from('å'.repeat(2_000_000))
      const file = { name: 'x.csv', size: bytes.length, read: async () => bytes }
      expect((await askConsole(folder, { line: 'importera', file }))?.text).toHaveLength(2_000_010)
      const many = await Promise.all(Array.from({ length: 20 }, (_, i) => askConsole(folder, { line: `nummer ${i}` })))
      expect(many.map((card) => card?.text)).toEqual(many.map((_, i) => `nummer ${i}`))
      await expect(askConsole(folder, { line: 'fel' })).rejects.toThrow('failed')
      // The cast sends what the type forbids.
      await expect(askConsole(folder, {} as ConsoleRequest)).rejects.toThrow('malformed')
    } finally {
      await served.close()
    }
    expect(await isServed(folder)).toBe(false)
  })

  it('belongs to one of many servers, and is taken over when it is stale', async () => {
    startAnswering()
    const starts = await Promise.allSettled(Array.from({ length: 8 }, () => serveConsole(folder, chat.ask)))
    const won = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []))
    expect(won).toHaveLength(1)
    await expect(serveConsole(folder, chat.ask)).rejects.toMatchObject({ code: 'EADDRINUSE' })
    expect((await askConsole(folder, { line: 'hej' }))?.text).toBe('hej')
    await won[0]?.close()

    writeFileSync(join(folder, 'console.sock'), '')
    const again = await serveConsole(folder, chat.ask)
    expect((await askConsole(folder, { line: 'hej' }))?.text).toBe('hej')
    await again.close()
  })

  it('works for a folder whose path is too long for a socket', async () => {
    startAnswering()
    const deep = join(folder, 'x'.repeat(90), 'y'.repeat(90))
    await mkdir(deep, { recursive: true })
    const served = await serveConsole(deep, chat.ask)
    expect((await askConsole(deep, { line: 'hej' }))?.text).toBe('hej')
    expect(await isServed(folder)).toBe(false)
    await served.close()
  })
})
