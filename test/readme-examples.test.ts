import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parse } from '#bot'
import { registry } from '../src/commands/index.ts'
import { loadDemo } from '../src/runtime/demo/demo.ts'
import { createLog } from '../src/runtime/log.ts'
import { type Product, startProduct } from './support/product.ts'

const root = new URL('../', import.meta.url)
const readme = readFileSync(new URL('README.md', root), 'utf8')

/**
 * The lines that the README says to the bot: in its blocks, after `npm run chat --`, and in the words of its first
 * screen.
 */
function examples(): string[] {
  // A block with the name of a language is no line for the bot.
  const blocks = [...readme.matchAll(/^```(\w*)\n(.*?)^```$/gms)].flatMap(([, language, block]) =>
    language ? [] : block!.trim().split('\n'),
  )
  const inTerminal = blocks.flatMap((line) => /^npm run chat -- .*"(.+)"$/.exec(line)?.[1] ?? [])
  const typed = blocks.filter((line) => !/^(npm|node|npx)\b/.test(line))
  const [first] = /^## What it does$.*?^What you can rely on/ms.exec(readme)!
  const inWords = [...first.replace(/^```.*?^```/gms, '').matchAll(/`([^`]+)`/g)].map(([, line]) => line!)
  return [...new Set([...inTerminal, ...typed, ...inWords])]
}

let product: Product
beforeAll(async () => {
  product = await startProduct({ idle: true })
  await loadDemo(product.app, await createLog({ logLevel: 'silent' }))
})
afterAll(() => product?.stop())

it('has examples', () => {
  expect(examples().length).toBeGreaterThan(6)
})

it.each(examples())('%s does something in the demo', async (line) => {
  const file = { name: 'people.csv', bytes: readFileSync(new URL('src/files/demo/nyanstallda.csv', root)) }
  const as = line === 'skicka länk' ? 'employee:olof.moberg@acme.example' : 'owner'
  const card = await product.say(as, line, line === 'importera' ? [file] : [])
  expect(card.data?.refused, card.title).toBeUndefined()
  expect(['question', 'refusal']).not.toContain(card.kind)
})

/** Words in the running text that begin as a command does; one with `…` or `<…>` is a form, no line. */
const inText = [
  ...new Set(
    [...readme.replace(/^(```.*?^```|\|.*?)$/gms, '').matchAll(/`([^`]+)`/g)]
      .map(([, line]) => line!)
      .filter((line) => registry.find(line.split(' ')[0]!) || registry.find(line.split(' ').slice(0, 2).join(' ')))
      .filter((line) => !/…|</.test(line)),
  ),
]

it.each(inText)('%s is a command, or the name of one', (line) => {
  const parsed = parse(line, registry, { language: 'sv', may: () => true })
  const problem = parsed.kind === 'problem' ? parsed.problem.code : undefined
  expect([undefined, 'missing_argument', 'incomplete_command']).toContain(problem)
})

it('shows pictures that are there and light', () => {
  const pictures = [...readme.matchAll(/!\[.+?\]\((.+?)\)/g)].map(([, path]) => new URL(path!, root))
  expect(pictures).toHaveLength(2)
  expect(pictures.reduce((sum, path) => sum + readFileSync(path).length, 0)).toBeLessThan(150_000)
})

it('links to files that exist', () => {
  const linked = [...readme.matchAll(/\]\((?!http|#)([^)#]+)/g)].map(([, path]) => path!)
  expect(linked.length).toBeGreaterThan(5)
  expect(linked.filter((path) => !existsSync(new URL(path, root)))).toEqual([])
})
