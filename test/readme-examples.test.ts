import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadDemo } from '../src/runtime/demo/demo.ts'
import { createLog } from '../src/runtime/log.ts'
import { createMetrics } from '../src/web/metrics.ts'
import { type Product, startProduct } from './support/product.ts'

const root = new URL('../', import.meta.url)
const readme = readFileSync(new URL('README.md', root), 'utf8')

/** The lines that the README says to the bot: in its blocks, after `npm run chat --`, and in the words of its first screen. */
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

it('names every metric that there is, and the dashboard asks for no other', async () => {
  const metrics = createMetrics()
  metrics.watch({ deliveries: async () => ({}), sends: async () => ({}), queueAge: async () => 0 })
  const names = [...(await metrics.text()).matchAll(/^# TYPE (verifiera_\w+)/gm)].map(([, name]) => name!)
  expect(names.length).toBeGreaterThan(4)
  expect(names.filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
  const dashboard = readFileSync(new URL('manifest/monitoring/dashboard.json', root), 'utf8')
  const asked = [...dashboard.matchAll(/verifiera_\w+/g)].map(([name]) => name)
  expect(asked.filter((name) => !names.includes(name.replace(/_bucket$/, '')))).toEqual([])
})
