import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

/**
 * `node bundle.mjs <root> <folder>`: puts our files together in `folder`; the packages stay where they are. build.mjs
 * starts it as a program of its own, since a process that serves would keep esbuild and all sources in memory.
 */
const [, , root, outdir] = process.argv

/** Files that stand beside a source are found from the source. */
const atItsPlace = {
  name: 'at-its-place',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8')
      const url = JSON.stringify(pathToFileURL(path).href)
      return { contents: text.replaceAll('import.meta.url', url), loader: 'ts' }
    })
  },
}

await build({
  absWorkingDir: root,
  entryPoints: ['src/main.ts'],
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  sourcemap: 'linked',
  sourcesContent: false,
  logLevel: 'silent',
  plugins: [atItsPlace],
})
