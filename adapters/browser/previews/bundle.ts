import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

export const previews = ['slack', 'teams'] as const
export type Preview = (typeof previews)[number]

/** What a page needs to draw a platform's cards with that platform's renderer. */
export interface Bundle {
  script: string
  style: string
}

const require = createRequire(import.meta.url)
const bundles = new Map<Preview, Promise<Bundle>>()

/**
 * The renderer of a platform and what it needs, in one script. The first request makes it, in about half a second: it
 * is as large as the rest of the page together, and few look at it.
 */
export function bundleOf(preview: Preview): Promise<Bundle> {
  const made = bundles.get(preview) ?? make(preview)
  bundles.set(preview, made)
  made.catch(() => bundles.delete(preview))
  return made
}

async function make(preview: Preview): Promise<Bundle> {
  const { build } = await import('esbuild')
  const entry = fileURLToPath(new URL(`${preview}.js`, import.meta.url))
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    // `adaptivecards` says that its files have no side effects, but its tables are registered by one.
    ignoreAnnotations: true,
    logLevel: 'silent',
  })
  return { script: outputFiles[0]!.text, style: await styleOf(preview) }
}

const ownStyle = (preview: Preview) => readFile(new URL(`${preview}.css`, import.meta.url), 'utf8')

async function styleOf(preview: Preview): Promise<string> {
  if (preview === 'teams') return ownStyle(preview)
  const package_ = await readFile(require.resolve('slack-blocks-to-jsx/dist/style.css'), 'utf8')
  return `${package_}\n${await ownStyle(preview)}`
}
