import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/**
 * The path of Chromium, for `describe.skipIf(!browserPath)`. If it is not installed, a warning is printed; with
 * REQUIRE_PACKAGES, which `.ci/run` sets, that is a failure.
 */
export const browserPath: string | undefined = PLACES.find((place) => existsSync(place))

if (!browserPath) {
  if (process.env.REQUIRE_PACKAGES)
    throw new Error('REQUIRE_PACKAGES is set and there is no Chromium: apt-get install chromium')
  console.warn('\n*** The browser tests are SKIPPED: there is no Chromium (apt-get install chromium). ***\n')
}

/** Starts Chromium, which the caller closes. Its own sandbox does not work as root or in a container. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
}
