import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // They take minutes; `npm run faults` runs them.
    exclude: [...configDefaults.exclude, 'test/faults/**'],
    globalSetup: 'test/support/setup.ts',
    pool: 'forks',
    maxWorkers: Math.min(Math.max(availableParallelism(), 2), 4),
    // Ample for most tests, even on a busy machine. Tests that take longer set their own limits.
    testTimeout: 20_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
  },
})
