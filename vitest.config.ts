import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'

/** What is said and answered, and what the product does from outside: the same on every database. */
const fromOutside = ['test/dialogs/**/*.test.ts', 'test/rights/**/*.test.ts', 'test/acceptance/**/*.test.ts']

/** Tests of what only one kind of database has, such as a second process on it, or of how one is chosen. */
const chooseThemselves = [
  'test/dialogs/pairs/*.test.ts',
  'test/dialogs/platforms/*-kills.test.ts',
  'test/dialogs/platforms/ways.test.ts',
  'test/dialogs/sends/restored.test.ts',
  'test/rights/startup.test.ts',
  'test/acceptance/{employer,headless,kills,links,local,postfix,restore,rotation,settings,stranger,upgrade}.test.ts',
]

/**
 * Minutes on the embedded database, which answers one statement at a time: `npm run test:embedded` runs them there, and
 * `npm run test:long` in their long forms.
 */
const long = [
  'test/rights/{audit,four-eyes,four-eyes-wire,matrix,others,own,page,presses,privacy,setters,worlds}.test.ts',
  'test/acceptance/files.test.ts',
  'test/dialogs/states/{letters,plans}.test.ts',
  'test/dialogs/connections/connections.test.ts',
  'test/dialogs/imports/*.test.ts',
  'test/dialogs/letters/*.test.ts',
  'test/dialogs/general/generated.test.ts',
  'test/dialogs/plans/at-once.test.ts',
  'test/dialogs/sends/{late-letters,refusals,trouble,unclear}.test.ts',
  'test/dialogs/intents/{plans,lines}.test.ts',
  'test/dialogs/platforms/{*-approval,slack,slack-*,teams,teams-letter,filled-in,headerless,overview,same}.test.ts',
  'test/dialogs/people/{bounces,filter-model}.test.ts',
]

/** Those that take a minute by themselves; other chats hold the same dialogs in `npm test`. */
const longAnywhere = ['test/dialogs/platforms/{teams-kills,teams-approval,slack-approval}.test.ts']

export default defineConfig({
  test: {
    globalSetup: 'test/support/setup.ts',
    setupFiles: 'test/support/process/leftovers.ts',
    pool: 'forks',
    // A process keeps what it has loaded for its next file: loading the product anew is a third of the time of most files.
    isolate: false,
    // One more than there are processors: many tests wait for a process or a clock.
    maxWorkers: Math.min(availableParallelism() + 1, 4),
    // Ample for most tests, even on a busy machine. Tests that take longer set their own limits.
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // On a strange machine a timing may go wrong once; what fails twice is a failure.
    retry: process.env.CI ? 1 : 0,
    teardownTimeout: 30_000,
    // `npm run coverage`. What tests start as processes of their own is not counted.
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts', 'adapters/**/*.ts'],
      reporter: ['text-summary', 'html'],
      reportOnFailure: true,
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'server',
          include: ['test/**/*.test.ts'],
          // The faults take minutes; `npm run faults` runs them.
          exclude: [...configDefaults.exclude, 'test/faults/**', ...(process.env.LONG ? [] : longAnywhere)],
          provide: { kind: 'server' },
        },
      },
      {
        extends: true,
        test: {
          name: 'embedded',
          include: fromOutside,
          exclude: [
            ...configDefaults.exclude,
            ...chooseThemselves,
            ...(process.env.LONG || process.env.EMBEDDED === 'whole' ? [] : long),
          ],
          provide: { kind: 'embedded' },
        },
      },
    ],
  },
})
