import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import { needs, needsWhenLong } from '../needs.ts'

const path = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find((place) => existsSync(place))

/** Tests that open a browser. */
export const browsers = needs('chromium', path)
export const browsersWhenLong = needsWhenLong('chromium', path)

/** Starts Chromium, which the caller closes. Its own sandbox does not work as root or in a container. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
}
