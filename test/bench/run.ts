import { readdirSync } from 'node:fs'

/**
 * `npm run bench [-- name …]`: runs the functions `bench…` that the files in this folder export, and prints their
 * results as one line of JSON each. Only files with one of the names in their own name are run.
 */
const wanted = process.argv.slice(2)
const here = new URL('.', import.meta.url)
const files = readdirSync(here).filter((file) => file.endsWith('.ts') && file !== 'run.ts')
const picked = files.filter((file) => !wanted.length || wanted.some((name) => file.includes(name))).sort()

if (!picked.length) {
  console.error(
    `No benchmark is called ${wanted.join(' ')}; there are ${files.map((f) => f.replace('.ts', '')).join(', ')}`,
  )
  process.exitCode = 2
}

for (const file of picked) {
  const module = (await import(new URL(file, here).href)) as Record<string, unknown>
  for (const [name, bench] of Object.entries(module)) {
    if (!name.startsWith('bench') || typeof bench !== 'function') continue
    for await (const line of (await bench()) as object[]) console.log(JSON.stringify(line))
  }
}
