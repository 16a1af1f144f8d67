import { writeSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'
import { parseCLI, startVitest } from 'vitest/node'

/**
 * `npm test` runs vitest with the given arguments (`npm test -- test/bot`) and prints `N passed, N failed` as its last
 * line. A failure outside a test, such as a file that does not load or PostgreSQL that does not start, counts as a
 * failed test, and so does a run without any test.
 */
const counts = { passed: 0, failed: 0, skipped: 0 }
let finished = false

const counter: Reporter = {
  onTestRunEnd(modules, errors) {
    for (const module of modules) count(module)
    counts.failed += errors.length
    finished = true
  },
}

process.on('exit', (code) => {
  if (!finished || code !== 0 || counts.passed + counts.failed === 0) counts.failed ||= 1
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''
  writeSync(1, `\n${counts.passed} passed, ${counts.failed} failed${skipped}\n`)
  process.exitCode = counts.failed > 0 ? 1 : 0
})

try {
  const { filter, options } = parseCLI(['vitest', 'run', ...process.argv.slice(2)])
  // vitest keeps what `--reporter` says apart, and takes it instead of `reporters`: the counter goes with it.
  const { reporter, ...others } = options as typeof options & { reporter?: string | string[] }
  const reporters = [...[reporter ?? others.reporters ?? 'default'].flat(), counter] as NonNullable<
    typeof options.reporters
  >
  const vitest = await startVitest('test', filter, { ...others, reporters, watch: false })
  await vitest.close()
} catch (error) {
  console.error(error)
}

function count(module: TestModule): void {
  let outside = module.errors().length
  for (const suite of module.children.allSuites()) outside += suite.errors().length
  counts.failed += outside
  for (const test of module.children.allTests()) {
    const { state } = test.result()
    if (state === 'passed') counts.passed++
    else if (state === 'failed') counts.failed++
    else counts.skipped++
  }
}
