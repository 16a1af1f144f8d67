import { describe } from 'vitest'

/**
 * Tests that need what is not in the checkout, such as a program from outside npm: skipped where it is absent, with its
 * name in the title, and failing instead where `REQUIRE_PACKAGES` is set, as in `.ci/run`.
 */
export function needs(name: string, found: string | undefined): { describe(title: string, tests: () => void): void } {
  if (!found && process.env.REQUIRE_PACKAGES) throw new Error(`${name} is missing, and REQUIRE_PACKAGES is set`)
  return {
    describe: (title, tests) =>
      found ? describe(title, tests) : describe.skip(`${title} (${name} is missing)`, tests),
  }
}

/** The same in the long tests; left out of the short ones, which `.ci/run` runs without the program. */
export const needsWhenLong: typeof needs = (name, found) =>
  process.env.LONG ? needs(name, found) : { describe: (title, tests) => describe.skip(`${title} (long)`, tests) }
